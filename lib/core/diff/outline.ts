import { CLOSING, CONTINUATION, headerAt } from "./block-header";
import type { SourceLine } from "./elixir-source";

/** The structure of an Elixir source, as its indentation tells it. */
export type Outline = {
  /**
   * The headers of the blocks around a line, outermost first: module, function, test, `scope` with its
   * arguments and `pipe_through` lines, `pipeline`, `live_session`, and in configuration the
   * `config :app, Key` head.
   */
  readonly headersAt: (index: number) => readonly string[];
  /** The keyword keys around a line, outermost first: `["webhooks"]` for a line inside `webhooks: [`. */
  readonly keysAt: (index: number) => readonly string[];
};

const KEY = /^(\w+):\s*(?:Keyword\.merge)?[[%({]*$/;
const NONE = -1;
const UNKNOWN = -2;

/**
 * Reads the outline of a source. What is found once is kept, so that a question about a line takes no
 * longer in a long file.
 *
 * Generators inject blocks without indenting them, so a whole block may stand further left than the lines
 * below it; met from its end, it is passed over.
 */
export function toOutline(source: readonly SourceLine[]): Outline {
  const leftOf = toNextLeft(source);
  const parents = new Int32Array(source.length).fill(UNKNOWN);
  const headers = new Map<number, string | null>();

  /** The nearest line above `line` that encloses a block at `indent`. */
  function enclosing(line: number, indent: number): number {
    if (indent === 0) return NONE;
    let at = skipDeeper(line - 1, indent);
    while (at !== NONE && CLOSING.test(source[at]?.text ?? "")) at = skipDeeper(openingOf(at) - 1, indent);
    return at;
  }

  /** The nearest line of code at or above `at` that stands further left than `indent`. */
  function skipDeeper(at: number, indent: number): number {
    let found = Math.max(at, NONE);
    while (found !== NONE && (!isCode(source[found]) || (source[found]?.indent ?? 0) >= indent)) found = leftOf[found] ?? NONE;
    return found;
  }

  /** The line that opens what is closed at `closing`; the first line when none does. */
  function openingOf(closing: number): number {
    const indent = source[closing]?.indent ?? 0;
    let at = closing - 1;
    while (at > 0) {
      const line = source[at];
      const isDeeper = !isCode(line) || line.indent > indent;
      if (!isDeeper && !CONTINUATION.test(line.text)) return at;
      at = isDeeper ? Math.max(leftOf[at] ?? 0, 0) : at - 1;
    }
    return at;
  }

  /** `else`, `) do` and the like stand as deep as the header they belong to. */
  function parentOf(at: number): number {
    const { text, indent } = source[at] ?? { text: "", indent: 0 };
    if (parents[at] === UNKNOWN) parents[at] = enclosing(at, CONTINUATION.test(text) ? indent + 1 : indent);
    return parents[at] ?? NONE;
  }

  function headerOf(at: number): string | null {
    const known = headers.get(at);
    if (known !== undefined) return known;
    const header = headerAt(source, at);
    headers.set(at, header);
    return header;
  }

  function linesAround(index: number): readonly number[] {
    const around: number[] = [];
    for (let at = enclosing(index, effectiveIndent(source, index)); at !== NONE; at = parentOf(at)) around.push(at);
    return around.reverse();
  }

  return {
    headersAt: (index) => linesAround(index).flatMap((at) => headerOf(at) ?? []),
    keysAt: (index) => linesAround(index).flatMap((at) => KEY.exec(source[at]?.text ?? "")?.[1] ?? []),
  };
}

/** For a line of code the nearest one above that stands further left, for any other the nearest line of code above. */
function toNextLeft(source: readonly SourceLine[]): Int32Array {
  const leftOf = new Int32Array(source.length);
  const open: number[] = [];
  source.forEach((line, at) => {
    const isOpener = isCode(line);
    while (isOpener && open.length > 0 && (source[open.at(-1) ?? 0]?.indent ?? 0) >= line.indent) open.pop();
    leftOf[at] = open.at(-1) ?? NONE;
    if (isOpener) open.push(at);
  });
  return leftOf;
}

function isCode(line: SourceLine | undefined): line is SourceLine {
  return line !== undefined && !line.blank && line.heredocIndent === null && !line.text.startsWith("#");
}

/** A blank line counts with the next line of text, a heredoc's line with the heredoc's opening. */
function effectiveIndent(source: readonly SourceLine[], index: number): number {
  let at = index;
  while (source[at]?.blank) at += 1;
  const line = source[at];
  return line === undefined ? 0 : Math.max(line.indent, line.heredocIndent ?? 0);
}
