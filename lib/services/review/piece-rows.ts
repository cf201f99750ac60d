import type { Piece, Row, RowLine } from "@/lib/contract/review-api";
import type { Block } from "@/lib/core/diff/blocks";
import { isPairedByLikeness, pairLines } from "@/lib/core/review/pair-lines";
import { foldText } from "@/lib/core/diff/fold-text";
import type { OpenPatch } from "./open-patch";
import { type Marks, markWords, type WordMarks } from "./word-marks";

export type Layout = "unified" | "split";

/** Unchanged lines that a patch holds on both sides of a block, before another block or the frame ends. */
export function contextAround({ patch: { frames, lines } }: OpenPatch, { frameIndex, from, to }: Block): { readonly before: number; readonly after: number } {
  const frame = frames[frameIndex];
  let before = 0;
  while (frame && from - before > frame.from && lines.kinds[from - before - 1] === UNCHANGED) before += 1;
  let after = 0;
  while (frame && to + after < frame.to && lines.kinds[to + after] === UNCHANGED) after += 1;
  return { before, after };
}

export type PieceRows = {
  readonly rows: readonly Row[];
  /** Beside which line of the longer side each line of the shorter side stands; null where they stand in order. */
  readonly partners: readonly number[] | null;
};

/** The rows of a piece; `rowCount` says how many its hunk has. */
export function readPieceRows(open: OpenPatch, block: Block, piece: Piece, layout: Layout): PieceRows {
  const shown = createShownBlock(open, block, piece);
  const rows: Row[] = [];
  for (let row = piece.from; row < piece.to; row += 1) rows.push(layout === "unified" ? shown.unified(row) : shown.split(row));
  return { rows, partners: shown.partners };
}

/** The text that stands beside a changed line of a patch; null where nothing does. */
export function textBeside(open: OpenPatch, line: number): string | null {
  const block = open.blocks.find(({ from, to }) => line >= from && line < to);
  if (!block) return null;
  const [removed, added] = linesByKind(open, block);
  const partners = createPartners(
    block,
    (at) => foldText(open.textAt(removed(at))),
    (at) => foldText(open.textAt(added(at))),
  );
  const isRemoved = open.patch.lines.kinds[line] === REMOVED;
  const [own, other, count] = isRemoved ? [removed, added, block.oldLines] : [added, removed, block.newLines];
  let at = 0;
  while (at < count && own(at) !== line) at += 1;
  const partner = isRemoved ? partners.ofRemoved(at) : partners.ofAdded(at);
  return partner === null ? null : open.textAt(other(partner));
}

const UNCHANGED = 0;
const ADDED = 1;
const REMOVED = 2;
const NO_MARKS: Marks = [];

function createShownBlock(open: OpenPatch, block: Block, { before }: Pick<Piece, "before">) {
  const { oldLines, newLines, oldStart, newStart } = block;
  const height = Math.max(oldLines, newLines);
  // A side without lines is numbered by the line before it.
  const oldFirst = oldStart + (oldLines === 0 ? 1 : 0);
  const newFirst = newStart + (newLines === 0 ? 1 : 0);
  const [removed, added] = linesByKind(open, block);
  const removedText = (at: number) => foldText(open.textAt(removed(at)));
  const addedText = (at: number) => foldText(open.textAt(added(at)));
  const partners = createPartners(block, removedText, addedText);
  const known = new Map<number, WordMarks>();

  function marksOf(oldAt: number, newAt: number): WordMarks {
    const marks = known.get(oldAt) ?? markWords(removedText(oldAt), addedText(newAt));
    known.set(oldAt, marks);
    return marks;
  }

  function toLine(kind: RowLine[0], line: number, oldNumber: number, newNumber: number, marks: Marks): RowLine {
    const text = open.textAt(line);
    const folded = foldText(text);
    return [kind, oldNumber, newNumber, folded, marks, text.length - folded.length, open.patch.lines.withoutNewline.has(line)];
  }

  function removedLine(at: number): RowLine {
    const partner = partners.ofRemoved(at);
    return toLine(REMOVED, removed(at), oldFirst + at, 0, partner === null ? NO_MARKS : marksOf(at, partner).old);
  }

  function addedLine(at: number): RowLine {
    const partner = partners.ofAdded(at);
    return toLine(ADDED, added(at), 0, newFirst + at, partner === null ? NO_MARKS : marksOf(partner, at).new);
  }

  function contextBefore(row: number): RowLine {
    const distance = before - row;
    return toLine(UNCHANGED, block.from - distance, oldFirst - distance, newFirst - distance, NO_MARKS);
  }

  function contextAfter(at: number): RowLine {
    return toLine(UNCHANGED, block.to + at, oldFirst + oldLines + at, newFirst + newLines + at, NO_MARKS);
  }

  function splitBlock(at: number): Row {
    const left = oldLines >= newLines ? at : partners.ofAdded(at);
    const right = newLines >= oldLines ? at : partners.ofRemoved(at);
    return [left === null ? null : removedLine(left), right === null ? null : addedLine(right)];
  }

  return {
    unified: (row: number): Row => {
      if (row < before) return contextBefore(row);
      const at = row - before;
      if (at < oldLines) return removedLine(at);
      if (at < oldLines + newLines) return addedLine(at - oldLines);
      return contextAfter(at - oldLines - newLines);
    },
    split: (row: number): Row => {
      if (row >= before && row < before + height) return splitBlock(row - before);
      const line = row < before ? contextBefore(row) : contextAfter(row - before - height);
      return [line, line];
    },
    partners: partners.fromShorter,
  };
}

/** Finds the nth removed and the nth added line; git prints the removed ones first. */
function linesByKind({ patch: { lines } }: OpenPatch, { from, to, oldLines }: Block): readonly [(at: number) => number, (at: number) => number] {
  let isRemovedFirst = true;
  for (let at = 0; at < oldLines && isRemovedFirst; at += 1) isRemovedFirst = lines.kinds[from + at] === REMOVED;
  if (isRemovedFirst) return [(at) => from + at, (at) => from + oldLines + at];
  const removed: number[] = [];
  const added: number[] = [];
  for (let line = from; line < to; line += 1) (lines.kinds[line] === REMOVED ? removed : added).push(line);
  return [(at) => removed[at] ?? from, (at) => added[at] ?? from];
}

type Partners = {
  readonly ofRemoved: (at: number) => number | null;
  readonly ofAdded: (at: number) => number | null;
  readonly fromShorter: readonly number[] | null;
};

function createPartners({ oldLines, newLines }: Block, removedText: (at: number) => string, addedText: (at: number) => string): Partners {
  if (!isPairedByLikeness(oldLines, newLines)) {
    return { ofRemoved: (at) => (at < newLines ? at : null), ofAdded: (at) => (at < oldLines ? at : null), fromShorter: null };
  }
  const [removed, added] = [textsOf(oldLines, removedText), textsOf(newLines, addedText)];
  const fromShorter = oldLines < newLines ? pairLines(removed, added) : pairLines(added, removed);
  const fromLonger = new Map(fromShorter.map((longer, shorter) => [longer, shorter]));
  const shorter = (at: number) => fromShorter[at] ?? null;
  const longer = (at: number) => fromLonger.get(at) ?? null;
  return oldLines < newLines ? { ofRemoved: shorter, ofAdded: longer, fromShorter } : { ofRemoved: longer, ofAdded: shorter, fromShorter };
}

function textsOf(count: number, textAt: (at: number) => string): readonly string[] {
  return Array.from({ length: count }, (_none, at) => textAt(at));
}
