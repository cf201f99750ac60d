import { constants, cpSync, existsSync, lstatSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Digest } from "@/lib/core/digest";
import { ok, type Result } from "@/lib/core/result";
import { refuse, type Refusal } from "../refusal";
import { findLinkOut } from "./find-link-out";
import { digestFolder } from "./folder-digest";
import { layCommit } from "./lay-commit";
import { listLockedCommits, listLockedPackages, type LockedPackage } from "./locked-dependencies";
import { listDependencies } from "./signed-dependencies";
import { unpackArchive } from "./unpack-archive";

/** How many dependencies came from where. */
export type LaidDependencies = { readonly fromArchive: number; readonly fromCommit: number; readonly asSigned: number };

type Place = {
  /** The checkout's `deps`, and the sealed folder's. */
  readonly from: string;
  readonly to: string;
  readonly mixLock: string;
  /** Where fetched archives are kept: `<folder>/<repository>/<package>-<version>.tar`. */
  readonly archives: string;
  /** A folder for git folders of the agent's, and where programs are looked for. */
  readonly scratch: string;
  readonly searchPath: string;
  /** What the dependencies were when the signed snapshot was taken. */
  readonly signed: Readonly<Record<string, Digest>> | undefined;
};

/** What the fetcher leaves beside a package's own files: data it compares with the lock. */
const FETCHER_FILES = [".hex", ".fetch"];

/**
 * Lays out the dependencies of a sealed run: from the archive whose SHA-256 `mix.lock` names where the
 * fetcher still has it, from the commit that it names for a git dependency, else a copy of what is in the checkout, which must be what was there when the
 * signed snapshot was taken.
 */
export async function layDependencies(place: Place): Promise<Result<LaidDependencies, Refusal>> {
  const locked = new Map(listLockedPackages(place.mixLock).map((entry) => [entry.name, entry]));
  const commits = new Map(listLockedCommits(place.mixLock).map((entry) => [entry.name, entry]));
  const names = listDependencies(place.from);
  let fromArchive = 0;
  let fromCommit = 0;
  for (const name of names) {
    const entry = locked.get(name);
    const commit = commits.get(name);
    if (commit) {
      const { from, to, scratch, searchPath } = place;
      const laid = await layCommit({ from: join(from, name), to: join(to, name), own: join(scratch, name), searchPath }, commit);
      if (!laid.ok) return laid;
      fromCommit += 1;
    } else if (entry && (await layArchive(place, entry))) fromArchive += 1;
    else {
      const copied = await layCopy(place, name);
      if (!copied.ok) return copied;
    }
  }
  return ok({ fromArchive, fromCommit, asSigned: names.length - fromArchive - fromCommit });
}

async function layArchive({ from, to, archives }: Place, { name, repository, package: packageName, version, archiveDigest }: LockedPackage): Promise<boolean> {
  const archive = join(archives, repository, `${packageName}-${version}.tar`);
  if (!existsSync(archive) || !(await unpackArchive(readFileSync(archive), archiveDigest, join(to, name)))) return false;
  for (const file of FETCHER_FILES) {
    const source = join(from, name, file);
    if (lstatSync(source, { throwIfNoEntry: false })?.isFile()) cpSync(source, join(to, name, file));
  }
  return true;
}

/** Copied first and checked then, so that no edit can come between. */
async function layCopy({ from, to, signed }: Place, name: string): Promise<Result<null, Refusal>> {
  const target = join(to, name);
  mkdirSync(to, { recursive: true });
  cpSync(join(from, name), target, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE });
  const link = findLinkOut(target);
  if (link) return refuse("deps-differ", `deps/${name} has a link that leads out of it (${link}), so it cannot be sealed. ${WAY_OUT}`);
  if (signed?.[name] === (await digestFolder(target))) return ok(null);
  return signed?.[name] === undefined
    ? refuse("deps-differ", `deps/${name} was not there when the signed snapshot was taken, and its archive is not at hand. ${WAY_OUT}`)
    : refuse("deps-differ", `deps/${name} is not what it was when the signed snapshot was taken, and its archive is not at hand to take it from. ${WAY_OUT}`);
}

const WAY_OUT = "Fetch the dependencies again (mix deps.get), or have the operator set this app to run unsealed.";
