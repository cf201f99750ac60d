import { Hono } from "hono";
import { addAppSchema, oidSchema } from "@/lib/contract/agent-api";
import type { Result } from "@/lib/core/result";
import { toAgentApp, type AppRegistry } from "../apps/app-registry";
import { listCandidates } from "../apps/list-candidates";
import { findRealPath } from "../apps/real-path";
import { readCheckout } from "../git/checkout";
import { readKeptBlob } from "../git/kept-blob";
import type { Repository } from "../git/repository";
import type { Refusal } from "../refusal";
import type { Runner } from "../runner/runner";
import { answer, answerError, parseBody, parseQuery } from "./answer";
import type { AgentEnvironment } from "./guard";
import { checkoutQuerySchema } from "./query";

type AppRouteDeps = {
  readonly apps: AppRegistry;
  readonly roots: readonly string[];
  readonly openApp: (appId: string) => Result<Repository, Refusal>;
  readonly runner: Runner;
};

/** The apps, what could become one, and what is in a checkout. */
export function createAppRoutes({ apps, roots, openApp, runner }: AppRouteDeps): Hono<AgentEnvironment> {
  const routes = new Hono<AgentEnvironment>();

  routes.get("/apps", (c) => c.json({ apps: apps.list().map(toAgentApp) }));

  routes.post("/apps", async (c) => {
    const input = parseBody(c.get("body"), addAppSchema);
    if (!input.ok) return answerError(c, input.error);
    const added = apps.add(input.value);
    return added.ok ? c.json(toAgentApp(added.value), 201) : answerError(c, added.error);
  });

  routes.get("/candidates", (c) => {
    const known = new Map(apps.list().map(({ id, path }) => [findRealPath(path), id]));
    return c.json({ candidates: listCandidates(roots, (path) => known.get(path)), roots });
  });

  routes.get("/apps/:appId/checkout", async (c) => {
    const query = parseQuery(c, checkoutQuerySchema);
    if (!query.ok) return answerError(c, query.error);
    const repository = openApp(c.req.param("appId"));
    return repository.ok ? answer(c, await readCheckout(repository.value, query.value.package)) : answerError(c, repository.error);
  });

  routes.get("/apps/:appId/trees/:treeId/blobs/:oid", async (c) => {
    const { appId, treeId, oid } = c.req.param();
    if (!oidSchema.safeParse(treeId).success || !oidSchema.safeParse(oid).success) {
      return answerError(c, { code: "bad-request", message: "Expected the ids of a git tree and of a file in it." });
    }
    const repository = openApp(appId);
    if (!repository.ok) return answerError(c, repository.error);
    const blob = await readKeptBlob(repository.value, treeId, oid);
    if (!blob.ok) return answerError(c, blob.error);
    return c.body(new Uint8Array(blob.value), 200, { "content-type": "application/octet-stream", "x-blob-size": String(blob.value.length) });
  });

  routes.get("/apps/:appId/lock", (c) => {
    const { appId } = c.req.param();
    if (!apps.find(appId)) return answerError(c, { code: "unknown-app", message: `This agent has no app ${appId}; add it first.` });
    return c.json(runner.readLock(appId));
  });

  return routes;
}
