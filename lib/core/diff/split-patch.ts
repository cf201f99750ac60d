import type { RawChange } from "./parse-raw-diff";
import { isAt, lineTextAt, nextLine, PatchEndError } from "./patch-scan";
import { type PatchScanner, skipFrames } from "./scan-file-patch";

const SECTION = "diff --git ";
const INDEX = /^index ([0-9a-f]+)\.\.([0-9a-f]+)/;

/**
 * Cuts the patch part of a `git diff -p` into one slice per raw change, in the same order.
 *
 * A type change (file to symlink) is one raw record and two sections; both are in its slice. Names in
 * the patch are never read: they may be quoted. Where a section names its blobs they must be the
 * record's, so a slice cannot end up under another file's name.
 *
 * @throws with what was expected and what came when patch and listing do not belong together.
 */
export function splitPatch(rawChanges: readonly RawChange[], patch: Uint8Array): readonly Uint8Array[] {
  let at = 0;
  const slices = rawChanges.map((change) => {
    const start = at;
    at = findFileEnd(patch, at, change);
    return patch.subarray(start, at);
  });
  if (at !== patch.length) {
    throw new Error(`expected the patch to end after ${rawChanges.length} change(s), came ${patch.length - at} more byte(s)`);
  }
  return slices;
}

/**
 * The offset at which the slice of a file ends that starts at `start`.
 *
 * @param scanner gets the file's lines on the way
 * @throws PatchEndError when the patch ends before the file does
 */
export function findFileEnd(patch: Uint8Array, start: number, change: RawChange, scanner: PatchScanner = skipFrames()): number {
  const end = walkSection(patch, start, change, scanner);
  return change.kind === "typechange" ? walkSection(patch, end, change, scanner) : end;
}

function walkSection(patch: Uint8Array, start: number, change: RawChange, scanner: PatchScanner): number {
  if (!isAt(patch, start, SECTION)) {
    const what = `expected "diff --git" for ${change.path} at byte ${start}, came ${describeLine(patch, start)}`;
    throw start < patch.length ? new Error(what) : new PatchEndError(what);
  }
  let at = nextLine(patch, start);
  while (at < patch.length && !isAt(patch, at, SECTION)) {
    if (isAt(patch, at, "@@ ")) {
      at = scanner.frame(patch, at);
      continue;
    }
    if (isAt(patch, at, "index ")) requireBlobs(lineTextAt(patch, at), change);
    else scanner.header(patch, at);
    at = nextLine(patch, at);
  }
  return at;
}

function requireBlobs(line: string, change: RawChange): void {
  const [, before = "", after = ""] = INDEX.exec(line) ?? [];
  const isSame = isSameOid(before, change.oldOid) && isSameOid(after, change.newOid);
  if (!isSame) throw new Error(`expected blobs ${change.oldOid}..${change.newOid} for ${change.path}, came ${line}`);
}

/** Zeros stand for "no file on this side" or, in a raw listing, for "not hashed yet". */
function isSameOid(inPatch: string, inListing: string): boolean {
  return /^0+$/.test(inPatch) || /^0+$/.test(inListing) || inListing.startsWith(inPatch) || inPatch.startsWith(inListing);
}

function describeLine(patch: Uint8Array, at: number): string {
  return at >= patch.length ? "the end of the patch" : JSON.stringify(lineTextAt(patch, at).slice(0, 120));
}
