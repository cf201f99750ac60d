import { writeFileSync } from "node:fs";
import { writeGrowing } from "../growing-file";
import { isSameChange, parseRawDiff, type RawChange } from "@/lib/core/diff/parse-raw-diff";
import { toPathBytes } from "@/lib/core/diff/path-text";
import type { Repository } from "./repository";
import { runGit } from "./run-git";

/** A difference of two trees at some paths, and how it is printed. */
export type GroupDiff = {
  readonly anchorTree: string;
  readonly treeId: string;
  /** Options of `git diff-tree`, without those that choose what is printed. */
  readonly options: readonly string[];
  readonly context: string;
  readonly pathspecs: readonly string[];
  /** The pathspecs are paths, whatever characters they hold. */
  readonly isLiteral?: boolean;
};

/** Beyond these a difference of chosen files is no quicker than the whole one. */
const MOST_PATHS = 2_000;
const MOST_PATH_BYTES = 200_000;
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Writes the difference of two trees to a file that can be read meanwhile. */
export async function writeDiff(repository: Repository, diff: GroupDiff, toFile: string): Promise<void> {
  await writeGrowing(toFile, async (file) => {
    await runGit(repository, ["diff-tree", ...diff.options, "--raw", "-z", "-p", diff.context, ...toRange(diff)], { patterns: !diff.isLiteral, toFile: file });
  });
}

/**
 * Writes the listing of a difference to one file, and to another the difference of only those files that are
 * not as they were in an earlier tree.
 *
 * Which files git takes for renamed depends on all that it is shown, so what it says of the chosen files must
 * be what the whole listing says; otherwise, and where there are too many, it is the whole difference.
 */
export async function writeDiffSince(repository: Repository, diff: GroupDiff, since: string, listFile: string, diffFile: string): Promise<void> {
  const [listing, before] = await Promise.all([list(repository, diff), list(repository, { ...diff, treeId: since })]);
  await writeGrowing(listFile, (file) => writeFileSync(file, listing, { mode: 0o600 }));
  const known = new Map(parseRawDiff(before).map((change) => [change.path, change]));
  const changed = parseRawDiff(listing).filter((change) => !isSameChange(change, known.get(change.path)));
  const paths = toArguments(changed);
  if (changed.length === 0) return writeGrowing(diffFile, (file) => writeFileSync(file, "", { mode: 0o600 }));
  const chosen = paths === null ? diff : { ...diff, pathspecs: paths, isLiteral: true };
  const isSame = chosen !== diff && isListing(parseRawDiff(await list(repository, chosen)), changed);
  await writeDiff(repository, isSame ? chosen : diff, diffFile);
}

function list(repository: Repository, diff: GroupDiff): Promise<Buffer> {
  return runGit(repository, ["diff-tree", ...diff.options, "--raw", "-z", ...toRange(diff)], { patterns: !diff.isLiteral });
}

function toRange({ anchorTree, treeId, pathspecs }: GroupDiff): readonly string[] {
  return ["--end-of-options", anchorTree, treeId, "--", ...pathspecs];
}

/** The files' paths as arguments; null when there are too many or one is no text. */
function toArguments(changes: readonly RawChange[]): readonly string[] | null {
  const texts = [...new Set(changes.flatMap(({ path, oldPath }) => [path, oldPath]))];
  if (texts.length > MOST_PATHS || texts.reduce((sum, { length }) => sum + length, 0) > MOST_PATH_BYTES) return null;
  try {
    return texts.map((text) => utf8.decode(toPathBytes(text)));
  } catch {
    return null;
  }
}

function isListing(found: readonly RawChange[], expected: readonly RawChange[]): boolean {
  return found.length === expected.length && found.every((change, at) => isSameChange(change, expected[at]));
}
