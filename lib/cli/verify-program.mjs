// npm run verify: the verifier as the one file that people carry away, made again when its sources have changed.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { digestSources } from "./stamp.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const FOLDER = join(ROOT, "node_modules/.cache/upgrade-review/verify");
const SOURCES = ["lib", "package-lock.json"];
/** What the verifier has nothing of, and tests. */
const OTHERS = /lib\/(?:agent|browser|decisions|testing|server\/db|cli\/faults)$|\.test\.tsx?$/;

const digest = digestSources(
  SOURCES.map((source) => join(ROOT, source)),
  (path) => OTHERS.test(path),
);
const made = join(FOLDER, digest.slice(0, 20));
if (!existsSync(made)) make();
await import(pathToFileURL(join(made, "verify.mjs")).href);

/** Beside the earlier ones, which another process may be reading, and in its place at once. */
function make() {
  const folder = `${made}.${process.pid}`;
  mkdirSync(dirname(made), { recursive: true });
  const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", "lib/cli/build-verify.ts", folder], { cwd: ROOT, encoding: "utf8" });
  if (status !== 0) throw new Error(`expected the verifier to be built, came ${stderr}`);
  try {
    renameSync(folder, made);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    if (!existsSync(made)) throw error;
  }
}
