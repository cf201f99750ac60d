import type { FindAnswer } from "@/lib/contract/review-api";
import type { Block } from "@/lib/core/diff/blocks";
import { ADDED } from "@/lib/core/diff/patch-scan";
import type { Placement } from "@/lib/core/classify/category";
import { hunksAt, listBucket } from "@/lib/core/review/view-list";
import { findRanges, toFindPattern } from "@/lib/core/review/find-pattern";
import { isFoldedAway } from "@/lib/core/diff/fold-text";
import type { StoredSnapshot } from "../read-snapshot";
import { createBreather } from "./breather";
import { type OpenPatch, openPatch } from "./open-patch";

type Hit = FindAnswer["hits"][number];

const MOST_HITS = 1_000;
const CHUNK_BYTES = 128 * 1024;
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the purpose
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/;
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

export type FindQuery = {
  readonly placement: Placement;
  readonly placements: Uint8Array;
  readonly text: string;
  readonly signal?: AbortSignal;
  readonly sliceMs?: number;
};

/**
 * Finds a text in the changed lines and the paths of a bucket; small letters stand for capitals too. Gives way to
 * other work all the time, and stops when nobody waits any more.
 *
 * @throws the signal's reason when it is aborted
 */
export async function findText(snapshot: StoredSnapshot, { placement, placements, text, signal, sliceMs }: FindQuery): Promise<FindAnswer> {
  const hits: Hit[] = [];
  const search = createSearch(text);
  const breathe = createBreather(signal, sliceMs);
  let total = 0;
  let files = 0;
  const list = listBucket(snapshot.review, placements, placement);
  for (const [at, file] of list.files.entries()) {
    const hunks = hunksAt(list, at);
    await breathe();
    const before = total;
    const add = (hit: Hit) => {
      total += 1;
      if (hits.length < MOST_HITS) hits.push(hit);
    };
    const first = hunks[0] ?? 0;
    search.inText(snapshot.review.files.paths[file] ?? "", (from, to) => add({ hunk: first, side: "new", line: 0, from, to, folded: false }));
    const patch = await snapshot.readPatch(file);
    const open = patch && openPatch(patch);
    for (const hunk of open ? hunks : []) {
      const block = open?.blocks[hunk - (snapshot.review.files.firstHunk[file] ?? 0)];
      if (!open || !block) continue;
      const numberAt = createNumbers(open, block);
      for (let from = block.from; from < block.to; ) {
        await breathe();
        const to = chunkEnd(open, from, block.to);
        search.inLines(open, from, to, (line, found) => add({ hunk, ...numberAt(line), ...found }));
        from = to;
      }
    }
    if (total > before) files += 1;
  }
  return { total, files, hits };
}

type Place = Pick<Hit, "from" | "to" | "folded">;

function createSearch(text: string) {
  const isExact = text !== text.toLowerCase();
  const pattern = toFindPattern(text);

  function inText(line: string, found: (from: number, to: number) => void): void {
    const ranges = pattern ? findRanges(line, pattern) : [];
    for (let at = 0; at < ranges.length; at += 2) found(ranges[at] ?? 0, ranges[at + 1] ?? 0);
  }

  return {
    inText,
    /** Half-open range of a patch's lines. */
    inLines: ({ patch: { bytes, lines }, textAt }: OpenPatch, from: number, to: number, found: (line: number, place: Place) => void): void => {
      const { starts, ends } = lines;
      const start = starts[from] ?? 0;
      const chunk = utf8.decode(bytes.subarray(start, ends[to - 1]));
      const isPlain = chunk.length === (ends[to - 1] ?? 0) - start && !CONTROL.test(chunk);
      if (!isPlain) {
        for (let line = from; line < to; line += 1) {
          const whole = textAt(line);
          inText(whole, (at, end) => found(line, { from: at, to: end, folded: isFoldedAway(whole, end) }));
        }
        return;
      }
      const searched = isExact ? chunk : chunk.toLowerCase();
      let line = from;
      for (let at = searched.indexOf(text); at !== -1; ) {
        while (line < to - 1 && start + at >= (starts[line + 1] ?? 0)) line += 1;
        const column = start + at - (starts[line] ?? 0);
        // Markers and words about a missing newline stand between the lines.
        const end = column + text.length;
        const length = (ends[line] ?? 0) - (starts[line] ?? 0);
        const isInLine = column >= 0 && end <= length;
        if (isInLine) found(line, { from: column, to: end, folded: isFoldedAway({ length }, end) });
        at = searched.indexOf(text, at + (isInLine ? text.length : 1));
      }
    },
  };
}

function chunkEnd({ patch: { lines } }: OpenPatch, from: number, limit: number): number {
  let to = from + 1;
  while (to < limit && (lines.ends[to] ?? 0) - (lines.starts[from] ?? 0) <= CHUNK_BYTES) to += 1;
  return to;
}

/** Line numbers of a block's lines, asked for from the top down. */
function createNumbers({ patch: { lines } }: OpenPatch, { from, oldStart, newStart }: Block): (line: number) => Pick<Hit, "side" | "line"> {
  let [counted, added] = [from, 0];
  return (line) => {
    for (; counted < line; counted += 1) if (lines.kinds[counted] === ADDED) added += 1;
    return lines.kinds[line] === ADDED ? { side: "new", line: newStart + added } : { side: "old", line: oldStart + line - from - added };
  };
}
