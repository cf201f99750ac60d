import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toCheckpointBytes } from "@/lib/core/audit/checkpoint";
import { headAfter } from "@/lib/core/audit/check-extension";
import { EMPTY_TREE, findPlace, setHead, type Head } from "@/lib/core/audit/heads-tree";
import { nextCheckpoint } from "@/lib/core/audit/make-checkpoint";
import { openRecord, sealRecords } from "@/lib/core/audit/record";
import { canonicalJson } from "@/lib/core/canonical-json";
import type { Digest } from "@/lib/core/digest";
import { README, toDossierFolder, toLine, toRecordLine, toStatementBytes, type Statement } from "@/lib/core/dossier/format";
import { createReport } from "@/lib/core/dossier/report";
import { TAR_END, tarPadding, toTarHeader } from "@/lib/core/dossier/tar";
import { toActor } from "@/lib/core/people/person";
import type { UpgradeEvent } from "@/lib/core/upgrade/event";
import { evolve } from "@/lib/core/upgrade/evolve";
import { aKey } from "@/lib/testing/ed25519";
import { anUpgrade, NOON, QA } from "@/lib/testing/upgrade-builders";
import { CHAIN_START, followLine } from "./verify/chain-follower";
import { toView } from "./verify/byte-source";
import { readRecord } from "./verify/record-reader";

// npm run bench:verify [-- RECORDS]: how long verifying them takes, from a process's start to its end; a median of three.

const RECORDS = Number(process.argv[2] ?? 1_000_000);
const ROUNDS = 3;
const RECORDS_A_CHECKPOINT = 100;
const UPGRADE = "upgrade-1";
const LIMIT_MS = 5_000;

const folder = mkdtempSync(join(tmpdir(), "upgrade-review-bench-"));
try {
  const file = join(folder, "dossier.tar");
  writeDossier(file);
  console.error(`${RECORDS} records, ${Math.round(statSync(file).size / 1024 / 1024)} MiB`);
  execFileSync(process.execPath, ["--import", "tsx", join(import.meta.dirname, "build-verify.ts"), folder], { stdio: ["ignore", "ignore", "inherit"] });
  for (const { name, args } of [
    { name: "the single file", args: [join(folder, "verify.mjs")] },
    { name: "npm run verify", args: [join(import.meta.dirname, "verify-program.mjs")] },
  ]) {
    const rounds = Array.from({ length: ROUNDS }, () => timeVerifier([...args, file]));
    const tookMs = rounds.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? 0;
    process.stdout.write(`${name}: ${tookMs} ms (${rounds.join(", ")}); the limit for 1,000,000 records is ${LIMIT_MS} ms\n`);
    if (tookMs > LIMIT_MS) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @throws when the dossier does not hold. */
function timeVerifier(args: readonly string[]): number {
  const started = performance.now();
  const verdict = execFileSync(process.execPath, args, { encoding: "utf8", env: { NODE_ENV: "production" } });
  const tookMs = Math.round(performance.now() - started);
  if (!verdict.startsWith(`This dossier holds: ${RECORDS} records`)) throw new Error(`expected a dossier that holds, came ${verdict}`);
  return tookMs;
}

/** An upgrade whose checklist was answered very often, with a checkpoint every hundred records. */
function writeDossier(file: string): void {
  const handle = openSync(file, "w");
  const key = aKey("bench");
  const recordsFile = openSync(join(folder, "records"), "w+");
  const checkpointLines: string[] = [];
  const report = createReport();
  const [first] = anUpgrade().records();
  if (!first) throw new Error("expected an upgrade");
  let upgrade = evolve(undefined, openRecord(first));
  let tree = EMPTY_TREE;
  let last: string | undefined;
  let head: Head | undefined;
  let hashes: Digest[] = [];
  let point = CHAIN_START;
  let lines: string[] = [];

  const take = (canonical: string, hash: Digest) => {
    const line = toRecordLine({ canonical, hash });
    const bytes = Buffer.from(line);
    const read = { bytes, view: toView(bytes), start: 0, end: bytes.length - 1 };
    point = followLine(point, read);
    const { body } = readRecord(point.length, read, UPGRADE);
    report.add(body);
    if (point.length > 1) upgrade = evolve(upgrade, body);
    hashes.push(hash);
    lines.push(line);
    if (hashes.length < RECORDS_A_CHECKPOINT && point.length < RECORDS) return;
    const from = head ? { length: head.length, head: head.head, trail: head.trail } : null;
    const update = { upgradeId: UPGRADE, from, hashes, ...findPlace(tree, UPGRADE) };
    head = headAfter(update);
    tree = setHead(tree, head);
    const canonicalText = nextCheckpoint(last, { installationId: key.id, at: NOON, headsRoot: tree.root, updates: [update] });
    const signature = key.sign(toCheckpointBytes(canonicalText));
    checkpointLines.push(toLine({ canonical: canonicalText, signature, cosignatures: [], head, siblings: findPlace(tree, UPGRADE).siblings }));
    last = canonicalText;
    hashes = [];
    writeSync(recordsFile, lines.join(""));
    lines = [];
  };

  take(first.canonical, first.hash);
  while (point.length < RECORDS) {
    const seq = point.length + 1;
    const event: UpgradeEvent = { type: "check.recorded", stepId: "smoke", itemId: seq % 2 === 0 ? "login" : "logout", result: "pass", note: `attempt ${seq}` };
    const [record] = sealRecords(UPGRADE, { seq: point.length, hash: point.head }, [{ actor: toActor(QA), event }], NOON + seq);
    if (!record) throw new Error("expected a record");
    take(record.canonical, record.hash);
  }

  const checkpoints = checkpointLines.join("");
  const statement: Statement = {
    format: "upgrade-review/dossier/1",
    installationId: key.id,
    upgradeId: UPGRADE,
    records: point.length,
    head: point.head,
    checkpoints: createHash("sha256").update(checkpoints).digest("hex"),
    exportedAt: NOON,
  };
  const text = canonicalJson(statement);
  const entry = (name: string, bytes: Buffer) => {
    writeSync(handle, toTarHeader({ folder: toDossierFolder(UPGRADE), name, size: bytes.length, at: NOON }));
    writeSync(handle, bytes);
    writeSync(handle, Buffer.alloc(tarPadding(bytes.length)));
  };
  entry("dossier.json", Buffer.from(toLine({ publicKey: key.publicKey, statement: text, signature: key.sign(toStatementBytes(text)) })));
  entry("README.txt", Buffer.from(README));
  entry("checkpoints.jsonl", Buffer.from(checkpoints));
  const { size } = fstatSync(recordsFile);
  writeSync(handle, toTarHeader({ folder: toDossierFolder(UPGRADE), name: "records.jsonl", size, at: NOON }));
  const piece = Buffer.alloc(1024 * 1024);
  for (let at = 0; at < size; ) {
    const read = readSync(recordsFile, piece, 0, piece.length, at);
    writeSync(handle, piece, 0, read);
    at += read;
  }
  closeSync(recordsFile);
  writeSync(handle, Buffer.alloc(tarPadding(size)));
  entry("lane.json", Buffer.from(toLine(JSON.parse(first.canonical).event.lane)));
  entry("report.html", Buffer.from(report.render(upgrade, statement)));
  writeSync(handle, TAR_END);
  closeSync(handle);
}
