// The dashboard without Next: its own routes, container, database, blobs, dispatcher and subscription behind a plain
// HTTP server, so that it is back within half a second after a kill. Pages and the proxy are not part of it.
import { serve } from "@hono/node-server";
import { container, startBackground } from "@/lib/server/container";
import { breakLog, type Twin } from "./broken-logs";
import { type RouteFiles, toFetch } from "./routes";

/** Listens on `LISTEN_PORT`, or the dashboard's own; `WITHOUT_AGENT` and `FAULT_TWIN` change what runs. */
export async function runLeanDashboard(routes: RouteFiles): Promise<void> {
  const { FAULT_TWIN, WITHOUT_AGENT, LISTEN_PORT } = process.env;
  const deps = container();
  if (FAULT_TWIN) Object.assign(deps, { log: breakLog(deps.log, FAULT_TWIN as Twin, deps.env.databaseFile) });
  if (WITHOUT_AGENT) await deps.connect();
  else await startBackground();
  // Longer than a storm pauses, or a client's next request could meet a connection that has just been closed.
  const serverOptions = { keepAliveTimeout: 300_000 };
  serve({ fetch: toFetch(routes), hostname: "127.0.0.1", port: Number(LISTEN_PORT ?? deps.env.port), overrideGlobalObjects: false, serverOptions }, () =>
    console.log("ready"),
  );
}
