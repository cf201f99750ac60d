import type { JobOutcome, JobReport, Sealing } from "@/lib/contract/agent-api";
import type { Refusal } from "../refusal";
import type { RunnerContext } from "./context";
import type { JobRecord } from "./job-book";

type Ending = {
  readonly outcome: JobOutcome;
  readonly exitCode: number | null;
  readonly signal?: string | null;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly treeBefore?: string | null;
  readonly treeAfter?: string | null;
  readonly message?: string;
  readonly report?: JobReport;
};

/** Journals that nothing was done, and why. */
export function reportRefused(context: RunnerContext, jobId: string, refusal: Refusal): void {
  const { code, message, treeId } = refusal;
  context.journal.record({ type: "job.refused", ...subject(context, jobId), code, message, treeId: treeId ?? null });
}

/** Journals that the job starts, before it does. */
export function reportStarted(context: RunnerContext, jobId: string, argv: readonly string[], treeId: string | null, sealing: Sealing | null = null): void {
  context.journal.record({ type: "job.started", ...subject(context, jobId), argv: [...argv], treeId, sealing });
}

/** Journals how a job ended, with the size and digest of its log. */
export async function reportFinished(context: RunnerContext, jobId: string, ending: Ending): Promise<void> {
  const log = await context.store.describeLog(jobId);
  context.journal.record({
    type: "job.finished",
    ...subject(context, jobId),
    outcome: ending.outcome,
    exitCode: ending.exitCode,
    signal: ending.signal ?? null,
    startedAt: ending.startedAt,
    endedAt: ending.endedAt ?? context.now(),
    log,
    treeBefore: ending.treeBefore ?? null,
    treeAfter: ending.treeAfter ?? null,
    message: ending.message ?? "",
    report: ending.report ?? { type: "none" },
  });
}

/** Names of job, app and upgrade as every event has them. */
export function subject(context: RunnerContext, jobId: string): { jobId: string; appId: string; upgradeId: string } {
  const { appId, upgradeId } = getRecord(context, jobId).accepted;
  return { jobId, appId, upgradeId };
}

function getRecord({ book }: RunnerContext, jobId: string): JobRecord {
  const record = book.find(jobId);
  if (!record) throw new Error(`job ${jobId} was never accepted`);
  return record;
}
