import type { AgentError, AppLock, Job, JobAccepted, JobSeal, JobView } from "@/lib/contract/agent-api";
import { sha256Hex } from "@/lib/core/digest";
import { err, ok, type Result } from "@/lib/core/result";
import { requestCancel } from "../exec/job-folder";
import { refuse, type Refusal } from "../refusal";
import { checkGatePass } from "../witness/check-gate-pass";
import { decideAcceptance, type Plan } from "./acceptance";
import type { RunnerContext } from "./context";
import { refusalOf, stateOf, type JobRecord } from "./job-book";
import { recoverJob } from "./recover";
import { reportFinished, reportRefused } from "./report-events";
import { runBuiltin } from "./run-builtin";
import { runProgram } from "./run-program";

/** Takes jobs in and sees them through. */
export type Runner = {
  /** The same job again gives the same answer and runs nothing. */
  readonly submit: (job: Job, seal: JobSeal | null) => Result<JobAccepted, AgentError>;
  readonly cancel: (jobId: string) => Result<JobAccepted, AgentError>;
  readonly find: (jobId: string) => JobView | undefined;
  readonly readLock: (appId: string) => AppLock;
  /** Picks up what the agent before this one left. */
  readonly recover: () => void;
  /** Resolves when nothing is under way any more that writes to the journal. */
  readonly settle: () => Promise<void>;
};

/** The runner over a journal that has been replayed into the book. */
export function createRunner(context: RunnerContext): Runner {
  const { book, journal, store, now } = context;
  const underWay = new Set<Promise<void>>();

  function launch(jobId: string, work: () => Promise<void>): void {
    const watched = work()
      .catch((error: unknown) => reportFailure(context, jobId, error))
      .finally(() => underWay.delete(watched));
    underWay.add(watched);
  }

  function takeIn(job: Job, digest: string): Result<Plan, AgentError> {
    const decision = decideAcceptance(context, job);
    const passId = decision.ok ? (job.gatePass?.passId ?? null) : null;
    store.create(job);
    journal.accept({ at: now(), jobId: job.jobId, appId: job.appId, upgradeId: job.upgradeId, stepId: job.stepId, digest, passId });
    if (!decision.ok) reportRefused(context, job.jobId, decision.error);
    return decision.ok ? decision : err({ code: decision.error.code, message: decision.error.message });
  }

  return {
    submit: (job, seal) => {
      const digest = sha256Hex(JSON.stringify(job));
      const known = book.find(job.jobId);
      if (known) return repeat(known, digest);
      const vouched = checkSeal(context, job, seal);
      if (!vouched.ok) return err({ code: vouched.error.code, message: vouched.error.message });
      const plan = takeIn(job, digest);
      if (!plan.ok) return plan;
      const { value } = plan;
      launch(job.jobId, () => (value.type === "program" ? runProgram(context, job, value) : runBuiltin(context, job)));
      return ok({ jobId: job.jobId, state: "queued" });
    },
    cancel: (jobId) => {
      const record = book.find(jobId);
      if (!record) return refuse("not-found", `This agent has no job ${jobId}.`);
      if (stateOf(record) !== "ended") requestCancel(store.folderOf(jobId));
      return ok({ jobId, state: stateOf(record) });
    },
    find: (jobId) => {
      const record = book.find(jobId);
      return record && { job: store.read(jobId), state: stateOf(record), acceptedAt: record.accepted.at, events: record.events };
    },
    readLock: (appId) => ({ lock: describeOwner(book.findHolder(appId), now()), serving: describeOwner(book.findServer(appId), now()) }),
    recover: () => {
      for (const record of book.listUnfinished()) launch(record.accepted.jobId, () => recoverJob(context, record));
    },
    settle: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

/** What speaks against taking the job at all; it is not taken, so it may come again under another seal. */
function checkSeal(context: RunnerContext, job: Job, seal: JobSeal | null): Result<null, Refusal> {
  const named = context.witness.checkSeal(seal?.checkpoint ?? null);
  return !named.ok || job.gatePass === null ? named : checkGatePass(context, job, job.gatePass, seal);
}

function repeat(known: JobRecord, digest: string): Result<JobAccepted, AgentError> {
  const { jobId } = known.accepted;
  if (known.accepted.digest !== digest) return refuse("job-differs", `Job ${jobId} was sent before with other content; use a new id.`);
  const refusal = refusalOf(known);
  return refusal ? err(refusal) : ok({ jobId, state: stateOf(known) });
}

function describeOwner(record: JobRecord | undefined, now: number): AppLock["lock"] {
  if (!record) return null;
  const { jobId, upgradeId, stepId, at } = record.accepted;
  return { jobId, upgradeId, stepId, since: at, ageMs: Math.max(0, now - at) };
}

/** The one place where a job's unexpected failure ends up; an agent that is stopping leaves the job to the next. */
async function reportFailure(context: RunnerContext, jobId: string, error: unknown): Promise<void> {
  if (context.stopping.aborted) return;
  const message = error instanceof Error ? error.message : String(error);
  context.logger.error({ err: error, jobId }, "job failed");
  try {
    const record = context.book.find(jobId);
    if (!record || stateOf(record) === "ended") return;
    const started = record.events.find(({ type }) => type === "job.started");
    if (!started) return reportRefused(context, jobId, { code: "internal", message });
    context.store.writeLine(jobId, message);
    await reportFinished(context, jobId, { outcome: "exited", exitCode: 1, startedAt: started.at, message });
  } catch (failure) {
    context.logger.fatal({ err: failure, jobId }, "the job's failure could not be journalled; restart the agent");
  }
}
