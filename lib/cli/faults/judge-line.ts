import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ApiClient } from "@/e2e/api-client";
import { openRecord, type SealedRecord } from "@/lib/core/audit/record";
import { verifyChain } from "@/lib/core/audit/verify-chain";
import type { Attempt, Upgrade } from "@/lib/core/upgrade/upgrade";
import type { Witness } from "./witness";

/** Nothing that was acknowledged is lost or changed, nothing stands twice. */
export function judgeRecords(
  records: readonly SealedRecord[],
  witness: Witness,
  markers: { readonly sent: readonly string[]; readonly accepted: readonly string[] },
): readonly string[] {
  const problems = [...witness.contradictions];
  const verdict = verifyChain(records);
  if (!verdict.ok) problems.push(`record ${verdict.seq}: ${verdict.problem.sentence}`);
  const hashes = new Map(records.map(({ seq, hash }) => [seq, hash]));
  for (const [seq, hash] of witness.shown)
    if (hashes.get(seq) !== hash) problems.push(`record ${seq} was shown and is ${hashes.has(seq) ? "another now" : "lost"}`);
  for (const seq of witness.accepted) if (!hashes.has(seq)) problems.push(`record ${seq} was acknowledged and is lost`);
  const notes = records.map(openRecord).flatMap(({ event }) => (event.type === "check.recorded" ? [event.note] : []));
  for (const marker of markers.accepted) if (!notes.includes(marker)) problems.push(`${marker} was acknowledged and is lost`);
  for (const marker of markers.sent) if (notes.filter((note) => note === marker).length > 1) problems.push(`${marker} stands twice`);
  return problems;
}

export type JobFiles = { readonly agentFolder: string; readonly starts: readonly string[] };

/** Every attempt was started at most once, told once, and has every byte of its log. */
export async function judgeAttempts(
  upgrade: Upgrade,
  records: readonly SealedRecord[],
  client: ApiClient,
  { agentFolder, starts }: JobFiles,
): Promise<readonly string[]> {
  const problems: string[] = [];
  const journal = readFileSync(join(agentFolder, "journal.ndjson"), "utf8").split("\n");
  const events = records.map((record) => openRecord(record).event);
  for (const attempt of upgrade.attempts) {
    const { jobId, stepId } = attempt.job;
    const say = (problem: string) => problems.push(`${stepId} (${jobId}): ${problem}`);
    for (const type of ["job.started", "job.finished"]) {
      const count = journal.filter((line) => line.includes(jobId) && line.includes(`"${type}"`)).length;
      if (count > 1) say(`the journal has ${count} × ${type}`);
    }
    for (const type of ["attempt.accepted", "attempt.running", "attempt.finished"] as const) {
      const count = events.filter((event) => event.type === type && event.jobId === jobId).length;
      if (count > 1) say(`the record has ${count} × ${type}`);
    }
    const count = starts.filter((id) => id === jobId).length;
    if (count > 1) say(`its program was started ${count} times`);
    const problem = await judgeLog(attempt, upgrade.id, client, join(agentFolder, "jobs", jobId, "log"));
    if (problem) say(problem);
  }
  return problems;
}

async function judgeLog({ job, progress }: Attempt, upgradeId: string, client: ApiClient, file: string): Promise<string | undefined> {
  if (progress.status !== "ended" || progress.outcome !== "exited" || !existsSync(file)) return undefined;
  const written = readFileSync(file);
  const stored = Buffer.from(await client.log(upgradeId, job.jobId));
  if (!stored.equals(written)) return `the agent has ${written.length} bytes of its log, the dashboard ${stored.length}`;
  if (job.stepId === "fetch" && progress.exitCode === 0 && written.toString() !== expectedLog()) return "its log is not what it printed";
  return undefined;
}

/** What the numbered step prints. */
function expectedLog(): string {
  return Array.from({ length: 250 }, (_, index) => `line ${index + 1} ✓ äöü 🎉\n`).join("");
}
