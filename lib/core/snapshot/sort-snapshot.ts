import { hexToBytes } from "@noble/hashes/utils.js";
import { MOST_WIDTH } from "@/lib/core/review/review-index";
import type { CollectedFile, StoredPatch } from "./collected-file";
import type { HunkColumns } from "./hunk-columns";
import { DIGEST_BYTES, type Repeats, type SnapshotColumns } from "./snapshot-columns";
import { createTextList } from "./text-list";

/** A file and where its hunks are. */
export type FileEntry = Omit<CollectedFile, "hunks"> & { readonly patch: StoredPatch | null; readonly firstHunk: number; readonly hunks: number };

/** Brings files that came in any order into that of their paths, their hunks with them. */
export function sortSnapshot(entries: readonly FileEntry[], hunks: HunkColumns, basis: string, texts: readonly string[]): SnapshotColumns {
  const files = entries.toSorted(({ change: a }, { change: b }) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const count = hunks.review.keys.length;
  const segments = createTextList();
  const { rows, firstHunk } = placeHunks(files, count);
  const { review, said } = hunks;
  const gather = <Column extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(from: Column, to: Column): Column => {
    gatherFiles(files, from, to, from.length / Math.max(1, count));
    return to;
  };
  return {
    basis,
    review: {
      files: {
        count: files.length,
        paths: files.map(({ change }) => change.path),
        oldPaths: files.map(({ change }) => (change.oldPath === change.path ? null : change.oldPath)),
        kinds: files.map(({ change }) => change.kind),
        binary: Uint8Array.from(files, ({ binary }) => (binary ? 1 : 0)),
        additions: Uint32Array.from(files, ({ additions }) => additions),
        deletions: Uint32Array.from(files, ({ deletions }) => deletions),
        widths: Uint16Array.from(files, ({ width }) => Math.min(width, MOST_WIDTH)),
        firstHunk,
      },
      hunks: {
        count,
        keys: gather(review.keys, new Float64Array(count)),
        placements: gather(review.placements, new Uint8Array(count)),
        labels: gather(review.labels, new Uint8Array(count)),
        flags: gather(review.flags, new Uint16Array(count)),
        traits: gather(review.traits, new Uint8Array(count)),
        oldStart: gather(review.oldStart, new Uint32Array(count)),
        oldLines: gather(review.oldLines, new Uint32Array(count)),
        newStart: gather(review.newStart, new Uint32Array(count)),
        newLines: gather(review.newLines, new Uint32Array(count)),
      },
    },
    files: {
      oldModes: Uint32Array.from(files, ({ change }) => Number.parseInt(change.oldMode, 8)),
      newModes: Uint32Array.from(files, ({ change }) => Number.parseInt(change.newMode, 8)),
      oldOids: hexToBytes(files.map(({ change }) => change.oldOid).join("")),
      newOids: hexToBytes(files.map(({ change }) => change.newOid).join("")),
      segments: Uint32Array.from(files, ({ patch }) => (patch === null ? 0 : segments.indexOf(patch.segment.digest()))),
      offsets: Uint32Array.from(files, ({ patch }) => patch?.offset ?? 0),
      lengths: Uint32Array.from(files, ({ patch }) => patch?.length ?? 0),
    },
    hunks: {
      ids: gather(hunks.ids, new Uint8Array(count * DIGEST_BYTES)),
      fingerprints: gather(hunks.fingerprints, new Uint8Array(count * DIGEST_BYTES)),
      rules: gather(said.rules, new Uint32Array(count)),
      reasons: gather(said.reasons, new Uint32Array(count)),
      matched: gather(said.matched, new Uint32Array(count)),
    },
    repeats: sortRepeats(hunks.repeats, rows),
    maskedRepeats: sortRepeats(hunks.maskedRepeats, rows),
    segments: segments.texts,
    texts,
  };
}

/** Where each hunk is to stand, and where each file's first. */
function placeHunks(files: readonly FileEntry[], count: number): { readonly rows: Uint32Array; readonly firstHunk: Uint32Array } {
  const rows = new Uint32Array(count);
  const firstHunk = new Uint32Array(files.length + 1);
  let row = 0;
  files.forEach((file, at) => {
    firstHunk[at] = row;
    for (let hunk = 0; hunk < file.hunks; hunk += 1) rows[file.firstHunk + hunk] = row + hunk;
    row += file.hunks;
  });
  firstHunk[files.length] = row;
  return { rows, firstHunk };
}

function gatherFiles<Column extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(
  files: readonly FileEntry[],
  from: Column,
  to: Column,
  width: number,
): void {
  let at = 0;
  for (const { firstHunk, hunks } of files) {
    to.set(from.subarray(firstHunk * width, (firstHunk + hunks) * width), at);
    at += hunks * width;
  }
}

function sortRepeats({ hunks, firsts }: Repeats, rows: Uint32Array): Repeats {
  const pairs = Array.from(hunks, (hunk, at) => ({ hunk: rows[hunk] ?? 0, first: rows[firsts[at] ?? 0] ?? 0 })).sort((a, b) => a.hunk - b.hunk);
  return { hunks: Uint32Array.from(pairs, ({ hunk }) => hunk), firsts: Uint32Array.from(pairs, ({ first }) => first) };
}
