import { foldText, toChunkText } from "@/lib/core/review/view-chunks";
import type { ShownLine } from "@/lib/core/review/view-shown-lines";
import type { DiffLine, LinePart, SplitRow } from "./diff-rows";
import { type RenderedRow, renderSplit, renderUnified } from "./read-rendered";

/**
 * Rows of a piece of a diff, one column.
 *
 * diff2html decides which lines belong together and which words differ. The text is always the patch's
 * own: where the two disagree, or it fails, the lines are shown plainly, so that none is lost or altered.
 */
export function readUnifiedRows(lines: readonly ShownLine[]): readonly DiffLine[] {
  return orElse(
    () => {
      const find = createFinder(lines);
      return requireAll(lines, renderUnified(toChunkText(lines)).map(find));
    },
    () => lines.map(toPlainLine),
  );
}

/** The same in two columns, before on the left. */
export function readSplitRows(lines: readonly ShownLine[]): readonly SplitRow[] {
  return orElse(
    () => {
      const find = createFinder(lines);
      const rows = renderSplit(toChunkText(lines)).map(
        ({ left, right }): SplitRow => ({
          left: left.oldLine === null ? null : find(left),
          right: right.newLine === null ? null : find(right),
        }),
      );
      requireAll(
        lines,
        rows.flatMap(({ left, right }) => [left, right]).filter((shown) => shown !== null),
      );
      return rows;
    },
    () => lines.map(toPlainRow),
  );
}

type Find = (row: RenderedRow) => DiffLine;

/** Finds the patch's line for a drawn row by its number, and keeps the word marks only when the text is the same. */
function createFinder(lines: readonly ShownLine[]): Find {
  const byOld = new Map(lines.flatMap((line) => (line.oldLine === null ? [] : [[line.oldLine, line] as const])));
  const byNew = new Map(lines.flatMap((line) => (line.newLine === null ? [] : [[line.newLine, line] as const])));
  return ({ oldLine, newLine, parts }) => {
    const line = oldLine === null ? byNew.get(newLine ?? -1) : byOld.get(oldLine);
    if (!line) throw new Error(`expected a line of the patch, came -${oldLine} +${newLine}`);
    const isSame = joinParts(parts) === foldText(line.text);
    return isSame ? { line, parts } : toPlainLine(line);
  };
}

function requireAll(lines: readonly ShownLine[], rows: readonly DiffLine[]): readonly DiffLine[] {
  const drawn = new Set(rows.map(({ line }) => line));
  if (drawn.size !== lines.length) throw new Error(`expected ${lines.length} lines, came ${drawn.size}`);
  return rows;
}

function joinParts(parts: readonly LinePart[]): string {
  return parts.map(({ text }) => text).join("");
}

function toPlainLine(line: ShownLine): DiffLine {
  return { line, parts: [{ text: foldText(line.text), marked: false }] };
}

function toPlainRow(line: ShownLine): SplitRow {
  const plain = toPlainLine(line);
  return { left: line.kind === "added" ? null : plain, right: line.kind === "removed" ? null : plain };
}

/** A file diff2html cannot draw is drawn plainly. */
function orElse<Value>(attempt: () => Value, plain: () => Value): Value {
  try {
    return attempt();
  } catch {
    return plain();
  }
}
