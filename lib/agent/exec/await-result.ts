import { setTimeout as wait } from "node:timers/promises";
import { claimForAgent, findClaim, findResult, type ProgramResult } from "./job-folder";
import { markerOf } from "./child-environment";
import { endMarked, isRunning } from "./process-table.mjs";

const POLL_MS = 60;

/**
 * Waits for a program's result, whether this agent started it or one before it.
 *
 * A program that never started, or whose shim is gone without a result, is `interrupted`; what may be
 * left of it is ended.
 *
 * @throws the signal's reason when it is aborted.
 */
export async function awaitResult(folder: string, jobId: string, signal: AbortSignal): Promise<ProgramResult> {
  for (;;) {
    const result = findResult(folder);
    if (result) return result;
    const claim = findClaim(folder);
    if (claim === undefined ? claimForAgent(folder) : claim.by === "agent") return interrupted();
    if (claim?.by === "shim" && !isRunning(claim)) {
      const late = findResult(folder);
      if (late) return late;
      await endMarked({ marker: markerOf(jobId), groupId: null, graceMs: 0 });
      return interrupted();
    }
    await wait(POLL_MS, undefined, { signal });
  }
}

function interrupted(): ProgramResult {
  const now = Date.now();
  return { exitCode: null, signal: null, outcome: "interrupted", startedAt: now, endedAt: now, leftovers: 0 };
}
