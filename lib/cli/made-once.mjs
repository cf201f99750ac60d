import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { digestSources } from "./stamp.mjs";

const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));
const FOLDER = join(REPOSITORY, "node_modules/.cache/upgrade-review/made");
const DAY_MS = 24 * 60 * 60 * 1_000;

export async function madeOnce(name, sources, make) {
  const digest = digestSources(
    [...sources, "package-lock.json"].map((source) => join(REPOSITORY, source)),
    (path) => path.endsWith(".test.ts"),
  );
  const made = join(FOLDER, `${name}-${digest.slice(0, 20)}`);
  if (isUsed(made)) return made;
  const folder = `${made}.${randomBytes(6).toString("hex")}`;
  mkdirSync(folder, { recursive: true });
  removeOld();
  try {
    await make(folder);
    renameSync(folder, made);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    if (!isUsed(made)) throw error;
  }
  return made;
}

/** Whether it is there; if so, it counts as new. */
function isUsed(made) {
  if (!existsSync(made)) return false;
  const now = new Date();
  utimesSync(made, now, now);
  return true;
}

/** What a day has passed since belongs to sources that are gone, or to nobody. */
function removeOld() {
  for (const name of readdirSync(FOLDER)) {
    const path = join(FOLDER, name);
    const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: Number.POSITIVE_INFINITY };
    if (mtimeMs < Date.now() - DAY_MS) rmSync(path, { recursive: true, force: true });
  }
}
