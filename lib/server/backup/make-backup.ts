import "server-only";
import { copyFile, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import type { BackupManifest } from "@/lib/core/backup";
import { makeFolder } from "../make-folder";
import { isCode, linkOrCopy, sync } from "./durable-copy";
import { BACKUP_BLOBS, BACKUP_DATABASE, BACKUP_MANIFEST, inspectBackup, listBlobs } from "./verify-backup";

/** Without them a restored dashboard could neither continue its checkpoints nor read its sessions. */
const SECRETS = ["installation-key", "auth-secret"];
export const PARTIAL = ".partial-";
/** One step for every database but a very large one: a writer in between would start the copy over. */
const PAGES_PER_STEP = 100_000;

export type BackupSource = { readonly dataFolder: string; readonly databaseFile: string; readonly blobFolder: string; readonly backupFolder: string };

/**
 * Copies database, blobs and keys while people go on, checks the copy, and gives it its name only then. Returns that name.
 *
 * @throws when anything could not be copied or the copy is not sound; nothing is left of it.
 */
export async function makeBackup(source: BackupSource, madeBy: BackupManifest["madeBy"], now: () => number): Promise<string> {
  const madeAt = now();
  const name = new Date(madeAt)
    .toISOString()
    .replaceAll(":", "-")
    .replace(/\.\d+Z$/, "Z");
  const partial = join(source.backupFolder, `${PARTIAL}${process.pid}-${name}`);
  try {
    await makeFolder(join(partial, BACKUP_BLOBS));
    await copyDatabase(source.databaseFile, join(partial, BACKUP_DATABASE));
    // After the database: a blob is stored before the record that names it.
    await copyBlobs(source.blobFolder, join(partial, BACKUP_BLOBS));
    await copySecrets(source.dataFolder, partial);
    const content = await inspectBackup(partial);
    const manifest: BackupManifest = { version: 1, madeAt, madeBy, ...content, verifiedAt: now() };
    await writeFile(join(partial, BACKUP_MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
    for (const file of [BACKUP_MANIFEST, BACKUP_DATABASE, ""]) await sync(join(partial, file));
    await rename(partial, join(source.backupFolder, name));
    await sync(source.backupFolder);
    return name;
  } catch (error) {
    await rm(partial, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
}

async function copyDatabase(from: string, to: string): Promise<void> {
  const source = new Sqlite(from, { readonly: true, fileMustExist: true });
  try {
    await source.backup(to, { progress: () => PAGES_PER_STEP });
  } finally {
    source.close();
  }
  const copy = new Sqlite(to);
  try {
    // One file, with nothing beside it that could be forgotten.
    copy.pragma("journal_mode = DELETE");
  } finally {
    copy.close();
  }
}

async function copyBlobs(from: string, to: string): Promise<void> {
  const shelves = new Set<string>();
  for (const { shelf, name, file } of await listBlobs(from)) {
    if (!shelves.has(shelf)) await mkdir(join(to, shelf), { mode: 0o700 });
    shelves.add(shelf);
    await linkOrCopy(file, join(to, shelf, name));
  }
  for (const shelf of shelves) await sync(join(to, shelf));
  await sync(to);
}

async function copySecrets(from: string, to: string): Promise<void> {
  for (const name of SECRETS) {
    // Their names are known only when it runs: without the mark the build takes every file of the project for one of them.
    const [source, copy] = [join(/*turbopackIgnore: true*/ from, name), join(/*turbopackIgnore: true*/ to, name)];
    try {
      await copyFile(source, copy);
      await sync(copy);
    } catch (error) {
      if (!isCode(error, "ENOENT")) throw error;
    }
  }
}
