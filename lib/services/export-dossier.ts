import { utf8ToBytes } from "@noble/hashes/utils.js";
import { EMPTY_TREE, findPlace, setHead, toHeadsTree } from "@/lib/core/audit/heads-tree";
import { openRecord, type RecordBody, type SealedRecord } from "@/lib/core/audit/record";
import { canonicalJson } from "@/lib/core/canonical-json";
import { sha256Hex, type Digest } from "@/lib/core/digest";
import {
  BLOB_FOLDER,
  listBlobs,
  README,
  toDossierFolder,
  toLine,
  toRecordLine,
  toStatementBytes,
  type CheckpointLine,
  type Statement,
} from "@/lib/core/dossier/format";
import { createReport } from "@/lib/core/dossier/report";
import { TAR_END, tarPadding, toTarHeader } from "@/lib/core/dossier/tar";
import type { Person } from "@/lib/core/people/person";
import { ok, type Result } from "@/lib/core/result";
import { evolve } from "@/lib/core/upgrade/evolve";
import { refuse, type Refusal } from "@/lib/core/upgrade/refusal";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";
import type { BlobStore } from "@/lib/ports/blob-store";
import type { CheckpointStore } from "@/lib/ports/checkpoint-store";
import type { UpgradeLog } from "@/lib/ports/upgrade-log";
import { emitCheckpoints, type EmitDeps } from "./emit-checkpoints";
import { readWholeSnapshot, watchBlobs } from "./open-dossier-snapshot";
import { requirePermission } from "./require-permission";

export type ExportDeps = EmitDeps & { readonly log: UpgradeLog; readonly blobs: BlobStore };

/** An archive that is made while it is read. */
export type Dossier = { readonly fileName: string; readonly read: () => AsyncGenerator<Uint8Array> };

/**
 * Everything about an upgrade as one archive that can be verified without this dashboard (decision
 * "what a dossier proves"). Covers its records with a checkpoint first, so that the newest one says where it ends.
 */
export async function exportDossier(deps: ExportDeps, person: Person, upgradeId: string): Promise<Result<Dossier, Refusal>> {
  const allowed = requirePermission(person, "dossier.export");
  if (!allowed.ok) return allowed;
  await emitCheckpoints(deps, { always: true });
  const last = (await deps.checkpoints.listHeads(upgradeId)).at(-1);
  if (!last) return refuse("not-found", "There is no such upgrade.");
  return ok(await makeDossier(deps, upgradeId, last.length));
}

async function makeDossier({ log, blobs, checkpoints, installation, now }: ExportDeps, upgradeId: string, length: number): Promise<Dossier> {
  const records = (await log.read(upgradeId)).slice(0, length);
  const { upgrade, report, named } = readRecords(records);
  const checkpointLines = (await listCheckpoints(checkpoints, upgradeId)).map(toLine).join("");
  const digests = [...new Set([...named, ...(await listSnapshotBlobs(blobs, upgrade))])].sort();
  for (const digest of named) await blobs.get(digest);
  const statement: Statement = {
    format: "upgrade-review/dossier/1",
    installationId: installation.id,
    upgradeId,
    records: length,
    head: records.at(-1)?.hash ?? "",
    checkpoints: sha256Hex(checkpointLines),
    exportedAt: now(),
  };
  const text = canonicalJson(statement);
  const signed = { publicKey: installation.publicKey, statement: text, signature: installation.sign(toStatementBytes(text)) };
  const entry = (name: string, bytes: Uint8Array) => toEntry({ folder: toDossierFolder(upgradeId), name, at: statement.exportedAt }, bytes);

  async function* read(): AsyncGenerator<Uint8Array> {
    yield* entry("dossier.json", utf8ToBytes(toLine(signed)));
    yield* entry("README.txt", utf8ToBytes(README));
    yield* entry("checkpoints.jsonl", utf8ToBytes(checkpointLines));
    yield* entry("records.jsonl", utf8ToBytes(records.map(toRecordLine).join("")));
    yield* entry("lane.json", utf8ToBytes(toLaneText(records[0])));
    yield* entry("report.html", utf8ToBytes(report.render(upgrade, statement)));
    for (const digest of digests) yield* entry(`${BLOB_FOLDER}${digest}`, await blobs.get(digest));
    yield TAR_END;
  }

  return { fileName: `${toDossierFolder(upgradeId)}.tar`, read };
}

/** The guide exactly as the first record has it. */
function toLaneText(first: SealedRecord | undefined): string {
  return first ? toLine(JSON.parse(first.canonical).event.lane) : "";
}

function* toEntry(about: { readonly folder: string; readonly name: string; readonly at: number }, bytes: Uint8Array): Generator<Uint8Array> {
  yield toTarHeader({ ...about, size: bytes.length });
  if (bytes.length > 0) yield bytes;
  const padding = tarPadding(bytes.length);
  if (padding > 0) yield new Uint8Array(padding);
}

function readRecords(records: readonly SealedRecord[]) {
  const report = createReport();
  const named = new Set<Digest>();
  let upgrade: Upgrade | undefined;
  for (const record of records) {
    const body: RecordBody = openRecord(record);
    upgrade = evolve(upgrade, body);
    report.add(body);
    for (const digest of listBlobs(body.event)) named.add(digest);
  }
  if (!upgrade) throw new Error("expected an upgrade with records");
  return { upgrade, report, named };
}

async function listSnapshotBlobs(blobs: BlobStore, { snapshots }: Upgrade): Promise<ReadonlySet<Digest>> {
  const watched = watchBlobs(blobs);
  for (const { indexBlob } of snapshots) await readWholeSnapshot(watched.store, indexBlob);
  return watched.read;
}

/** Every checkpoint from the first that covers the upgrade to the last that does, each with the way to its head. */
async function listCheckpoints(store: CheckpointStore, upgradeId: string): Promise<readonly CheckpointLine[]> {
  const heads = new Map((await store.listHeads(upgradeId)).map(({ number, ...head }) => [number, head]));
  const [first = 0, last = 0] = [Math.min(...heads.keys()), Math.max(...heads.keys())];
  let tree = first === 1 ? EMPTY_TREE : toHeadsTree(await store.readHeads(first - 1));
  let head = heads.get(first);
  const lines: CheckpointLine[] = [];
  for (const { number, canonical, signature, cosignatures } of await store.list(first, last)) {
    tree = (await store.readMovedHeads(number)).reduce(setHead, tree);
    head = heads.get(number) ?? head;
    if (!head) throw new Error(`checkpoint ${number} has no head of ${upgradeId}`);
    lines.push({ canonical, signature, cosignatures, head, siblings: findPlace(tree, upgradeId).siblings });
  }
  return lines;
}
