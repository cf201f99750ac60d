import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import Sqlite from "better-sqlite3";
import { openRecord, type SealedRecord } from "@/lib/core/audit/record";
import { verifyChain } from "@/lib/core/audit/verify-chain";
import { createRandom, type Random } from "@/lib/core/diff/create-random";
import { sha256Hex } from "@/lib/core/digest";
import { applyMigrations } from "@/prisma/apply-migrations";
import { PROJECT } from "../bundle-program";
import { findStraceProblem, recordDisk, type Recorded } from "./record-disk";
import { createSimulatedDisk } from "./simulated-disk";
import type { FaultResult, FaultSuite } from "./suite";

const STATES = 2_000;
const QUICK_STATES = 200;
const CONTROL_STATES = 200;
const RECORDS = 60;
const QUICK_RECORDS = 25;
const DATABASE = "dashboard.db";
const PROMISE = "ACK ";

/** Every state a power cut may leave behind: what was acknowledged is there, and every record's blob is whole. */
export const powerLoss: FaultSuite = {
  name: "power loss",
  mostMinutes: 5,
  run: async ({ quick, seed, report }): Promise<FaultResult> => {
    const problem = findStraceProblem();
    if (problem) return { trials: 0, failures: [], control: null, skipped: problem };
    const records = quick ? QUICK_RECORDS : RECORDS;
    const trials = quick ? QUICK_STATES : STATES;
    const failures = await cutOften({ synchronous: "FULL", records, states: trials, seed, report });
    const lost = await cutOften({ synchronous: "NORMAL", records, states: CONTROL_STATES, seed, report });
    report(`synchronous=NORMAL lost something in ${lost.length} of ${CONTROL_STATES} states`);
    return { trials, failures, control: { what: "synchronous=NORMAL", failed: lost.length > 0 } };
  },
};

type Cuts = {
  readonly synchronous: "FULL" | "NORMAL";
  readonly records: number;
  readonly states: number;
  readonly seed: number;
  readonly report: (line: string) => void;
};

/** Records a process once and looks at many moments of it; one problem per state that lost something. */
async function cutOften({ synchronous, records, states, seed, report }: Cuts): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "upgrade-review-power-"));
  try {
    const watched = join(folder, "watched");
    mkdirSync(watched);
    await applyMigrations(join(watched, DATABASE));
    const before = new Map([[DATABASE, readFileSync(join(watched, DATABASE))]]);
    const worker = ["--conditions=react-server", "--import", "tsx", "lib/cli/faults/workers/append-acknowledged.ts", watched, String(records), synchronous];
    const all = recordDisk(watched, join(folder, "trace"), process.execPath, worker, PROJECT);
    // A compiler that the worker starts talks to it over its own standard output.
    const recorded = all.filter((operation) => operation.type !== "said" || operation.text.startsWith(PROMISE));
    const syncs = recorded.filter(({ type }) => type === "sync").length;
    const promises = recorded.filter(({ type }) => type === "said").length;
    if (promises !== records * 2) throw new Error(`expected ${records * 2} acknowledged records, the recording has ${promises}`);
    report(`synchronous=${synchronous}: ${recorded.length} writes and names, ${syncs} syncs, ${promises} acknowledged records`);
    return replay(recorded, before, states, createRandom(seed), join(folder, "state"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function replay(recorded: readonly Recorded[], before: ReadonlyMap<string, Buffer>, states: number, random: Random, folder: string): readonly string[] {
  const moments = Array.from({ length: states }, () => random(recorded.length + 1)).sort((a, b) => a - b);
  const disk = createSimulatedDisk(before);
  const promised: string[] = [];
  const problems: string[] = [];
  let next = 0;
  for (let number = 0; number <= recorded.length; number += 1) {
    for (; moments[next] === number; next += 1) {
      const problem = judge(disk.cutPower(random), promised, folder);
      if (problem) problems.push(`cut before operation ${number}: ${problem}`);
    }
    const operation = recorded[number];
    if (operation?.type === "said") promised.push(operation.text.trim());
    else if (operation) disk.apply(operation, number);
  }
  return problems;
}

/** Opens what a cut left as the dashboard would at its next start; what is wrong with it. */
function judge(files: ReadonlyMap<string, Buffer>, promised: readonly string[], folder: string): string | undefined {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const name of [DATABASE, `${DATABASE}-wal`]) {
    const content = files.get(name);
    if (content) writeFileSync(join(folder, name), content);
  }
  const database = new Sqlite(join(folder, DATABASE));
  try {
    if (database.pragma("integrity_check", { simple: true }) !== "ok") return "the database is damaged";
    const rows = database.prepare(`SELECT "upgradeId", seq, canonical, "prevHash", hash FROM audit_record ORDER BY "upgradeId", seq`).all() as SealedRecord[];
    return findLost(rows, promised) ?? findBroken(rows) ?? findMissingBlob(rows, files);
  } catch (error) {
    return `the database does not open: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    database.close();
  }
}

function findLost(rows: readonly SealedRecord[], promised: readonly string[]): string | undefined {
  const there = new Set(rows.map(({ upgradeId, seq }) => `${PROMISE}${upgradeId} ${seq}`));
  const lost = promised.filter((promise) => !there.has(promise));
  return lost.length > 0 ? `${lost.length} acknowledged records are lost, the first is ${lost[0]}` : undefined;
}

function findBroken(rows: readonly SealedRecord[]): string | undefined {
  for (const upgradeId of new Set(rows.map((row) => row.upgradeId))) {
    const verdict = verifyChain(rows.filter((row) => row.upgradeId === upgradeId));
    if (!verdict.ok) return `record ${verdict.seq} of ${upgradeId}: ${verdict.problem.sentence}`;
  }
  return undefined;
}

function findMissingBlob(rows: readonly SealedRecord[], files: ReadonlyMap<string, Buffer>): string | undefined {
  for (const row of rows) {
    const { event } = openRecord(row);
    if (event.type !== "sign-off.recorded" || !event.coverageBlob) continue;
    const digest = event.coverageBlob;
    const content = files.get(`blobs/${digest.slice(0, 2)}/${digest}.gz`);
    if (!content || !isWhole(content, digest))
      return `record ${row.seq} of ${row.upgradeId} names the blob ${digest}, which is ${content ? "damaged" : "missing"}`;
  }
  return undefined;
}

function isWhole(content: Buffer, digest: string): boolean {
  try {
    return sha256Hex(gunzipSync(content)) === digest;
  } catch {
    return false;
  }
}
