// Installs the packages when they are missing or not those of the lock file.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { Refused } from "./preflight.mjs";

/** @throws Refused when npm fails. */
export async function installPackages() {
  const missing = findMissing();
  if (missing === undefined) return;
  console.log(`Installing packages (${missing}); this takes a few minutes the first time.`);
  // `--include=dev`: the build and the checks need them whatever NODE_ENV says.
  const { error, status } = spawnSync("npm", ["ci", "--include=dev", "--no-audit", "--no-fund"], { stdio: "inherit" });
  if (error) throw new Refused("npm is needed and cannot be run; it comes with Node");
  if (status !== 0) throw new Refused("npm ci failed, see above; better-sqlite3 needs a C++ compiler, make and Python where no prebuilt binary can be had");
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
