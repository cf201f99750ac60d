import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Claim, claimForAgent, findClaim, findResult, type ProgramResult } from "./job-folder";
import { markerOf } from "./child-environment";
import { cutUnwatchedLog } from "./log-limit.mjs";
import { createFinder, endProcesses, identifyFile, isRunning } from "./process-table.mjs";

const POLL_MS = 60;
/** How long a shim that has written its result may take to be gone; without /proc its number may be somebody else's by then. */
const GONE_LIMIT_MS = 10_000;

/**
 * Waits for a program's result, whether this agent started it or one before it.
 *
 * A program that never started, or whose shim is gone without a result, is `interrupted`; what may be
 * left of it is ended.
 *
 * @throws the signal's reason when it is aborted.
 */
export async function awaitResult(folder: string, jobId: string, logLimitBytes: number, signal: AbortSignal): Promise<ProgramResult> {
  for (;;) {
    const result = findResult(folder);
    const claim = findClaim(folder);
    if (result) return untilGone(claim, result, signal);
    if (claim === undefined ? claimForAgent(folder) : claim.by === "agent") return interrupted();
    if (claim?.by === "shim" && !isRunning(claim)) {
      const late = findResult(folder);
      if (late) return late;
      await endWhatIsLeft(folder, jobId, logLimitBytes);
      return interrupted();
    }
    await wait(POLL_MS, undefined, { signal });
  }
}

/** With the shim goes its PID namespace, and whatever might still be in there. */
async function untilGone(claim: Claim | undefined, result: ProgramResult, signal: AbortSignal): Promise<ProgramResult> {
  const limit = Date.now() + GONE_LIMIT_MS;
  while (claim?.by === "shim" && isRunning(claim) && Date.now() < limit) await wait(POLL_MS, undefined, { signal });
  return result;
}

async function endWhatIsLeft(folder: string, jobId: string, logLimitBytes: number): Promise<void> {
  const log = join(folder, "log");
  await endProcesses(createFinder({ marker: markerOf(jobId), groupId: null, log: identifyFile(log) }), { graceMs: 0 });
  cutUnwatchedLog(log, logLimitBytes);
}

function interrupted(): ProgramResult {
  const now = Date.now();
  return { exitCode: null, signal: null, outcome: "interrupted", startedAt: now, endedAt: now, leftovers: 0 };
}
