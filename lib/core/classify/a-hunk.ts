import { aPatch, aRawChange } from "@/lib/core/diff/a-patch";
import type { RawChange } from "@/lib/core/diff/parse-raw-diff";
import { buildSnapshotIndex } from "@/lib/core/diff/snapshot-index";
import type { AppFacts, ClassifiedHunk } from "./classification";

/** For tests: a host called Harbor with the usual names. */
export function someFacts(given: Partial<AppFacts> = {}): AppFacts {
  return {
    otpApp: "harbor",
    baseModule: "Harbor",
    contextFolder: "lib/harbor/accounts",
    contextModule: "Harbor.Accounts",
    webFolder: "lib/harbor_web",
    repoFolders: ["priv/repo"],
    existingMigrations: [],
    ...given,
  };
}

/** For tests: the only hunk of a file's patch, classified the way a snapshot is. */
export function aHunk(path: string, patch: string, given: Partial<RawChange> = {}, facts = someFacts()): ClassifiedHunk {
  const [change] = buildSnapshotIndex({
    rawChanges: [aRawChange({ path, ...given })],
    patchOf: () => aPatch(patch),
    facts,
  }).changes;
  const [hunk] = change?.hunks ?? [];
  if (hunk === undefined || change?.hunks.length !== 1) throw new Error(`expected one hunk, came ${change?.hunks.length}`);
  return hunk;
}
