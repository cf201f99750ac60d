import { createHash } from "node:crypto";
import type { RecordBody } from "@/lib/core/audit/record";
import { canonicalJson } from "@/lib/core/canonical-json";
import { digestOf, type Digest } from "@/lib/core/digest";
import { BLOB_FOLDER, README, toLine, type Statement } from "@/lib/core/dossier/format";
import { createReport } from "@/lib/core/dossier/report";
import { evolve } from "@/lib/core/upgrade/evolve";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";
import { watchBlobs } from "@/lib/services/open-dossier-snapshot";
import type { ByteSource } from "./byte-source";
import { DossierProblem, failAt, failRecord, type Problem } from "./problem";
import { readArchive, type Archive } from "./read-archive";
import { readLines } from "./read-lines";
import { CHAIN_START, followLine, readRecord, type ChainPoint, type ReadRecord } from "./record-reader";
import { createReplay, type Replay } from "./replay";
import { verifyCheckpoints, type Checkpoints } from "./verify-checkpoints";

export type Verdict =
  | { readonly ok: true; readonly statement: Statement; readonly checkpoints: Checkpoints; readonly blobs: number }
  | { readonly ok: false; readonly problem: Problem };

/**
 * Verifies a dossier from its first byte to its last, and stops at the first thing that does not hold: archive,
 * statement, checkpoints, every record and what it decided, blobs, and the report made again.
 */
export async function verifyDossier(source: ByteSource): Promise<Verdict> {
  try {
    const archive = readArchive(source);
    requireText(archive, "README.txt", README);
    const checkpoints = verifyCheckpoints(archive);
    await verifyRecords(archive, checkpoints);
    const blobs = [...archive.entries.keys()].filter((name) => name.startsWith(BLOB_FOLDER)).length;
    return { ok: true, statement: archive.statement, checkpoints, blobs };
  } catch (error) {
    if (error instanceof DossierProblem) return { ok: false, problem: error.problem };
    throw error;
  }
}

async function verifyRecords(archive: Archive, checkpoints: Checkpoints): Promise<void> {
  const { source, statement, entries } = archive;
  const blobs = watchBlobs({ get: (digest) => readBlob(archive, digest) });
  const replay = createReplay(blobs.store);
  const report = createReport();
  let upgrade: Upgrade | undefined;
  let point: ChainPoint = CHAIN_START;
  let covered = 0;
  for (const line of readLines(source, entries.get("records.jsonl") ?? failAt("records.jsonl", "It is missing."))) {
    const seq = point.length + 1;
    if (seq > statement.records) failRecord(seq, "It was not there when the dossier was made.", `${statement.records} records`, "more");
    point = followLine(point, line);
    try {
      const read = readRecord(seq, line, statement.upgradeId);
      if (seq === 1) requireLane(archive, read);
      if (upgrade && replay.isNeeded(read.body.event.type)) await checkDecision(replay, upgrade, read.body);
      upgrade = follow(upgrade, read.body);
      report.add(read.body);
    } catch (error) {
      throw widen(error, covered + 1);
    }
    const head = checkpoints.heads.get(seq);
    if (head && (head.head !== point.head || head.trail !== point.trail)) failCovered(covered + 1, seq, head.head, point.head);
    if (head) covered = seq;
  }
  if (point.length < statement.records || !upgrade)
    failRecord(point.length + 1, "It is missing; the records are cut off.", `${statement.records} records`, point.length);
  if (point.head !== statement.head) failRecord(point.length, "It is not the last record the statement names.", statement.head, point.head);
  for (const name of entries.keys()) {
    if (name.startsWith(BLOB_FOLDER) && !blobs.read.has(name.slice(BLOB_FOLDER.length))) failAt(name, "No record refers to it.");
  }
  requireText(archive, "report.html", report.render(upgrade, statement));
}

function follow(upgrade: Upgrade | undefined, body: RecordBody): Upgrade {
  try {
    return evolve(upgrade, body);
  } catch (error) {
    return failRecord(body.seq, "What it says cannot follow the records before it.", "an event that can follow", toMessage(error));
  }
}

/** Whatever goes wrong while a record's decision is checked is about that record. */
async function checkDecision(replay: Replay, before: Upgrade, body: RecordBody): Promise<void> {
  try {
    await replay.check(before, body);
  } catch (error) {
    if (error instanceof DossierProblem) throw error;
    failRecord(body.seq, "What it refers to does not hold.", "", toMessage(error));
  }
}

/**
 * A record whose hash fits and which still cannot be: it, or one before it that no checkpoint covers yet. Without
 * a signature over them, hashes that fit say nothing about which.
 */
function widen(error: unknown, from: number): unknown {
  if (!(error instanceof DossierProblem) || !error.problem.records) return error;
  return new DossierProblem({ ...error.problem, records: { from: Math.min(from, error.problem.records.from), to: error.problem.records.to } });
}

function failCovered(from: number, to: number, expected: Digest, came: Digest): never {
  const sentence = from === to ? "It is not the record its checkpoint was signed over." : "One of these is not the record their checkpoint was signed over.";
  throw new DossierProblem({ records: { from, to }, where: "records.jsonl", sentence, expected, came });
}

function requireLane(archive: Archive, { value, body }: ReadRecord): void {
  if (body.event.type !== "upgrade.started") failRecord(1, "It does not start an upgrade.", "upgrade.started", body.event.type);
  const lane = readLane(value);
  const digest = digestOf("upgrade-review/lane/1", [canonicalJson(lane)]);
  if (digest !== body.event.laneDigest) failRecord(1, "Its guide has another digest.", body.event.laneDigest, digest);
  requireText(archive, "lane.json", toLine(lane));
}

function readLane(value: unknown): unknown {
  const event = typeof value === "object" && value !== null && "event" in value ? value.event : undefined;
  return typeof event === "object" && event !== null && "lane" in event ? event.lane : null;
}

async function readBlob(archive: Archive, digest: Digest): Promise<Uint8Array> {
  const name = `${BLOB_FOLDER}${digest}`;
  if (!archive.entries.has(name)) throw new Error(`${name} is missing`);
  const bytes = archive.readWhole(name);
  const came = createHash("sha256").update(bytes).digest("hex");
  if (came !== digest) throw new Error(`${name} is damaged: its bytes have the digest ${came}`);
  return new Uint8Array(bytes);
}

function requireText(archive: Archive, name: string, expected: string): void {
  const came = archive.readWhole(name);
  const wanted = Buffer.from(expected);
  if (came.equals(wanted)) return;
  let at = 0;
  while (at < wanted.length && wanted[at] === came[at]) at += 1;
  const piece = (bytes: Buffer) => JSON.stringify(bytes.subarray(Math.max(0, at - 30), at + 30).toString("utf8"));
  failAt(name, `It is not what the records lead to, from byte ${at + 1} on.`, piece(wanted), piece(came));
}

function toMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
