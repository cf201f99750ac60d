import { setTimeout as wait } from "node:timers/promises";
import { join } from "node:path";
import { Hono, type Context } from "hono";
import { jobSubmissionSchema } from "@/lib/contract/agent-api";
import { SNAPSHOT_OUTPUTS } from "../git/snapshot";
import { readGrowing } from "../growing-file";
import type { JobStore } from "../runner/job-store";
import type { Runner } from "../runner/runner";
import { answer, answerError, parseBody, parseQuery } from "./answer";
import type { AgentEnvironment } from "./guard";
import { rangeQuerySchema } from "./query";
import { readRange, sizeOf } from "./read-range";

type JobRouteDeps = { readonly runner: Runner; readonly store: JobStore; readonly logLimitBytes: number; readonly stopping: AbortSignal };

const LOG_POLL_MS = 80;
/** Somebody waits for the lines. */
const OUTPUT_POLL_MS = 15;

/** Submitting, watching and cancelling jobs. */
export function createJobRoutes({ runner, store, logLimitBytes, stopping }: JobRouteDeps): Hono<AgentEnvironment> {
  const routes = new Hono<AgentEnvironment>();

  routes.post("/jobs", async (c) => {
    if (stopping.aborted) {
      return answerError(c, { code: "stopping", message: "The agent is stopping and takes no new job; send it again once the agent is back." });
    }
    const submission = parseBody(c.get("body"), jobSubmissionSchema);
    if (!submission.ok) return answerError(c, submission.error);
    const { seal, ...job } = submission.value;
    return answer(c, runner.submit(job, seal), 202);
  });

  routes.get("/jobs/:jobId", (c) => {
    const view = runner.find(c.req.param("jobId"));
    return view ? c.json(view) : answerNoJob(c);
  });

  routes.post("/jobs/:jobId/cancel", (c) => {
    const { jobId } = c.req.param();
    return runner.find(jobId) ? answer(c, runner.cancel(jobId), 202) : answerNoJob(c);
  });

  routes.get("/jobs/:jobId/log", async (c) => {
    const { jobId } = c.req.param();
    const query = parseQuery(c, rangeQuerySchema);
    if (!query.ok) return answerError(c, query.error);
    if (!runner.find(jobId)) return answerNoJob(c);
    const { offset, limit, waitMs } = query.value;
    const path = join(store.folderOf(jobId), "log");
    const until = Date.now() + waitMs;
    for (;;) {
      // Asked before the size: once ended, the size is final.
      const isEnded = runner.find(jobId)?.state === "ended";
      const found = await sizeOf(path);
      // What is beyond the limit is about to be dropped.
      const size = isEnded ? found : Math.min(found, logLimitBytes);
      const hasNews = size > offset || isEnded;
      if (hasNews || offset > size || Date.now() >= until || stopping.aborted || c.req.raw.signal.aborted) {
        c.header("x-log-size", String(size));
        c.header("x-log-ended", String(isEnded));
        return offset > size ? answerBeyond(c, size) : answerBytes(c, await readRange(path, offset, size, limit));
      }
      await wait(LOG_POLL_MS);
    }
  });

  routes.get("/jobs/:jobId/outputs/:name", async (c) => {
    const { jobId, name } = c.req.param();
    const query = parseQuery(c, rangeQuerySchema);
    if (!query.ok) return answerError(c, query.error);
    const output = SNAPSHOT_OUTPUTS.find((known) => known === name);
    if (runner.find(jobId)?.job.action.type !== "snapshot" || output === undefined) {
      return answerError(c, { code: "not-found", message: `There is no such output; only a snapshot has some: ${SNAPSHOT_OUTPUTS.join(", ")}.` });
    }
    const path = join(store.outputsOf(jobId), output);
    const { offset, limit, waitMs } = query.value;
    const until = Date.now() + waitMs;
    for (;;) {
      // Asked before the file: once ended, nothing is written any more.
      const isOver = runner.find(jobId)?.state === "ended";
      const { bytes, size, isWhole } = await readGrowing(path, offset, limit);
      const isEnded = isOver || isWhole;
      if (isEnded || bytes.length > 0 || offset > size || Date.now() >= until || stopping.aborted || c.req.raw.signal.aborted) {
        c.header("x-output-size", String(size));
        c.header("x-output-ended", String(isEnded));
        return offset > size ? answerBeyond(c, size) : answerBytes(c, bytes);
      }
      await wait(OUTPUT_POLL_MS);
    }
  });

  return routes;
}

function answerNoJob(c: Context): Response {
  return answerError(c, { code: "not-found", message: "This agent has no such job; check the id." });
}

function answerBeyond(c: Context, size: number): Response {
  return c.json({ code: "bad-request", message: `The offset is beyond the end; there are ${size} bytes.` }, 416);
}

function answerBytes(c: Context, bytes: Uint8Array<ArrayBuffer>): Response {
  return c.body(bytes, 200, { "content-type": "application/octet-stream" });
}
