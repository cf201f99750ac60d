import "server-only";
import { createReadStream } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import Sqlite from "better-sqlite3";
import { type BackupManifest, backupManifestSchema } from "@/lib/core/backup";
import type { SealedRecord } from "@/lib/core/audit/record";
import { verifyChain } from "@/lib/core/audit/verify-chain";
import type { Digest } from "@/lib/core/digest";
import { createFileBlobStore } from "@/lib/server/blobs/file-blob-store";

export const BACKUP_DATABASE = "dashboard.db";
export const BACKUP_BLOBS = "blobs";
export const BACKUP_MANIFEST = "manifest.json";

export type BackupContent = Omit<BackupManifest, "version" | "madeAt" | "madeBy" | "verifiedAt">;

/**
 * Looks at everything in a backup: the database's own integrity, every chain record by record, and every blob byte by
 * byte, among them each that a record names.
 *
 * @throws an error that names the first thing that is wrong.
 */
export async function inspectBackup(folder: string): Promise<BackupContent> {
  const file = join(folder, BACKUP_DATABASE);
  const { upgrades, records, named } = await inspectDatabase(file);
  const blobs = await inspectBlobs(join(folder, BACKUP_BLOBS), named);
  return { database: { sha256: await hashFile(file), sizeBytes: (await stat(file)).size }, upgrades, records, blobs };
}

/** A backup that holds what its manifest says, and is sound. @throws when it does not, or was never verified. */
export async function requireSoundBackup(folder: string): Promise<BackupManifest> {
  const text = await readFile(join(folder, BACKUP_MANIFEST), "utf8").catch(() => undefined);
  if (text === undefined) throw new Error(`${folder} has no ${BACKUP_MANIFEST}: it is no backup, or one that was never verified`);
  const manifest = backupManifestSchema.parse(JSON.parse(text));
  const sha256 = await hashFile(join(folder, BACKUP_DATABASE));
  if (sha256 !== manifest.database.sha256)
    throw new Error(`the database in ${folder} is not the one that was verified: its SHA-256 is ${sha256}, not ${manifest.database.sha256}`);
  const found = await inspectBackup(folder);
  if (found.records !== manifest.records || found.blobs.count < manifest.blobs.count) {
    throw new Error(
      `${folder} holds ${found.records} records and ${found.blobs.count} blobs; it was verified with ${manifest.records} and ${manifest.blobs.count}`,
    );
  }
  return manifest;
}

async function inspectDatabase(file: string): Promise<{ readonly upgrades: number; readonly records: number; readonly named: ReadonlySet<Digest> }> {
  const database = new Sqlite(file, { readonly: true, fileMustExist: true });
  try {
    const found = database.pragma("integrity_check", { simple: true });
    if (found !== "ok") throw new Error(`the copy of the database is damaged: ${String(found)}`);
    const ids = database.prepare(`SELECT DISTINCT "upgradeId" FROM audit_record ORDER BY "upgradeId"`).pluck().all() as string[];
    const read = database.prepare(`SELECT "upgradeId", seq, canonical, "prevHash", hash FROM audit_record WHERE "upgradeId" = ? ORDER BY seq`);
    const named = new Set<Digest>();
    let records = 0;
    for (const id of ids) {
      const chain = read.all(id) as SealedRecord[];
      const verdict = verifyChain(chain, id);
      if (!verdict.ok) throw new Error(`the chain of ${id} does not hold at record ${verdict.seq}: ${verdict.problem.sentence}`);
      for (const { canonical } of chain) collectBlobs(JSON.parse(canonical), named);
      records += chain.length;
      await turn();
    }
    return { upgrades: ids.length, records, named };
  } finally {
    database.close();
  }
}

/** Every digest that stands under a name ending in "blob". */
function collectBlobs(value: unknown, into: Set<Digest>): void {
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === "string" && /blob$/i.test(name) && /^[0-9a-f]{64}$/.test(inner)) into.add(inner);
    else collectBlobs(inner, into);
  }
}

async function inspectBlobs(folder: string, named: ReadonlySet<Digest>): Promise<BackupManifest["blobs"]> {
  const store = createFileBlobStore(folder);
  const missing = new Set(named);
  let count = 0;
  let sizeBytes = 0;
  for (const { digest, file } of await listBlobs(folder)) {
    await store.get(digest);
    missing.delete(digest);
    count += 1;
    sizeBytes += (await stat(file)).size;
  }
  const [first] = missing;
  if (first !== undefined) throw new Error(`${missing.size} blobs that records name are missing, the first is ${first}`);
  return { count, sizeBytes };
}

/** Every finished blob in a folder of blobs. */
export async function listBlobs(
  folder: string,
): Promise<readonly { readonly digest: Digest; readonly shelf: string; readonly name: string; readonly file: string }[]> {
  const found: { digest: Digest; shelf: string; name: string; file: string }[] = [];
  for (const shelf of await readdir(folder).catch(() => [])) {
    for (const name of await readdir(join(folder, shelf)).catch(() => [])) {
      const digest = /^([0-9a-f]{64})\.gz$/.exec(name)?.[1];
      if (digest) found.push({ digest, shelf, name, file: join(folder, shelf, name) });
    }
  }
  return found;
}

async function hashFile(file: string): Promise<Digest> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
