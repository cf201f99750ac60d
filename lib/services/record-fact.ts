import type { AgentEvent, JobReport } from "@/lib/contract/agent-api";
import { sha256Hex } from "@/lib/core/digest";
import type { Finding } from "@/lib/core/lane/finding";
import { describePosture } from "@/lib/core/lane/recognise/posture";
import { recogniseFindings } from "@/lib/core/lane/recognise/recognise-findings";
import { err, ok, type Result } from "@/lib/core/result";
import { decideFact } from "@/lib/core/upgrade/decide/record-fact";
import type { Refusal } from "@/lib/core/upgrade/refusal";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";
import type { Agent } from "@/lib/ports/agent";
import { AgentAwayError } from "./agent-away-error";
import { buildSnapshot, type BuiltSnapshot, type SnapshotDeps, type SortedSnapshot, sortSnapshot } from "./build-snapshot";
import { executeExisting, type UpgradeDeps } from "./execute-upgrade";
import type { SnapshotIntake } from "./snapshot-intake";

export type RecordFactDeps = UpgradeDeps & SnapshotDeps & { readonly intake: SnapshotIntake; readonly newId: () => string };
type Finished = Extract<AgentEvent, { type: "job.finished" }>;
type SnapshotReport = Extract<JobReport, { type: "snapshot" }>;

/** Bytes fetched per request while a log is taken over. */
const LOG_PIECE_WAIT_MS = 0;

/**
 * Takes over one fact from an agent: stores its log and outputs first, then records what follows.
 * Told twice it changes nothing.
 */
export async function recordFact(deps: RecordFactDeps, agent: Agent, agentId: string, event: AgentEvent): Promise<Result<Upgrade, Refusal>> {
  const { blobs, intake } = deps;
  const log = event.type === "job.finished" ? await takeOverLog(agent, event) : null;
  const logBlob = log ? await blobs.put(log.bytes) : null;
  const nextJobId = deps.newId();
  const sort = createSorter(deps, agent, event);
  let last: { readonly from: string; readonly built: Result<BuiltSnapshot | null, string> } | undefined;
  const recorded = await executeExisting(deps, event.upgradeId, async (upgrade) => {
    // Building takes long, and people go on meanwhile: a lost race builds again only when it was lost to something that matters to it.
    const from = describeSources(upgrade);
    if (last?.from !== from) last = { from, built: await tryBuild(deps, sort, upgrade, event) };
    const { built } = last;
    const found = event.type === "job.finished" && log ? findFindings(upgrade, event, log.bytes) : [];
    const findings = log?.problem ? [toLogFinding(log.problem), ...found] : found;
    const { content: snapshot = null, differences = {} } = built.ok ? (built.value ?? {}) : {};
    const told = built.ok ? event : toFailed(event, built.error);
    return decideFact(upgrade, { event: told, agentId, logBlob, findings, snapshot, differences, nextJobId });
  });
  if (recorded.ok && event.type === "job.started") intake.begin(agent, recorded.value, event.jobId);
  return recorded;
}

type Sorter = (upgrade: Upgrade, report: SnapshotReport) => Promise<SortedSnapshot>;

/** Sorts a snapshot once: what was sorted while it was taken, or else now. */
function createSorter(deps: RecordFactDeps, agent: Agent, event: AgentEvent): Sorter {
  let sorted: SortedSnapshot | null = null;
  return async (upgrade, report) => {
    sorted ??= (await deps.intake.take(event.jobId)) ?? (await sortSnapshot(deps, agent, upgrade, event.jobId, report));
    return sorted;
  };
}

/** What cannot be read as a snapshot is recorded as a failed one, with the reason; only a missing agent is worth waiting for. */
async function tryBuild(deps: RecordFactDeps, sort: Sorter, upgrade: Upgrade, event: AgentEvent): Promise<Result<BuiltSnapshot | null, string>> {
  if (event.type !== "job.finished" || event.report.type !== "snapshot" || !isKnown(upgrade, event.jobId)) return ok(null);
  try {
    return ok(await buildSnapshot(deps, await sort(upgrade, event.report), upgrade, event.report));
  } catch (error) {
    if (error instanceof AgentAwayError) throw error;
    return err(error instanceof Error ? error.message : String(error));
  }
}

/** Everything of an upgrade that a snapshot is built from. */
function describeSources({ assignments, decisions, signOffs, attempts }: Upgrade): string {
  return JSON.stringify([assignments, decisions, signOffs, attempts.map(({ job, progress }) => [job.jobId, progress.status])]);
}

function toFailed(event: AgentEvent, problem: string): AgentEvent {
  return event.type === "job.finished" ? { ...event, exitCode: 1, message: `The snapshot could not be read: ${problem}`, report: { type: "none" } } : event;
}

function isKnown({ attempts }: Upgrade, jobId: string): boolean {
  return attempts.some(({ job, progress }) => job.jobId === jobId && progress.status !== "ended");
}

function findFindings(upgrade: Upgrade, event: Finished, log: Uint8Array): readonly Finding[] {
  const attempt = upgrade.attempts.find(({ job }) => job.jobId === event.jobId);
  const step = upgrade.lane.steps.find(({ id }) => id === attempt?.job.stepId);
  if (step?.kind === "command")
    return recogniseFindings(step.recogniser, {
      log: new TextDecoder().decode(log),
      exitCode: event.exitCode,
      expected: { package: upgrade.lane.library, series: upgrade.lane.targetSeries },
    });
  if (event.report.type === "checkout") return describePosture(upgrade.lane, event.report.checkout);
  return [];
}

type TakenLog = { readonly bytes: Uint8Array /** Why it is not the log the agent announced; null when it is. */; readonly problem: string | null };

/** Reads a log to its end. Only an agent that is away is worth waiting for; a log that is not what was announced is kept as it is, and said so. */
async function takeOverLog(agent: Agent, event: Finished): Promise<TakenLog> {
  const pieces: Uint8Array[] = [];
  let offset = 0;
  let refusal = "";
  while (offset < event.log.sizeBytes) {
    const piece = await agent.readLog(event.jobId, offset, LOG_PIECE_WAIT_MS);
    if (!piece.ok && piece.error.code === "unreachable") throw new AgentAwayError(`job ${event.jobId}: its log could not be read: ${piece.error.message}`);
    if (!piece.ok) refusal = ` The agent said: ${piece.error.message}`;
    if (!piece.ok || piece.value.bytes.length === 0) break;
    pieces.push(piece.value.bytes);
    offset += piece.value.bytes.length;
  }
  const bytes = joinBytes(pieces).subarray(0, event.log.sizeBytes);
  if (sha256Hex(bytes) === event.log.sha256) return { bytes, problem: null };
  return { bytes, problem: `Expected ${event.log.sizeBytes} bytes with the SHA-256 ${event.log.sha256}, got ${bytes.length} others.${refusal}` };
}

function toLogFinding(problem: string): Finding {
  return { kind: "log-incomplete", severity: "block", title: "The log is not what the agent announced", detail: problem, line: null, subject: "" };
}

function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}
