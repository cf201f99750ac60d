import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { MixError, sayError } from "./output.mjs";
import { matchesRequirement } from "./versions.mjs";

/** The Mix project in `root`, or null when there is no mix.exs. */
export function findProject(root) {
  const mixFile = join(root, "mix.exs");
  if (!existsSync(mixFile)) return null;
  const app = /^\s*app:\s*:([a-z][a-z0-9_]*)/m.exec(readFileSync(mixFile, "utf8"))?.[1];
  if (!app) throw new MixError("Cannot find the :app of this project in mix.exs");
  return { root, app, module: camelize(app) };
}

/** The requirement on sigra in mix.exs, for example `~> 0.3`. */
export function findRequirement(project) {
  const text = readFileSync(join(project.root, "mix.exs"), "utf8");
  return /^\s*\{:sigra,\s*"([^"]+)"/m.exec(text)?.[1];
}

/** The sigra version in mix.lock. */
export function findLockedVersion(project) {
  return /^\s*"sigra":\s*\{:hex,\s*:sigra,\s*"([^"]+)"/m.exec(readText(project, "mix.lock") ?? "")?.[1];
}

/** The sigra version that `deps.get` put into `deps/`; undefined before it ran. */
export function findFetchedVersion(project) {
  return /<<"version">>,<<"([^"]+)">>/.exec(readText(project, "deps/sigra/hex_metadata.config") ?? "")?.[1];
}

/** The text of a project file, or null when there is none. */
export function readText(project, path) {
  const file = join(project.root, path);
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

/**
 * Refuses to go on when mix.exs, mix.lock and `deps/` disagree, as Mix does.
 *
 * One liberty: a checkout that never fetched is taken to hold what is locked.
 */
export async function requireDependencies(project) {
  const problem = findDependencyProblem(project);
  if (!problem) return;
  await sayError("Unchecked dependencies for environment dev:");
  await sayError("* sigra (Hex package)");
  await sayError(`  ${problem}`);
  throw new MixError("Can't continue due to errors on dependencies");
}

function findDependencyProblem(project) {
  const requirement = findRequirement(project);
  const locked = findLockedVersion(project);
  const fetched = findFetchedVersion(project);
  if (requirement === undefined) return undefined;
  if (locked === undefined) return 'the dependency is not locked. To generate the "mix.lock" file run "mix deps.get"';
  if (!matchesRequirement(locked, requirement)) {
    return `the dependency does not match the requirement "${requirement}", got "${locked}"`;
  }
  if (fetched !== undefined && fetched !== locked) {
    return 'lock mismatch: the dependency is out of date. To fetch locked version run "mix deps.get"';
  }
  return undefined;
}

function camelize(app) {
  return app
    .split("_")
    .map((part) => part[0].toUpperCase() + part.slice(1))
    .join("");
}
