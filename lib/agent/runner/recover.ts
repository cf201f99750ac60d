import type { Job } from "@/lib/contract/agent-api";
import { findBuiltin } from "./builtin-actions";
import type { RunnerContext } from "./context";
import type { JobRecord } from "./job-book";
import { reportFinished } from "./report-events";
import { seeThrough } from "./run-program";

/**
 * Picks a job up that the agent before this one left unfinished. Nothing is ever run again: a program
 * is waited for, everything else is reported as interrupted.
 */
export async function recoverJob(context: RunnerContext, record: JobRecord): Promise<void> {
  const job = context.store.read(record.accepted.jobId);
  const started = record.events.find(({ type }) => type === "job.started");
  if (!started) {
    return interrupt(context, job, record.accepted.at, "The agent stopped before this job began; nothing was run. Start it again if it is still wanted.");
  }
  if (findBuiltin(job)) {
    return interrupt(context, job, started.at, "The agent stopped while this was under way; look at the checkout before starting it again.");
  }
  await seeThrough(context, job, context.store.readRun(job.jobId), findProbes(context, job));
}

/** Null for a command. A lane that is gone meanwhile leaves the start page. */
function findProbes({ findLane }: RunnerContext, { action }: Job): readonly string[] | null {
  if (action.type !== "serve") return null;
  const step = findLane(action.laneId)?.lane.steps.find(({ id }) => id === action.stepId);
  return step?.kind === "serve" ? step.probes : ["/"];
}

async function interrupt(context: RunnerContext, { jobId }: Job, startedAt: number, message: string): Promise<void> {
  await reportFinished(context, jobId, { outcome: "interrupted", exitCode: null, startedAt, endedAt: startedAt, message });
}
