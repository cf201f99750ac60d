import { setTimeout as wait } from "node:timers/promises";
import type { ProbeResult } from "@/lib/contract/agent-api";
import { liftTimeLimit } from "../exec/job-folder";
import type { RunnerContext } from "./context";
import { probe } from "./probe";
import { subject } from "./report-events";

const POLL_MS = 150;

/**
 * Asks for the first path until anything answers, then for all of them, and journals that the app is
 * served. Ends when that is done or `ended` says that the program is gone.
 */
export async function watchServing(context: RunnerContext, jobId: string, port: number, paths: readonly string[], ended: AbortSignal): Promise<void> {
  const signal = AbortSignal.any([ended, context.stopping]);
  const isServing = context.book.find(jobId)?.events.some(({ type }) => type === "job.serving");
  if (isServing) return;
  while (!signal.aborted && (await probe(port, paths[0] ?? "/", signal)).status === null) {
    await wait(POLL_MS, undefined, { signal }).catch(() => undefined);
  }
  if (signal.aborted) return;
  liftTimeLimit(context.store.folderOf(jobId));
  const probes: ProbeResult[] = [];
  for (const path of paths) probes.push(await probe(port, path, signal));
  if (signal.aborted) return;
  // By name, because passkeys work on `localhost` and not on an address.
  context.journal.record({ type: "job.serving", ...subject(context, jobId), url: `http://localhost:${port}`, probes });
}
