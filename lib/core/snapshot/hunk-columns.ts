import type { Digest } from "@/lib/core/digest";
import { PLACEMENT_ORDER, toFlagBits, toHunkKeyOf, toLabelBits, toTraits } from "@/lib/core/review/review-index";
import type { CollectedHunk } from "./collected-file";
import { growBytes, growDoubles, growInts, growShorts } from "./growing-column";
import type { NumberedHunk } from "./number-repeats";
import { DIGEST_BYTES, type SnapshotColumns } from "./snapshot-columns";

/** The hunks of a snapshot in the order in which they came. */
export type HunkColumns = ReturnType<ReturnType<typeof createHunkColumns>["end"]>;

/** What is said about a hunk, as indexes of texts. */
type Said = { readonly rule: number; readonly reason: number; readonly matched: number };

/** The first hunk of its content by each that repeats it. */
type KnownFirsts = { readonly exact: ReadonlyMap<number, number>; readonly masked: ReadonlyMap<number, number> };

export function createHunkColumns() {
  const ids = growBytes();
  const fingerprints = growBytes();
  const keys = growDoubles();
  const [placements, labels, traits, flags] = [growBytes(), growBytes(), growBytes(), growShorts()];
  const [oldStart, oldLines, newStart, newLines] = [growInts(), growInts(), growInts(), growInts()];
  const [rules, reasons, matched] = [growInts(), growInts(), growInts()];
  const [repeated, firsts, maskedRepeated, maskedFirsts] = [growInts(), growInts(), growInts(), growInts()];

  const digest = new Uint8Array(DIGEST_BYTES);
  let count = 0;

  /** What a hunk is called; each of its other columns has it too. */
  function pushIds(exact: NumberedHunk, masked: NumberedHunk): void {
    ids.append(readDigest(exact.id, digest));
    keys.push(toHunkKeyOf(digest));
    fingerprints.append(readDigest(masked.id, digest));
    if (exact.first !== null) {
      repeated.push(count);
      firsts.push(exact.first);
    }
    if (masked.first !== null) {
      maskedRepeated.push(count);
      maskedFirsts.push(masked.first);
    }
    count += 1;
  }

  return {
    count: () => count,
    push: (hunk: CollectedHunk, said: Said, exact: NumberedHunk, masked: NumberedHunk): void => {
      pushIds(exact, masked);
      placements.push(PLACEMENT_ORDER.indexOf(hunk.category));
      labels.push(toLabelBits(hunk.labels));
      flags.push(toFlagBits(hunk.flags));
      traits.push(toTraits(hunk));
      oldStart.push(hunk.oldStart);
      oldLines.push(hunk.oldLines);
      newStart.push(hunk.newStart);
      newLines.push(hunk.newLines);
      rules.push(said.rule);
      reasons.push(said.reason);
      matched.push(said.matched);
    },
    pushIds,
    /** Takes over what hunks are called that have no equals but among themselves. */
    keepIds: ({ review, hunks }: SnapshotColumns, from: number, to: number, known: KnownFirsts): void => {
      ids.append(hunks.ids.subarray(from * DIGEST_BYTES, to * DIGEST_BYTES));
      fingerprints.append(hunks.fingerprints.subarray(from * DIGEST_BYTES, to * DIGEST_BYTES));
      keys.append(review.hunks.keys.subarray(from, to));
      const moved = count - from;
      for (let hunk = from; hunk < to; hunk += 1) {
        const exact = known.exact.get(hunk);
        const masked = known.masked.get(hunk);
        if (exact !== undefined) {
          repeated.push(hunk + moved);
          firsts.push(exact + moved);
        }
        if (masked !== undefined) {
          maskedRepeated.push(hunk + moved);
          maskedFirsts.push(masked + moved);
        }
      }
      count += to - from;
    },
    /** Takes hunks over but for their ids, which `pushIds` or `keepIds` adds. */
    keep: ({ review, hunks }: SnapshotColumns, from: number, to: number, keepText: (index: number) => number): void => {
      placements.append(review.hunks.placements.subarray(from, to));
      labels.append(review.hunks.labels.subarray(from, to));
      flags.append(review.hunks.flags.subarray(from, to));
      traits.append(review.hunks.traits.subarray(from, to));
      oldStart.append(review.hunks.oldStart.subarray(from, to));
      oldLines.append(review.hunks.oldLines.subarray(from, to));
      newStart.append(review.hunks.newStart.subarray(from, to));
      newLines.append(review.hunks.newLines.subarray(from, to));
      for (let hunk = from; hunk < to; hunk += 1) {
        rules.push(keepText(hunks.rules[hunk] ?? 0));
        reasons.push(keepText(hunks.reasons[hunk] ?? 0));
        matched.push(keepText(hunks.matched[hunk] ?? 0));
      }
    },
    end: () => ({
      review: {
        keys: keys.view(),
        placements: placements.view(),
        labels: labels.view(),
        flags: flags.view(),
        traits: traits.view(),
        oldStart: oldStart.view(),
        oldLines: oldLines.view(),
        newStart: newStart.view(),
        newLines: newLines.view(),
      },
      ids: ids.view(),
      fingerprints: fingerprints.view(),
      said: { rules: rules.view(), reasons: reasons.view(), matched: matched.view() },
      repeats: { hunks: repeated.view(), firsts: firsts.view() },
      maskedRepeats: { hunks: maskedRepeated.view(), firsts: maskedFirsts.view() },
    }),
  };
}

/** The bytes of a digest, in place of what was there. */
function readDigest(hex: Digest, into: Uint8Array): Uint8Array {
  for (let at = 0; at < DIGEST_BYTES; at += 1) into[at] = (digitAt(hex, 2 * at) << 4) | digitAt(hex, 2 * at + 1);
  return into;
}

/** `0` to `9` are 0x30 to 0x39, `a` to `f` 0x61 to 0x66; without a branch, which nothing could foretell. */
function digitAt(hex: Digest, at: number): number {
  const code = hex.charCodeAt(at);
  return (code & 15) + 9 * (code >> 6);
}
