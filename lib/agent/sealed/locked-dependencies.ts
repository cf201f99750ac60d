/** A package of the package registry as `mix.lock` names it. */
export type LockedPackage = {
  /** Folder below `deps`. */
  readonly name: string;
  readonly package: string;
  readonly version: string;
  readonly repository: string;
  /** SHA-256 of the whole archive. */
  readonly archiveDigest: string;
};

const ENTRY = /^\s*"([a-z][a-z0-9_]*)":\s*\{:hex,\s*:([a-z][a-z0-9_]*),\s*"([^"\\/]+)",\s*"[0-9a-f]{64}",.*,\s*"([a-z0-9_:.-]+)",\s*"([0-9a-f]{64})"\},?\s*$/;

/** A git dependency as `mix.lock` names it. */
export type LockedCommit = {
  /** Folder below `deps`. */
  readonly name: string;
  readonly url: string;
  /** Undefined where the entry cannot be read: then nothing proves what the dependency is. */
  readonly commit: string | undefined;
};

const GIT_ENTRY = /^\s*"([a-z][a-z0-9_]*)":\s*\{:git,(?:\s*"([^"\\\p{Cc}]+)",\s*"([0-9a-f]{40})",)?/u;

/**
 * The packages of a `mix.lock` whose archives can be checked. An entry that names no archive digest, as a
 * git dependency or an old lock does, is left out.
 */
export function listLockedPackages(mixLock: string): readonly LockedPackage[] {
  return mixLock.split("\n").flatMap((line) => {
    const [, name, packageName, version, repository, archiveDigest] = ENTRY.exec(line) ?? [];
    if (!name || !packageName || !version || !repository || !archiveDigest) return [];
    return [{ name, package: packageName, version, repository, archiveDigest }];
  });
}

/** The git dependencies of a `mix.lock`. */
export function listLockedCommits(mixLock: string): readonly LockedCommit[] {
  return mixLock.split("\n").flatMap((line) => {
    const [, name, url = "", commit] = GIT_ENTRY.exec(line) ?? [];
    return name ? [{ name, url, commit }] : [];
  });
}
