/**
 * The sample host app that the tests and the demo upgrade: a copy of
 * `sample-app/` in its own git repository, at the version a lane starts from.
 */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { env } from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { AT_1_0_PATCHES } from "./sample-app-overlay/at-1.0";
import { applyPatches, type Patch } from "./sample-app-overlay/patch";
import { SIGRA_V1_0_PATCHES } from "./sample-app-overlay/sigra-v1.0";
import { sigraV11Patches } from "./sample-app-overlay/sigra-v1.1";
import { UNCLASSIFIED_PATCHES } from "./sample-app-overlay/unclassified";

/** A lane that the sample app can start from. */
export type SampleLane = "sigra-v1.0" | "sigra-v1.1";

export type SampleApp = {
  /** The git checkout. */
  readonly directory: string;
  readonly lane: SampleLane;
  readonly otpApp: "harbor";
  readonly baseModule: "Harbor";
  readonly branch: "main";
  /** The commit before any upgrade step. */
  readonly commit: string;
};

export type CreateSampleAppOptions = {
  /** An empty or missing folder. */
  readonly directory: string;
  readonly lane: SampleLane;
};

export type ApplyOverlayOptions = {
  /** Adds a host feature that no category covers. */
  readonly withUnclassified?: boolean;
};

const HERE = dirname(fileURLToPath(import.meta.url));
/** One database records both, so a stamp taken in one folder must not come again in the other. */
const MIGRATION_FOLDERS = ["priv/repo/migrations", "priv/repo/data_migrations"];
/** When the migrations of a host at 1.0 were generated. */
const STAMP_AT_1_0 = 20250601080000;

/** Where the sample app keeps which migrations ran; ignored by git, shared with a sealed run. */
export const SAMPLE_STATE = ["priv/repo/.sample_db.json"];

/** The folder with the stand-in `mix`, to be put first on PATH. */
export function sampleMixDirectory(): string {
  return join(HERE, "sample-app-mix", "bin");
}

/**
 * Writes the sample app into `directory` and commits it on `main`.
 *
 * For v1.0 the host is at Sigra 0.3.4 and was never upgraded. For v1.1 it is at
 * 1.0.3, with the vault, the version line and the hand-made changes that the
 * first upgrade left; its organization migrations are still to come.
 */
export async function createSampleApp({ directory, lane }: CreateSampleAppOptions): Promise<SampleApp> {
  await mkdir(directory, { recursive: true });
  await cp(join(HERE, "sample-app"), directory, { recursive: true, filter: isSource });
  if (lane === "sigra-v1.1") await bringTo10(directory);
  await markMigrated(directory);

  await git(directory, "init", "--quiet", "--initial-branch=main");
  await git(directory, "add", "--all");
  await git(directory, "commit", "--quiet", "--message", "Harbor before the upgrade");
  const commit = await git(directory, "rev-parse", "HEAD");
  return { directory, lane, otpApp: "harbor", baseModule: "Harbor", branch: "main", commit };
}

/**
 * Writes what comes after the upgrade task on an upgrade branch, installer
 * reruns and hand-adopted changes, without committing it. All five categories
 * and all five labels occur.
 *
 * @throws when the app no longer has a text that a change replaces.
 */
export async function applyOverlay(directory: string, lane: SampleLane, { withUnclassified = false }: ApplyOverlayOptions = {}): Promise<void> {
  await applyPatches(directory, await patchesFor(directory, lane));
  await copyNewFiles(directory, lane, await nextStamp(directory));
  if (!withUnclassified) return;
  await applyPatches(directory, UNCLASSIFIED_PATCHES);
  await cp(join(HERE, "sample-app-overlay", "unclassified"), directory, { recursive: true });
}

async function patchesFor(directory: string, lane: SampleLane): Promise<readonly Patch[]> {
  if (lane === "sigra-v1.0") return SIGRA_V1_0_PATCHES;
  return sigraV11Patches(await readFile(join(directory, "config/config.exs"), "utf8"));
}

/**
 * The host as the v1.0 upgrade and its review left it. The organization
 * migrations belong to v1.1 and are not among them.
 */
async function bringTo10(directory: string): Promise<void> {
  await applyPatches(directory, [...SIGRA_V1_0_PATCHES, ...AT_1_0_PATCHES]);
  await copyNewFiles(directory, "sigra-v1.0", STAMP_AT_1_0);
  await cp(join(HERE, "sample-app-overlay", "at-1.0"), directory, { recursive: true });
}

async function copyNewFiles(directory: string, folder: string, firstStamp: number): Promise<void> {
  const source = join(HERE, "sample-app-overlay", folder);
  const paths = (await readdir(source, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(source.length + 1))
    .sort();
  let stamp = firstStamp;
  for (const path of paths) {
    const target = join(directory, path.includes("TIMESTAMP") ? path.replace("TIMESTAMP", String(stamp++)) : path);
    await mkdir(dirname(target), { recursive: true });
    await cp(join(source, path), target);
  }
}

/** As the installer numbers its migrations: never below one that exists. */
async function nextStamp(directory: string): Promise<number> {
  const now = Number(new Date().toISOString().replace(/\D/g, "").slice(0, 14));
  return Math.max(now, ...(await listStamps(directory)).map((stamp) => Number(stamp) + 1));
}

/** A checkout that somebody works with has a database in which everything ran. */
async function markMigrated(directory: string): Promise<void> {
  const database = { versions: await listStamps(directory) };
  await writeFile(join(directory, "priv/repo/.sample_db.json"), `${JSON.stringify(database, null, 2)}\n`);
}

async function listStamps(directory: string): Promise<string[]> {
  const folders = MIGRATION_FOLDERS.map((folder) => join(directory, folder)).filter((folder) => existsSync(folder));
  const names = (await Promise.all(folders.map((folder) => readdir(folder)))).flat();
  return names.flatMap((name) => /^\d{14}(?=_)/.exec(name) ?? []).sort();
}

/** Keeps out what a run inside the source folder would leave behind. */
function isSource(path: string): boolean {
  return !/\/(?:_build|deps|\.sample_db\.json)$/.test(path);
}

/** Git with an identity of its own and without the settings and hooks of the machine. */
async function git(directory: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)("git", ["-c", "core.hooksPath=/dev/null", ...args], {
    cwd: directory,
    env: {
      PATH: env.PATH,
      NODE_ENV: "test",
      GIT_CONFIG_GLOBAL: "/dev/null",
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_AUTHOR_NAME: "Harbor Crew",
      GIT_AUTHOR_EMAIL: "crew@harbor.example",
      GIT_COMMITTER_NAME: "Harbor Crew",
      GIT_COMMITTER_EMAIL: "crew@harbor.example",
    },
  });
  return stdout.trim();
}
