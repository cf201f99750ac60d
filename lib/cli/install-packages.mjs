// Installs the packages when they are missing or not those of the lock file.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { Refused } from "./preflight.mjs";

// The build and the checks need what is for development, whatever NODE_ENV says.
const OPTIONS = ["--include=dev", "--no-audit", "--no-fund"];

/** @throws Refused when npm fails or leaves other versions than the lock file names. */
export async function installPackages() {
  const missing = findMissing();
  if (missing === undefined) return;
  console.log(`Installing packages (${missing}); this takes a few minutes the first time.`);
  const startedAt = performance.now();
  const say = () => console.log(`Installed after ${((performance.now() - startedAt) / 1_000).toFixed(1)} s.`);
  const { ok, output } = npm("ci", ...OPTIONS);
  if (ok) return say();
  // A registry that lacks other systems' builds of a package leaves them out of the lock file, and then
  // `npm ci` refuses all of it. `npm install` takes the same versions; they are compared below.
  if (!output.includes("EUSAGE")) refuse("npm ci", output);
  const install = npm("install", "--no-save", ...OPTIONS);
  if (!install.ok) refuse("npm install", install.output);
  const different = findMissing();
  if (different !== undefined) throw new Refused(`npm install left other packages than package-lock.json names: ${different}`);
  say();
}

function npm(...args) {
  // What has no prebuilt binary is compiled, by as many processes as the machine has processors.
  const env = { JOBS: "max", ...process.env };
  const { error, status, stdout, stderr } = spawnSync("npm", args, { encoding: "utf8", maxBuffer: 64 * 1_048_576, env });
  if (error) throw new Refused("npm is needed and cannot be run; it comes with Node");
  return { ok: status === 0, output: `${stdout}${stderr}` };
}

function refuse(command, output) {
  console.error(output);
  throw new Refused(`${command} failed, see above; better-sqlite3 needs a C++ compiler, make and Python where no prebuilt binary can be had`);
}

/** What tells that the installed packages are not those of the lock file; undefined when they are. */
function findMissing() {
  const locked = readPackages("package-lock.json");
  if (!locked) throw new Refused("package-lock.json is missing; start this in the project's folder");
  const installed = readPackages("node_modules/.package-lock.json");
  if (!installed) return "none are there";
  for (const [path, { version, optional, devOptional }] of Object.entries(locked)) {
    if (path === "" || ((optional || devOptional) && !installed[path])) continue;
    if (installed[path]?.version !== version) return `${path.replace(/^node_modules\//, "")} is not at ${version}`;
  }
  return undefined;
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}
