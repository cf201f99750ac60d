import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";
import { StartError } from "../start-error";
import type { AgentEnvironment } from "./guard";

/** How long an answer under way may take while the agent stops. */
const DRAIN_LIMIT_MS = 5_000;

type Listening = { readonly url: string; readonly port: number; readonly close: () => Promise<void> };

/** Serves on a loopback address. @throws StartError when the port cannot be had. */
export async function listen(app: Hono<AgentEnvironment>, { host, port }: { readonly host: string; readonly port: number }): Promise<Listening> {
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const reason = error.code === "EADDRINUSE" ? "the port is taken; stop the other program or choose another listen.port" : error.message;
      reject(new StartError(`cannot listen on ${host}:${port}: ${reason}`, { cause: error }));
    });
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new StartError(`cannot listen on ${host}:${port}`);
  return {
    url: `http://${address.family === "IPv6" ? `[${address.address}]` : address.address}:${address.port}`,
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        if (!("closeAllConnections" in server)) return void server.close(() => resolve());
        const limit = setTimeout(() => server.closeAllConnections(), DRAIN_LIMIT_MS);
        server.close(() => {
          clearTimeout(limit);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
