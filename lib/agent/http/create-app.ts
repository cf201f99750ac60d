import { Hono } from "hono";
import type { Logger } from "pino";
import type { Health } from "@/lib/contract/agent-api";
import { answerError } from "./answer";
import { guard, readBody, type AgentEnvironment } from "./guard";
import { describeApi } from "./openapi";

type AppDeps = {
  readonly token: string;
  readonly getPort: () => number;
  readonly logger: Logger;
  readonly health: Health;
  readonly routes: readonly Hono<AgentEnvironment>[];
};

/** The agent's HTTP interface: the guard in front of everything, errors without insides. */
export function createApp({ token, getPort, logger, health, routes }: AppDeps): Hono<AgentEnvironment> {
  const app = new Hono<AgentEnvironment>();
  app.use(guard(token, getPort));
  app.use(readBody);
  app.get("/health", (c) => c.json(health));
  app.get("/openapi.json", (c) => c.json(describeApi(health.version)));
  for (const route of routes) app.route("/", route);
  app.notFound((c) => answerError(c, { code: "not-found", message: "There is no such endpoint; see /openapi.json." }));
  app.onError((error, c) => {
    logger.error({ err: error, path: c.req.path }, "request failed");
    return answerError(c, { code: "internal", message: "The agent failed to answer; its log says why." });
  });
  return app;
}
