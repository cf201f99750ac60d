import "server-only";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { type BackupManifest, type Backups, backupManifestSchema } from "@/lib/core/backup";
import { makeFolder } from "../make-folder";
import { type BackupSource, makeBackup, PARTIAL } from "./make-backup";
import { BACKUP_MANIFEST } from "./verify-backup";

const HOUR_MS = 3_600_000;
const LOOK_EVERY_MS = 60_000;
const NAME = /^\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}Z$/;

export type BackupSettings = { readonly everyHours: number | null; readonly keep: number };

export type BackupKeeper = {
  readonly list: () => Promise<Backups>;
  /** Makes one now; `busy` while another is under way. @throws when it could not be made. */
  readonly make: (madeBy: BackupManifest["madeBy"]) => Promise<string | "busy">;
  /** Makes one whenever the newest is too old, from a minute after the start on. */
  readonly start: () => void;
};

export type BackupDeps = { readonly now: () => number; readonly onFailure: (error: unknown) => void };

/** Makes backups, knows them, and lets the oldest go. */
export function createBackupKeeper(source: BackupSource, { everyHours, keep }: BackupSettings, { now, onFailure }: BackupDeps): BackupKeeper {
  let isRunning = false;
  let lastProblem: Backups["lastProblem"] = null;

  async function make(madeBy: BackupManifest["madeBy"]): Promise<string | "busy"> {
    if (isRunning) return "busy";
    isRunning = true;
    try {
      await makeFolder(source.backupFolder);
      const name = await makeBackup(source, madeBy, now);
      lastProblem = null;
      await letGo(source.backupFolder, keep);
      return name;
    } catch (error) {
      lastProblem = { at: now(), message: error instanceof Error ? error.message : String(error) };
      onFailure(error);
      throw error;
    } finally {
      isRunning = false;
    }
  }

  async function makeWhenDue(hours: number): Promise<void> {
    const [newest] = await listBackups(source.backupFolder);
    const lastTried = Math.max(newest?.manifest?.madeAt ?? 0, lastProblem?.at ?? 0);
    if (now() - lastTried >= hours * HOUR_MS) await make("schedule");
  }

  return {
    make,
    list: async () => ({ folder: source.backupFolder, everyHours, keep, isRunning, lastProblem, backups: [...(await listBackups(source.backupFolder))] }),
    start: () => {
      if (everyHours === null) return;
      setInterval(() => void makeWhenDue(everyHours).catch(() => undefined), LOOK_EVERY_MS).unref();
    },
  };
}

/** The backups in a folder, the newest first. */
export async function listBackups(folder: string): Promise<Backups["backups"]> {
  const names = (await readdir(folder).catch(() => []))
    .filter((name) => NAME.test(name))
    .sort()
    .reverse();
  return Promise.all(names.map(async (name) => ({ name, manifest: await readManifest(join(folder, name)) })));
}

async function readManifest(folder: string): Promise<BackupManifest | null> {
  try {
    return backupManifestSchema.parse(JSON.parse(await readFile(join(folder, BACKUP_MANIFEST), "utf8")));
  } catch {
    return null;
  }
}

/** Removes what is beyond the number to keep, and what a process that has died left half made. */
async function letGo(folder: string, keep: number): Promise<void> {
  const old = (await listBackups(folder)).slice(keep).map(({ name }) => name);
  const left = (await readdir(folder)).filter((name) => name.startsWith(PARTIAL) && !isAlive(Number(name.slice(PARTIAL.length).split("-")[0])));
  for (const name of [...old, ...left]) await rm(join(folder, name), { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
