import "server-only";
import { setTimeout as wait } from "node:timers/promises";

const LONGEST_PAUSE_MS = 5;
/** Longer than processes of ours make each other wait. */
const LONG_WAIT_MS = 5_000;

/**
 * Runs a statement again, without blocking the event loop, as long as another process holds the
 * database's lock. SQLite's own `busy_timeout` would freeze this process meanwhile.
 *
 * `onLongWait` is told once when that takes so long that somebody should look.
 *
 * @throws what the statement threw, once `patienceMs` have passed or when it is something else.
 */
export async function retryWhileBusy<Value>(patienceMs: number, statement: () => Promise<Value>, onLongWait?: (error: unknown) => void): Promise<Value> {
  const startedAt = performance.now();
  const giveUpAt = startedAt + patienceMs;
  let told = false;
  for (let pauseMs = 1; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await statement();
    } catch (error) {
      if (!isBusy(error) || performance.now() >= giveUpAt) throw error;
      if (!told && performance.now() - startedAt > LONG_WAIT_MS) {
        told = true;
        onLongWait?.(error);
      }
    }
    // Uneven pauses, so that processes waiting for each other do not keep step.
    await wait(pauseMs * (0.5 + Math.random()));
  }
}

function isBusy(error: unknown): boolean {
  const code = originalCode(error);
  return typeof code === "string" && code.startsWith("SQLITE_BUSY");
}

function originalCode(error: unknown): unknown {
  if (!(error instanceof Error) || typeof error.cause !== "object" || error.cause === null) return undefined;
  return "originalCode" in error.cause ? error.cause.originalCode : undefined;
}
