import { createHash } from "node:crypto";
import type { RecordBody } from "@/lib/core/audit/record";
import { canonicalJson } from "@/lib/core/canonical-json";
import { digestOf, type Digest } from "@/lib/core/digest";
import { BLOB_FOLDER, toLine } from "@/lib/core/dossier/format";
import { createReport } from "@/lib/core/dossier/report";
import { evolve } from "@/lib/core/upgrade/evolve";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";
import { watchBlobs } from "@/lib/services/open-dossier-snapshot";
import { aboutRecord, DossierProblem, failAt, failRecord, RECORDS, type Finding, type Problem } from "./problem";
import { requireText, type Archive } from "./read-archive";
import { readLines } from "./read-lines";
import { readRecord, type ReadRecord } from "./record-reader";
import { createReplay, type Replay } from "./replay";

export type Words = {
  readonly finding: Finding | null;
  /** What shows only once all records were read: blobs that none of them names, and the report. @throws DossierProblem */
  readonly requireRest: () => void;
};

/**
 * Verifies what the records say, whether or not their hashes hold: that each is written in the one way there is,
 * can follow the ones before it, and what it decided. Stops at the first problem, and behind record `until`.
 */
export async function verifyWords(archive: Archive, until: number): Promise<Words> {
  const { source, statement, entries } = archive;
  const blobs = watchBlobs({ get: (digest) => readBlob(archive, digest) });
  const replay = createReplay(blobs.store);
  const report = createReport();
  let upgrade: Upgrade | undefined;
  let count = 0;

  const requireRest = () => {
    for (const name of entries.keys()) {
      if (name.startsWith(BLOB_FOLDER) && !blobs.read.has(name.slice(BLOB_FOLDER.length))) failAt(name, "No record refers to it.");
    }
    if (upgrade) requireText(archive, "report.html", report.render(upgrade, statement));
  };
  const findingAt = (problem: Problem): Words => ({ finding: { seq: count + 1, rank: "words", problem }, requireRest });

  try {
    for (const line of readLines(source, entries.get(RECORDS) ?? failAt(RECORDS, "It is missing."))) {
      if (count === until) break;
      try {
        const record = readRecord(count + 1, line, statement.upgradeId);
        if (count === 0) requireLane(archive, record);
        if (upgrade && replay.isNeeded(record.body.event.type)) await checkDecision(replay, upgrade, record.body);
        upgrade = follow(upgrade, record.body);
        report.add(record.body);
      } catch (error) {
        return findingAt(error instanceof DossierProblem ? error.problem : aboutRecord(count + 1, "It makes no sense.", "a record", toMessage(error)));
      }
      count += 1;
    }
  } catch (error) {
    if (error instanceof DossierProblem) return findingAt(error.problem);
    throw error;
  }
  return { finding: null, requireRest };
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

function toMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
