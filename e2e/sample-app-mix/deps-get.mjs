import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { green, MixError, say, sayError } from "./output.mjs";
import { findFetchedVersion, findLockedVersion, findRequirement, readText } from "./project.mjs";
import { findNewest, isRequirement, matchesRequirement } from "./versions.mjs";

/** What the package registry would offer. */
const SIGRA_VERSIONS = ["0.3.4", "1.0.0", "1.0.3", "1.1.0", "1.1.2"];
const LOCK_LINE = /^\s*"sigra":.*$/m;

/**
 * Resolves sigra and rewrites its line of mix.lock. As with Hex, a locked
 * version that still satisfies mix.exs stays; otherwise the newest match wins.
 */
export async function depsGet(project) {
  const requirement = requireRequirement(project);
  const locked = findLockedVersion(project);
  const isLockGood = locked !== undefined && matchesRequirement(locked, requirement);
  const version = isLockGood ? locked : findNewest(SIGRA_VERSIONS, requirement);

  await say("Resolving Hex dependencies...");
  if (version === undefined) {
    await sayError(`Because your app depends on sigra ${requirement} which doesn't match any versions, version solving failed.`);
    throw new MixError("Hex dependency resolution failed");
  }
  await say("Resolution completed in 0.02s");
  await reportChange(locked, version);
  if (locked !== version) writeLock(project, version);
  await fetchPackage(project, version);
  return 0;
}

function requireRequirement(project) {
  const requirement = findRequirement(project);
  if (requirement === undefined) throw new MixError("The stand-in resolves sigra only, and mix.exs does not list it");
  if (!isRequirement(requirement)) {
    throw new MixError(`Required version "${requirement}" for package sigra is incorrectly specified (from: mix.exs)`);
  }
  return requirement;
}

async function reportChange(locked, version) {
  if (locked === version) {
    await say("Unchanged:");
    await say(`  sigra ${version}`);
    return;
  }
  await say(green(locked === undefined ? "New:" : "Upgraded:"));
  await say(green(`  sigra ${locked === undefined ? "" : `${locked} => `}${version}`));
}

async function fetchPackage(project, version) {
  if (findFetchedVersion(project) === version) {
    await say("All dependencies are up to date");
    return;
  }
  const folder = join(project.root, "deps", "sigra");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "hex_metadata.config"), `{<<"name">>,<<"sigra">>}.\n{<<"version">>,<<"${version}">>}.\n`);
  await say(green(`* Getting sigra (Hex package) ${version}`));
}

function writeLock(project, version) {
  const lock = readText(project, "mix.lock") ?? "%{\n}\n";
  const next = LOCK_LINE.test(lock) ? lock.replace(LOCK_LINE, () => lockLine(version)) : lock.replace(/\}\s*$/, () => `${lockLine(version)}\n}\n`);
  writeFileSync(join(project.root, "mix.lock"), next);
}

/** The checksums are placeholders: nothing was downloaded. */
function lockLine(version) {
  const checksum = (part) => createHash("sha256").update(`sample sigra ${version} ${part}`).digest("hex");
  return `  "sigra": {:hex, :sigra, "${version}", "${checksum("inner")}", [:mix], [], "hexpm", "${checksum("outer")}"},`;
}
