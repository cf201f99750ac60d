// npm run verify: the verifier as the one file that people carry away, made again when its sources have changed.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { madeOnce } from "./made-once.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SOURCES = ["core", "contract", "ports", "services", "server", "cli/verify", "cli/verify.ts", "cli/build-verify.ts"].map((path) => `lib/${path}`);

const folder = await madeOnce("verify", SOURCES, build);
await import(pathToFileURL(join(folder, "verify.mjs")).href);

async function build(into) {
  const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", "lib/cli/build-verify.ts", into], { cwd: ROOT, encoding: "utf8" });
  if (status !== 0) throw new Error(`expected the verifier to be built, came ${stderr}`);
}
