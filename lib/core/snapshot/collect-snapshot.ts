import type { AppNames } from "@/lib/core/diff/app-mask";
import { createAloneCheck, createRepeatNumbers } from "@/lib/core/diff/identify-hunk";
import type { RawChange } from "@/lib/core/diff/parse-raw-diff";
import type { Sha256 } from "@/lib/core/diff/sha256";
import type { Digest } from "@/lib/core/digest";
import type { CollectedFile, StoredPatch } from "./collected-file";
import { createHunkColumns } from "./hunk-columns";
import { createRepeatCounter, listRepeats, type RepeatCounter } from "./number-repeats";
import { digestAt, patchPlaceAt, type Repeats, rawChangeAt, type SnapshotColumns } from "./snapshot-columns";
import { type FileEntry, sortSnapshot } from "./sort-snapshot";
import { createTextList } from "./text-list";

/** Gathers the files of a snapshot; those of one listing in git's order, one listing after the other. */
export type SnapshotCollector = {
  readonly add: (file: CollectedFile, patch: StoredPatch | null) => void;
  /** Takes a file over from the earlier snapshot. */
  readonly keep: (file: number) => void;
  /** The snapshot, files by path; every segment must be full by now. */
  readonly end: () => SnapshotColumns;
};

export type CollectorOptions = {
  readonly basis: string;
  readonly names: AppNames;
  readonly sha256?: Sha256 | undefined;
  /** The snapshot from which files may be kept; it must have the same names. */
  readonly earlier?: SnapshotColumns | null;
};

/** Which ids a counter gives, and what is known of them from the earlier snapshot. */
type Numbering = {
  readonly create: () => RepeatCounter;
  readonly shared: RepeatCounter;
  readonly column: Uint8Array;
  readonly firsts: ReadonlyMap<number, number>;
};

const NOTHING = new Uint8Array();
const NO_REPEATS: Repeats = { hunks: new Uint32Array(), firsts: new Uint32Array() };

export function createSnapshotCollector({ basis, names, sha256, earlier = null }: CollectorOptions): SnapshotCollector {
  const { toId, toFingerprint } = createRepeatNumbers(sha256);
  const exact = createNumbering(toId, earlier?.hunks.ids, earlier?.repeats);
  const masked = createNumbering(toFingerprint, earlier?.hunks.fingerprints, earlier?.maskedRepeats);
  const isAlone = createAloneCheck(names);
  const texts = createTextList();
  const columns = createHunkColumns();
  const entries: FileEntry[] = [];
  /** Indexes into `texts` by those of the earlier snapshot. */
  const textOf = new Map<number, number>();

  function countersOf(change: RawChange): readonly [RepeatCounter, RepeatCounter] {
    return isAlone(change) ? [exact.create(), masked.create()] : [exact.shared, masked.shared];
  }

  /** Of hunks that may have equals in files that are not kept. */
  function keepShared(from: number, to: number): void {
    for (let hunk = from; hunk < to; hunk += 1) {
      const place = columns.count();
      columns.pushIds(exact.shared.countEarlier(firstIdOf(exact, hunk), place), masked.shared.countEarlier(firstIdOf(masked, hunk), place));
    }
  }

  function keepText(from: SnapshotColumns, index: number): number {
    const known = textOf.get(index);
    if (known !== undefined) return known;
    const kept = texts.indexOf(from.texts[index] ?? "");
    textOf.set(index, kept);
    return kept;
  }

  return {
    add: ({ change, hunks, ...file }, patch) => {
      const [countExact, countMasked] = countersOf(change);
      const firstHunk = columns.count();
      for (const hunk of hunks) {
        const said = { rule: texts.indexOf(hunk.rule), reason: texts.indexOf(hunk.reason), matched: texts.indexOf(hunk.matched) };
        const place = columns.count();
        columns.push(hunk, said, countExact.count(hunk.exact, place), countMasked.count(hunk.masked, place));
      }
      entries.push({ change, ...file, patch, firstHunk, hunks: hunks.length });
    },
    keep: (file) => {
      if (earlier === null) throw new Error("expected an earlier snapshot to keep a file of");
      const change = rawChangeAt(earlier, file);
      const { files } = earlier.review;
      const from = files.firstHunk[file] ?? 0;
      const to = files.firstHunk[file + 1] ?? 0;
      const firstHunk = columns.count();
      columns.keep(earlier, from, to, (index) => keepText(earlier, index));
      if (isAlone(change)) columns.keepIds(earlier, from, to, { exact: exact.firsts, masked: masked.firsts });
      else keepShared(from, to);
      entries.push({
        change,
        binary: files.binary[file] === 1,
        additions: files.additions[file] ?? 0,
        deletions: files.deletions[file] ?? 0,
        width: files.widths[file] ?? 0,
        patch: storedPatchAt(earlier, file),
        firstHunk,
        hunks: to - from,
      });
    },
    end: () => sortSnapshot(entries, columns.end(), basis, texts.texts),
  };
}

/** Where a file's patch is; null when git printed none. */
export function storedPatchAt(columns: SnapshotColumns, file: number): StoredPatch | null {
  const { segment, offset, length } = patchPlaceAt(columns, file);
  return length === 0 ? null : { segment: { digest: () => columns.segments[segment] ?? "" }, offset, length };
}

function createNumbering(toNumbered: (content: Digest, repeat: number) => Digest, column: Uint8Array = NOTHING, repeats = NO_REPEATS): Numbering {
  const earlier = column === NOTHING ? null : listRepeats(column, repeats);
  const create = () => createRepeatCounter(toNumbered, earlier);
  return { create, shared: create(), column, firsts: new Map(Array.from(repeats.hunks, (hunk, at) => [hunk, repeats.firsts[at] ?? 0])) };
}

function firstIdOf({ column, firsts }: Numbering, hunk: number): Digest {
  return digestAt(column, firsts.get(hunk) ?? hunk);
}
