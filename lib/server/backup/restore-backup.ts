import "server-only";
import { existsSync } from "node:fs";
import { copyFile, link, mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import Sqlite from "better-sqlite3";
import type { BackupManifest } from "@/lib/core/backup";
import { createFileBlobStore } from "@/lib/server/blobs/file-blob-store";
import { isCode, linkOrCopy, sync } from "./durable-copy";
import type { BackupSource } from "./make-backup";
import { BACKUP_BLOBS, BACKUP_DATABASE, listBlobs, requireSoundBackup } from "./verify-backup";

const SECRETS = ["installation-key", "auth-secret"];

export type Restored = { readonly manifest: BackupManifest /** Where what was there is kept; null when nothing was. */; readonly kept: string | null };

/**
 * Puts a verified backup in the place of the dashboard's data. What was there stays beside it under another name.
 *
 * @throws when the backup is not sound, or a dashboard still has the database open; nothing is changed then.
 */
export async function restoreBackup(
  folder: string,
  { dataFolder, databaseFile, blobFolder }: Omit<BackupSource, "backupFolder">,
  now: number,
): Promise<Restored> {
  const manifest = await requireSoundBackup(folder);
  requireNobodyConnected(databaseFile);
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  await addBlobs(join(folder, BACKUP_BLOBS), blobFolder);
  const kept = await keepOld(dataFolder, databaseFile, now);
  for (const name of SECRETS) if (existsSync(join(folder, name))) await replace(join(folder, name), join(dataFolder, name));
  await replace(join(folder, BACKUP_DATABASE), databaseFile);
  return { manifest, kept };
}

/** Takes the write-ahead log in, which only the last one connected can. */
function requireNobodyConnected(file: string): void {
  if (!existsSync(file)) return;
  const database = new Sqlite(file, { timeout: 0 });
  try {
    database.pragma("journal_mode = DELETE");
  } catch (error) {
    if (!isCode(error, "SQLITE_BUSY")) throw error;
    throw new Error(`${file} is in use; stop the dashboard first`, { cause: error });
  } finally {
    database.close();
  }
}

/** Blobs are named by their bytes: what is there and whole stays, what is missing or damaged comes from the backup. */
async function addBlobs(from: string, to: string): Promise<void> {
  const store = createFileBlobStore(to);
  for (const { digest, shelf, name, file } of await listBlobs(from)) {
    const isThere = await store.get(digest).then(
      () => true,
      () => false,
    );
    if (isThere) continue;
    await mkdir(join(to, shelf), { recursive: true, mode: 0o700 });
    await rm(join(to, shelf, name), { force: true });
    await linkOrCopy(file, join(to, shelf, name));
    await sync(join(to, shelf));
  }
  if (existsSync(to)) await sync(to);
}

/** Gives everything that will be replaced a second name. */
async function keepOld(dataFolder: string, databaseFile: string, now: number): Promise<string | null> {
  const there = [databaseFile, ...SECRETS.map((name) => join(dataFolder, name))].filter((file) => existsSync(file));
  if (there.length === 0) return null;
  const kept = join(dataFolder, `before-restore-${new Date(now).toISOString().replaceAll(":", "-")}`);
  await mkdir(kept, { mode: 0o700 });
  for (const file of there) await link(file, join(kept, file.slice(dirname(file).length + 1)));
  await sync(kept);
  await sync(dataFolder);
  return kept;
}

/** At no moment is there no file, or half of one. */
async function replace(from: string, to: string): Promise<void> {
  const temporary = `${to}.restoring`;
  await rm(temporary, { force: true });
  await copyFile(from, temporary);
  await sync(temporary);
  await rename(temporary, to);
  await sync(dirname(to));
}
