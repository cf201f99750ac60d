import type { HunkList } from "./view-list";
import { contextOf, type ReviewIndex, rowCount } from "./review-index";

export type DiffLayout = "unified" | "split";

/** Heights in pixels; a page says them in its style sheet too. */
export type FlowMetrics = {
  readonly fileHead: number;
  /** Between two files. */
  readonly fileGap: number;
  /** Above the first supporting file. */
  readonly part: number;
  readonly hunkHead: number;
  readonly row: number;
  /** Where unchanged lines are left out. */
  readonly gap: number;
  /** A hunk without lines, in words. */
  readonly words: number;
  /** The two sides of a picture. */
  readonly picture: number;
};

/** What is shown of each hunk of a list, by its position there. */
export type HunkShapes = {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  /** With context; 0 for a hunk without lines. */
  readonly rows: Uint32Array;
  /** Unchanged lines left out right before it. */
  readonly hiddenBefore: Uint32Array;
  /** Whether unchanged lines are left out after it that no hunk of the list has before it. */
  readonly isCutAfter: Uint8Array;
  /** Whether the hunk before it in its file is in the list too, right above. */
  readonly isJoined: Uint8Array;
};

/** Context and rows of every hunk of a list. */
export function shapeHunks(index: ReviewIndex, list: HunkList, layout: DiffLayout): HunkShapes {
  const count = list.hunks.length;
  const shapes = {
    before: new Uint8Array(count),
    after: new Uint8Array(count),
    rows: new Uint32Array(count),
    hiddenBefore: new Uint32Array(count),
    isCutAfter: new Uint8Array(count),
    isJoined: new Uint8Array(count),
  };
  for (let file = 0; file < list.files.length; file += 1) {
    const end = list.firstOf[file + 1] ?? 0;
    for (let at = list.firstOf[file] ?? 0; at < end; at += 1) {
      const hunk = list.hunks[at] ?? 0;
      const isPreviousShown = at > (list.firstOf[file] ?? 0) && list.hunks[at - 1] === hunk - 1;
      const context = contextOf(index, hunk, isPreviousShown, list.files[file]);
      shapes.isJoined[at] = isPreviousShown ? 1 : 0;
      shapes.before[at] = context.before;
      shapes.after[at] = context.after;
      shapes.rows[at] = hasLines(index, hunk) ? rowCount(index, hunk, context, layout) : 0;
      shapes.hiddenBefore[at] = context.hiddenBefore;
      const isNextShown = at + 1 < end && list.hunks[at + 1] === hunk + 1;
      shapes.isCutAfter[at] = !isNextShown && context.after === 3 && linesAfter(index, list.files[file] ?? 0, hunk) > 3 ? 1 : 0;
    }
  }
  return shapes;
}

export function hasLines({ hunks }: ReviewIndex, hunk: number): boolean {
  return (hunks.oldLines[hunk] ?? 0) + (hunks.newLines[hunk] ?? 0) > 0;
}

/** Unchanged lines up to the next hunk of the file; after the last one it is not known, and taken to be many. */
function linesAfter({ hunks, files }: ReviewIndex, file: number, hunk: number): number {
  const next = hunk + 1;
  if (next >= (files.firstHunk[file + 1] ?? 0)) return Number.POSITIVE_INFINITY;
  const { newStart, newLines } = hunks;
  const end = (newStart[hunk] ?? 0) + (newLines[hunk] === 0 ? 1 : (newLines[hunk] ?? 0));
  return (newStart[next] ?? 0) + (newLines[next] === 0 ? 1 : 0) - end;
}

/** How many unchanged lines a reader asked for beyond a hunk's context; `isAtEnd`: nothing more comes below. */
export type Expanded = { readonly above: number; readonly below: number; readonly isAtEnd: boolean };

/** What a reader did to the page; hunks and files by their index in the snapshot. */
export type FlowState = {
  readonly foldedFiles: ReadonlySet<number>;
  /** Only the head is shown. */
  readonly isClosed: (hunk: number) => boolean;
  /** Measured pixels that belong to a hunk beside its rows. */
  readonly extras: ReadonlyMap<number, number>;
  /** Unchanged lines shown in addition. */
  readonly expanded: ReadonlyMap<number, Expanded>;
  /** Whether a hunk without lines is a picture. */
  readonly isPicture: (hunk: number) => boolean;
};

/** Where everything stands, exactly, before anything of it is drawn. Positions in pixels from the top of the list. */
export type Flow = {
  readonly list: HunkList;
  readonly shapes: HunkShapes;
  readonly metrics: FlowMetrics;
  /** By position: `files.length + 1` entries, the last one the end. */
  readonly fileTops: Float64Array;
  readonly fileHeights: Float64Array;
  readonly hunkTops: Float64Array;
  readonly hunkHeights: Float64Array;
  readonly height: number;
};

/** Unchanged lines that are left out above a hunk still. */
export function hiddenAbove(list: HunkList, shapes: HunkShapes, { expanded }: Pick<FlowState, "expanded">, at: number): number {
  const hidden = shapes.hiddenBefore[at] ?? 0;
  if (hidden === 0 || expanded.size === 0) return hidden;
  const previous = shapes.isJoined[at] === 1 ? (expanded.get(list.hunks[at - 1] ?? -1)?.below ?? 0) : 0;
  return Math.max(0, hidden - previous - (expanded.get(list.hunks[at] ?? -1)?.above ?? 0));
}

/** Whether lines are left out below a hunk that belong to no hunk after it. */
export function isCutBelow(list: HunkList, shapes: HunkShapes, { expanded }: Pick<FlowState, "expanded">, at: number): boolean {
  return shapes.isCutAfter[at] === 1 && expanded.get(list.hunks[at] ?? -1)?.isAtEnd !== true;
}

/** Lays out a list: prefix sums over its files and hunks. */
export function layOut(list: HunkList, shapes: HunkShapes, state: FlowState, metrics: FlowMetrics): Flow {
  const fileTops = new Float64Array(list.files.length + 1);
  const fileHeights = new Float64Array(list.files.length);
  const hunkTops = new Float64Array(list.hunks.length);
  const hunkHeights = new Float64Array(list.hunks.length);
  let top = 0;
  for (let file = 0; file < list.files.length; file += 1) {
    if (file === list.supportingFrom) top += metrics.part;
    fileTops[file] = top;
    top += metrics.fileHead;
    const isFolded = state.foldedFiles.has(list.files[file] ?? 0);
    for (let at = list.firstOf[file] ?? 0; at < (list.firstOf[file + 1] ?? 0); at += 1) {
      hunkTops[at] = top;
      const height = isFolded ? 0 : heightOf(list, at, shapes, state, metrics);
      hunkHeights[at] = height;
      top += height;
    }
    fileHeights[file] = top - (fileTops[file] ?? 0);
    top += metrics.fileGap;
  }
  fileTops[list.files.length] = top;
  return { list, shapes, metrics, fileTops, fileHeights, hunkTops, hunkHeights, height: top };
}

function heightOf(list: HunkList, at: number, shapes: HunkShapes, state: FlowState, metrics: FlowMetrics): number {
  const hunk = list.hunks[at] ?? 0;
  const extra = state.extras.size === 0 ? 0 : (state.extras.get(hunk) ?? 0);
  if (state.isClosed(hunk)) return metrics.hunkHead + extra;
  const rows = shapes.rows[at] ?? 0;
  if (rows === 0) return metrics.hunkHead + extra + metrics.words + (state.isPicture(hunk) ? metrics.picture : 0);
  const more = state.expanded.size === 0 ? undefined : state.expanded.get(hunk);
  const gaps = (hiddenAbove(list, shapes, state, at) > 0 ? 1 : 0) + (isCutBelow(list, shapes, state, at) ? 1 : 0);
  return metrics.hunkHead + extra + gaps * metrics.gap + (rows + (more?.above ?? 0) + (more?.below ?? 0)) * metrics.row;
}

/** The last entry that is not beyond `value`; 0 when all are. */
export function findLast(ascending: ArrayLike<number>, value: number, count = ascending.length): number {
  let low = 0;
  let high = Math.max(0, count - 1);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Half-open ranges of positions that lie at least partly between two heights. */
export type FlowRange = { readonly fromFile: number; readonly toFile: number; readonly fromHunk: number; readonly toHunk: number };

/** What of the list lies between two heights. */
export function rangeBetween({ list, fileTops, hunkTops, hunkHeights }: Flow, from: number, to: number): FlowRange {
  const files = list.files.length;
  if (files === 0) return { fromFile: 0, toFile: 0, fromHunk: 0, toHunk: 0 };
  const fromFile = findLast(fileTops, from, files);
  const toFile = findLast(fileTops, to, files) + 1;
  const hunks = list.hunks.length;
  let fromHunk = findLast(hunkTops, from, hunks);
  if ((hunkTops[fromHunk] ?? 0) + (hunkHeights[fromHunk] ?? 0) < from) fromHunk += 1;
  return { fromFile, toFile, fromHunk, toHunk: Math.max(fromHunk, findLast(hunkTops, to, hunks) + ((hunkTops[0] ?? 0) <= to ? 1 : 0)) };
}

/** Rows `from` up to `to`. */
export type RowSpan = { readonly from: number; readonly to: number };

/**
 * The spans of at most `size` rows, cut at its multiples, that lie at least partly between two heights counted from
 * the first row.
 */
export function spansBetween(rows: number, size: number, rowHeight: number, from: number, to: number): readonly RowSpan[] {
  const first = Math.max(0, Math.floor(from / rowHeight / size));
  const last = Math.min(Math.ceil(rows / size), Math.ceil(to / rowHeight / size));
  const spans: RowSpan[] = [];
  for (let at = first; at < last; at += 1) spans.push({ from: at * size, to: Math.min(rows, (at + 1) * size) });
  return spans;
}

/** Hunks of which most, or half a screen, is between two heights: what a reader has before them. */
export function listMostlyShown({ hunkTops, hunkHeights, ...flow }: Flow, from: number, to: number): readonly number[] {
  const { fromHunk, toHunk } = rangeBetween({ hunkTops, hunkHeights, ...flow }, from, to);
  const shown: number[] = [];
  for (let at = fromHunk; at < toHunk; at += 1) {
    const top = hunkTops[at] ?? 0;
    const height = hunkHeights[at] ?? 0;
    const visible = Math.min(top + height, to) - Math.max(top, from);
    if (visible > 0 && (visible >= height * 0.6 || visible >= (to - from) / 2)) shown.push(at);
  }
  return shown;
}

/** Pixels from the top of a hunk to its first row, what stands under single rows aside. */
export function rowsTopOf({ list, shapes, metrics }: Flow, state: FlowState, at: number, underHead = 0): number {
  const gap = hiddenAbove(list, shapes, state, at) > 0 ? metrics.gap : 0;
  const above = state.expanded.get(list.hunks[at] ?? -1)?.above ?? 0;
  return metrics.hunkHead + underHead + gap + above * metrics.row;
}
