import type { Block } from "./blocks";
import { toSourceLines } from "./elixir-source";
import { type FrameSide, type FrameSource, patchLineText } from "./frame-source";
import type { HunkLines } from "./hunk-lines";
import { ADDED, REMOVED } from "./patch-scan";
import type { ScannedPatch } from "./scan-file-patch";
import type { SourceText } from "./source-text";

/** A changed line as the classifier reads it. */
export type ChangedLine = {
  readonly kind: "added" | "removed";
  readonly text: string;
  /** Blank, comment or documentation: text for people, not code. */
  readonly prose: boolean;
};

/** What the classifier may look at in a hunk: its changed lines and where they stand, no context. */
export type HunkContent = {
  /** The hunk's part of the patch in one piece, good enough for a first look for plain words. */
  readonly roughText: string;
  /** Removed lines, then added ones. */
  readonly lines: readonly ChangedLine[];
  /** Headers of the blocks around the hunk, outermost first. */
  readonly enclosing: readonly string[];
  /** Keyword keys around the hunk, outermost first; not part of its identity. */
  readonly keys: readonly string[];
  /** The Elixir file after the change (before it, for a deletion); null where the patch lacks it. */
  readonly file: SourceText | null;
};

/** Of a binary or mode-only change. */
export const UNREADABLE_CONTENT: HunkContent = { roughText: "", lines: [], enclosing: [], keys: [], file: null };

type HunkPlace = {
  /** The side that shows the hunk, and the line at which it stands there. */
  readonly side: FrameSide | null;
  readonly index: number;
  readonly enclosing: readonly string[];
};

const NOT_ASCII = /[^\0-\x7f]/;

/**
 * The content of a hunk. Lines are decoded when they are first asked for: most files are placed by their
 * path, and an upgrade may bring a million lines.
 */
export function readHunkContent(hunk: HunkLines, source: FrameSource, place: HunkPlace): HunkContent {
  return new LazyContent(hunk, source, place);
}

/** A class, since getters of an object literal are made anew for each hunk, and without `#`, which takes as long as the rest. */
class LazyContent implements HunkContent {
  readonly roughText: string;
  readonly enclosing: readonly string[];
  readonly file: SourceText | null;
  private readonly hunk: HunkLines;
  private readonly source: FrameSource;
  private readonly place: HunkPlace;
  private read: readonly ChangedLine[] | null;

  constructor(hunk: HunkLines, source: FrameSource, place: HunkPlace) {
    this.roughText = hunk.roughText;
    this.enclosing = place.enclosing;
    this.file = place.side?.file ?? null;
    this.hunk = hunk;
    this.source = source;
    this.place = place;
    this.read = null;
  }

  get lines(): readonly ChangedLine[] {
    this.read ??= readAllLines(this.hunk, this.source);
    return this.read;
  }

  get keys(): readonly string[] {
    const { side, index } = this.place;
    return side === null ? [] : side.outline.keysAt(index);
  }
}

function readAllLines(hunk: HunkLines, source: FrameSource): readonly ChangedLine[] {
  const { patch, block, roughText } = hunk;
  const { starts, ends } = patch.lines;
  const base = starts[block.from] ?? 0;
  // What is ASCII reads alike in every encoding, and is decoded already.
  const toText = NOT_ASCII.test(roughText)
    ? (line: number) => patchLineText(patch, line)
    : (line: number) => roughText.slice((starts[line] ?? 0) - base, (ends[line] ?? 0) - base);
  const removed = readLines(patch, block, REMOVED, source, toText);
  const added = readLines(patch, block, ADDED, source, toText);
  return removed.length === 0 ? added : added.length === 0 ? removed : [...removed, ...added];
}

function readLines(patch: ScannedPatch, block: Block, kind: number, source: FrameSource, toText: (line: number) => string): readonly ChangedLine[] {
  const numbers: number[] = [];
  for (let line = block.from; line < block.to; line += 1) if (patch.lines.kinds[line] === kind) numbers.push(line);
  if (numbers.length === 0) return [];
  const texts = numbers.map(toText);
  const side = (kind === ADDED ? source?.new() : source?.old()) ?? null;
  const local = side === null ? toSourceLines(texts) : numbers.map((line) => side.source[side.indexOf(line)]);
  return texts.map((text, at) => ({ kind: kind === ADDED ? "added" : "removed", text, prose: local[at]?.prose ?? false }));
}
