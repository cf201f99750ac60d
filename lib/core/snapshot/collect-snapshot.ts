import { hexToBytes } from "@noble/hashes/utils.js";
import type { Classification } from "@/lib/core/classify/classification";
import type { Hunk } from "@/lib/core/diff/change";
import { type ContentDigests, createRepeatNumbers } from "@/lib/core/diff/identify-hunk";
import type { HunkMeasure } from "@/lib/core/diff/measure-hunks";
import type { RawChange } from "@/lib/core/diff/parse-raw-diff";
import type { Sha256 } from "@/lib/core/diff/sha256";
import type { Digest } from "@/lib/core/digest";
import { buildReviewIndex, type IndexedFile, isWhitespaceOnly, linesAfterOf } from "@/lib/core/review/review-index";
import { listRepeats, type Numbered, type NumberedHunks, numberRepeats } from "./number-repeats";
import { DIGEST_BYTES, digestAt, hunkAt, patchPlaceAt, type Repeats, rawChangeAt, type SnapshotColumns } from "./snapshot-columns";

/** A hunk before it has its id. */
export type CollectedHunk = Omit<Hunk, "id" | "fingerprint"> & Classification & HunkMeasure & { readonly exact: Digest; readonly masked: Digest };

/** A file with its hunks, as its patch tells them. */
export type CollectedFile = {
  readonly change: RawChange;
  readonly binary: boolean;
  readonly additions: number;
  readonly deletions: number;
  readonly width: number;
  readonly hunks: readonly CollectedHunk[];
};

/** A blob of patches; its digest is known once it is full. */
export type Segment = { readonly digest: () => Digest };

/** Where a file's patch is stored: in which blob, and where in it. */
export type StoredPatch = { readonly segment: Segment; readonly offset: number; readonly length: number };

/** Gathers the files of a snapshot, in any order. */
export type SnapshotCollector = {
  readonly add: (file: CollectedFile, patch: StoredPatch | null) => void;
  /** Takes a file over from the earlier snapshot. */
  readonly keep: (file: number) => void;
  /** The snapshot, files by path; every segment must be full by now. */
  readonly end: () => SnapshotColumns;
};

type Entry = { readonly change: RawChange; readonly file: CollectedFile | number; readonly patch: StoredPatch | null };

/** @param earlier the snapshot from which files may be kept */
export function createSnapshotCollector(basis: string, sha256: Sha256 | undefined, earlier: SnapshotColumns | null = null): SnapshotCollector {
  const entries: Entry[] = [];
  return {
    add: (file, patch) => void entries.push({ change: file.change, file, patch }),
    keep: (file) => {
      if (earlier === null) throw new Error("expected an earlier snapshot to keep a file of");
      entries.push({ change: rawChangeAt(earlier, file), file, patch: storedPatchAt(earlier, file) });
    },
    end: () => {
      entries.sort(({ change: a }, { change: b }) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
      return toColumns(basis, entries, sha256, earlier);
    },
  };
}

/** Where a file's patch is; null when git printed none. */
export function storedPatchAt(columns: SnapshotColumns, file: number): StoredPatch | null {
  const { segment, offset, length } = patchPlaceAt(columns, file);
  return length === 0 ? null : { segment: { digest: () => columns.segments[segment] ?? "" }, offset, length };
}

function toColumns(basis: string, entries: readonly Entry[], sha256: Sha256 | undefined, earlier: SnapshotColumns | null): SnapshotColumns {
  const { toId, toFingerprint } = createRepeatNumbers(sha256);
  const exact = numberAll(entries, "exact", toId, earlier && { column: earlier.hunks.ids, repeats: earlier.repeats, columns: earlier });
  const masked = numberAll(
    entries,
    "masked",
    toFingerprint,
    earlier && { column: earlier.hunks.fingerprints, repeats: earlier.maskedRepeats, columns: earlier },
  );
  const texts = createDictionary();
  const segments = createDictionary();
  const rules: number[] = [];
  const reasons: number[] = [];
  const matched: number[] = [];
  for (const said of listSaid(entries, earlier)) {
    rules.push(texts.indexOf(said.rule));
    reasons.push(texts.indexOf(said.reason));
    matched.push(texts.indexOf(said.matched));
  }
  return {
    review: buildReviewIndex(toIndexedFiles(entries, exact.ids, earlier)),
    basis,
    files: {
      oldModes: Uint32Array.from(entries, ({ change }) => Number.parseInt(change.oldMode, 8)),
      newModes: Uint32Array.from(entries, ({ change }) => Number.parseInt(change.newMode, 8)),
      oldOids: hexToBytes(entries.map(({ change }) => change.oldOid).join("")),
      newOids: hexToBytes(entries.map(({ change }) => change.newOid).join("")),
      segments: Uint32Array.from(entries, ({ patch }) => (patch === null ? 0 : segments.indexOf(patch.segment.digest()))),
      offsets: Uint32Array.from(entries, ({ patch }) => patch?.offset ?? 0),
      lengths: Uint32Array.from(entries, ({ patch }) => patch?.length ?? 0),
    },
    hunks: {
      ids: toDigestColumn(exact.ids),
      fingerprints: toDigestColumn(masked.ids),
      rules: Uint32Array.from(rules),
      reasons: Uint32Array.from(reasons),
      matched: Uint32Array.from(matched),
    },
    repeats: exact.repeats,
    maskedRepeats: masked.repeats,
    segments: segments.texts,
    texts: texts.texts,
  };
}

type EarlierIds = { readonly columns: SnapshotColumns; readonly column: Uint8Array; readonly repeats: Repeats };

function numberAll(
  entries: readonly Entry[],
  which: keyof ContentDigests,
  toNumbered: (content: Digest, repeat: number) => Digest,
  earlier: EarlierIds | null,
): NumberedHunks {
  const firstOf = new Map(earlier === null ? [] : Array.from(earlier.repeats.hunks, (hunk, at) => [hunk, earlier.repeats.firsts[at] ?? 0]));
  const known: Numbered[] = [];
  for (const { file } of entries) {
    if (typeof file !== "number") for (const hunk of file.hunks) known.push({ content: hunk[which] });
    else if (earlier !== null) for (const hunk of hunksOf(earlier.columns, file)) known.push({ first: digestAt(earlier.column, firstOf.get(hunk) ?? hunk) });
  }
  return numberRepeats(known, earlier === null ? new Map() : listRepeats(earlier.column, earlier.repeats), toNumbered);
}

function* listSaid(entries: readonly Entry[], earlier: SnapshotColumns | null): Generator<Pick<Classification, "rule" | "reason" | "matched">> {
  for (const { file } of entries) {
    if (typeof file !== "number") yield* file.hunks;
    else if (earlier !== null) for (const hunk of hunksOf(earlier, file)) yield saidAt(earlier, hunk);
  }
}

function saidAt({ texts, hunks }: SnapshotColumns, hunk: number): Pick<Classification, "rule" | "reason" | "matched"> {
  const textAt = (column: Uint32Array) => texts[column[hunk] ?? 0] ?? "";
  return { rule: textAt(hunks.rules), reason: textAt(hunks.reasons), matched: textAt(hunks.matched) };
}

function* toIndexedFiles(entries: readonly Entry[], ids: readonly Digest[], earlier: SnapshotColumns | null): Generator<IndexedFile> {
  let row = 0;
  for (const { change, file } of entries) {
    const indexed = typeof file !== "number" ? file : keptFile(earlier, file);
    const hunks = indexed.hunks.map((hunk) => {
      const id = ids[row] ?? "";
      row += 1;
      return { ...hunk, id };
    });
    const { path, oldPath, kind } = change;
    const { binary, additions, deletions, width } = indexed;
    yield { path, oldPath, kind, binary, additions, deletions, width, hunks };
  }
}

function keptFile(earlier: SnapshotColumns | null, file: number): Omit<IndexedFile, "path" | "oldPath" | "kind"> {
  if (earlier === null) return { binary: false, additions: 0, deletions: 0, width: 0, hunks: [] };
  const { review } = earlier;
  return {
    binary: review.files.binary[file] === 1,
    additions: review.files.additions[file] ?? 0,
    deletions: review.files.deletions[file] ?? 0,
    width: review.files.widths[file] ?? 0,
    hunks: Array.from(hunksOf(earlier, file), (hunk) => ({
      ...hunkAt(earlier, hunk),
      whitespaceOnly: isWhitespaceOnly(review, hunk),
      linesAfter: linesAfterOf(review, hunk),
    })),
  };
}

function* hunksOf({ review: { files } }: SnapshotColumns, file: number): Generator<number> {
  for (let hunk = files.firstHunk[file] ?? 0; hunk < (files.firstHunk[file + 1] ?? 0); hunk += 1) yield hunk;
}

function createDictionary() {
  const indexes = new Map<string, number>();
  const texts: string[] = [];
  return {
    texts,
    indexOf: (text: string): number => {
      const known = indexes.get(text);
      if (known !== undefined) return known;
      indexes.set(text, texts.length);
      texts.push(text);
      return texts.length - 1;
    },
  };
}

function toDigestColumn(digests: readonly Digest[]): Uint8Array {
  const column = new Uint8Array(digests.length * DIGEST_BYTES);
  digests.forEach((digest, at) => {
    column.set(hexToBytes(digest), at * DIGEST_BYTES);
  });
  return column;
}
