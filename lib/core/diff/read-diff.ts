import { findRawEnd, parseRawDiff, type RawChange } from "./parse-raw-diff";
import { PatchEndError } from "./patch-scan";
import { createPatchScanner, type ScannedPatch, scanFilePatch } from "./scan-file-patch";
import { findFileEnd } from "./split-patch";

/** The output of `git diff --raw -p -z` as it comes. */
export type DiffStream = {
  /** Its raw listing, in git's order. */
  readonly changes: readonly RawChange[];
  /** One patch for each change, in the same order. It is good until the next one is asked for. */
  readonly patches: AsyncGenerator<ScannedPatch, void, undefined>;
};

/**
 * Reads a difference piece by piece: first its listing, then one file's patch after the other. Holds the
 * listing, and about twice the largest file.
 *
 * @throws with what was expected and what came when patch and listing do not belong together, or the stream
 * ends early; while `patches` are read too.
 */
export async function readDiff(pieces: AsyncIterable<Uint8Array>): Promise<DiffStream> {
  const window = createWindow(pieces);
  let rawEnd = findRawEnd(window.bytes());
  while (rawEnd === null && (await window.more())) rawEnd = findRawEnd(window.bytes());
  const listing = window.bytes().subarray(0, rawEnd ?? window.bytes().length);
  const changes = parseRawDiff(listing);
  const separator = window.bytes()[listing.length];
  if (separator !== undefined && separator !== 0) throw new Error(`expected NUL before the patch, came ${separator} at ${listing.length}`);
  window.drop(Math.min(listing.length + 1, window.bytes().length));
  return { changes, patches: readPatches(changes, window) };
}

async function* readPatches(changes: readonly RawChange[], window: Window): AsyncGenerator<ScannedPatch, void, undefined> {
  const scanner = createPatchScanner();
  for (const change of changes) {
    let end = scanWholeFile(window, change, scanner);
    while (end === null && (await window.more())) end = scanWholeFile(window, change, scanner);
    const length = end ?? findFileEnd(window.bytes(), 0, change);
    const bytes = window.bytes().subarray(0, length);
    yield end === null ? scanFilePatch(bytes) : scanner.end(bytes);
    window.drop(length);
  }
  const rest = window.bytes().length;
  if (rest > 0 || (await window.more())) throw new Error(`expected the patch to end after ${changes.length} change(s), came ${rest || "some"} more byte(s)`);
}

/** Scans the next file and says where it ends; null while that cannot be told, because more is to come. */
function scanWholeFile(window: Window, change: RawChange, scanner: ReturnType<typeof createPatchScanner>): number | null {
  // A line that is not whole could be taken for another one.
  const lines = window.bytes().subarray(0, window.bytes().lastIndexOf(0x0a) + 1);
  try {
    scanner.start();
    const end = findFileEnd(lines, 0, change, scanner);
    return end < lines.length ? end : null;
  } catch (error) {
    if (error instanceof PatchEndError) return null;
    throw error;
  }
}

const FIRST_CAPACITY = 4 * 1024 * 1024;

type Window = ReturnType<typeof createWindow>;

/** What has come of a stream and is not done with yet, in one piece. */
function createWindow(pieces: AsyncIterable<Uint8Array>) {
  const iterator = pieces[Symbol.asyncIterator]();
  let buffer = new Uint8Array(FIRST_CAPACITY);
  let start = 0;
  let end = 0;
  let isEnded = false;

  function append(piece: Uint8Array): void {
    if (end + piece.length > buffer.length) {
      const held = buffer.subarray(start, end);
      const target = held.length + piece.length > buffer.length ? new Uint8Array(2 * (held.length + piece.length)) : buffer;
      target.set(held);
      end = held.length;
      start = 0;
      buffer = target;
    }
    buffer.set(piece, end);
    end += piece.length;
  }

  return {
    bytes: () => buffer.subarray(start, end),
    drop: (length: number): void => {
      start += length;
    },
    /** At least doubles what is held, so that looking at it again and again costs no more than looking twice; false at the end. */
    more: async (): Promise<boolean> => {
      const wanted = 2 * (end - start);
      let hasGrown = false;
      while (!isEnded && (!hasGrown || end - start < wanted)) {
        const next = await iterator.next();
        isEnded = next.done === true;
        if (next.done) break;
        append(next.value);
        hasGrown ||= next.value.length > 0;
      }
      return hasGrown;
    },
  };
}
