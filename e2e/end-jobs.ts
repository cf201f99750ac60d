import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { findClaim, requestCancel } from "@/lib/agent/exec/job-folder";
import { isRunning } from "@/lib/agent/exec/process-table.mjs";
import { waitUntil } from "./wait-until";

/** Ends what an agent left running, which outlives it on purpose: a served app, a step under way. */
export async function endJobs(jobs: string): Promise<void> {
  if (!existsSync(jobs)) return;
  for (const folder of readdirSync(jobs).map((jobId) => join(jobs, jobId))) {
    const claim = findClaim(folder);
    if (claim?.by !== "shim" || !isRunning(claim)) continue;
    requestCancel(folder);
    await waitUntil(async () => !isRunning(claim), `process ${claim.pid} to end`, 10_000);
  }
}
