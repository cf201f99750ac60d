import type { SourceLine } from "./elixir-source";

const DEFINITION = /^(?:defmodule|defimpl|defprotocol|defp?|defmacrop?|defdelegate|defguardp?)[\s(]/;
const BLOCK = /^(?:scope|pipeline|live_session|describe|test)[\s(](?!\s*(?:=|\|>|->))/;
const CONFIG = /^config[\s(]\s*(:\w+)(?:,\s*(:\w+|[A-Z][\w.]*)(?!\s*:\s))?/;
const CONTINUATION = /^(?:(?:else|rescue|catch|after)\b|[)\]}].*(?:\bdo|->)$)/;
const CLOSING = /^(?:end\b|[)\]}]+,?$)/;
const MAX_HEADER_LINES = 30;

const KEY = /^(\w+):\s*(?:Keyword\.merge)?[[%({]*$/;

/**
 * The headers of the blocks around a line, outermost first: module, function, test, `scope` with its
 * arguments and `pipe_through` lines, `pipeline`, `live_session`, and in configuration the
 * `config :app, Key` head. Found by indentation, as the formatter lays code out.
 */
export function enclosingHeaders(source: readonly SourceLine[], index: number): readonly string[] {
  return enclosingIndexes(source, index).flatMap((at) => headerAt(source, at) ?? []);
}

/** The keyword keys around a line, outermost first: `["webhooks"]` for a line inside `webhooks: [`. */
export function enclosingKeys(source: readonly SourceLine[], index: number): readonly string[] {
  return enclosingIndexes(source, index).flatMap((at) => KEY.exec(source[at]?.text ?? "")?.[1] ?? []);
}

/**
 * Indexes of the lines that stand around a line with ever less indentation, outermost first.
 *
 * Generators inject blocks without indenting them, so a whole block may stand further left than the lines
 * below it; met from its end, it is passed over.
 */
function enclosingIndexes(source: readonly SourceLine[], index: number): readonly number[] {
  const around: number[] = [];
  let indent = effectiveIndent(source, index);
  for (let at = index - 1; at >= 0 && indent > 0; at -= 1) {
    const line = source[at];
    if (line === undefined || !isCode(line) || line.indent >= indent) continue;
    if (CLOSING.test(line.text)) {
      at = openingOf(source, at);
      continue;
    }
    // `else`, `) do` and the like stand as deep as the header they belong to.
    indent = CONTINUATION.test(line.text) ? line.indent + 1 : line.indent;
    around.unshift(at);
  }
  return around;
}

function openingOf(source: readonly SourceLine[], closing: number): number {
  const indent = source[closing]?.indent ?? 0;
  let at = closing - 1;
  for (; at > 0; at -= 1) {
    const line = source[at];
    if (line !== undefined && isCode(line) && line.indent <= indent && !CONTINUATION.test(line.text)) break;
  }
  return at;
}

function isCode({ blank, heredocIndent, text }: SourceLine): boolean {
  return !blank && heredocIndent === null && !text.startsWith("#");
}

/** A blank line counts with the next line of text, a heredoc's line with the heredoc's opening. */
function effectiveIndent(source: readonly SourceLine[], index: number): number {
  let at = index;
  while (source[at]?.blank) at += 1;
  const line = source[at];
  return line === undefined ? 0 : Math.max(line.indent, line.heredocIndent ?? 0);
}

function headerAt(source: readonly SourceLine[], at: number): string | null {
  const text = source[at]?.text ?? "";
  const [config, app, key] = CONFIG.exec(text) ?? [];
  if (config !== undefined) return `config ${app}${key === undefined ? "" : `, ${key}`}`;
  if (DEFINITION.test(text)) return oneLine(source, at, findHeaderEnd(source, at) ?? at);
  if (!BLOCK.test(text)) return null;
  const end = findHeaderEnd(source, at);
  if (end === undefined) return null;
  const header = oneLine(source, at, end);
  return text.startsWith("scope") ? [header, ...pipeThroughLines(source, at, end)].join("\n") : header;
}

/** Index of the line that ends a header with `do`; undefined when the statement has no block. */
function findHeaderEnd(source: readonly SourceLine[], at: number): number | undefined {
  const indent = source[at]?.indent ?? 0;
  for (let end = at; end < source.length && end < at + MAX_HEADER_LINES; end += 1) {
    const line = source[end];
    if (line === undefined || line.blank || (end > at && line.indent < indent)) return undefined;
    if (/\bdo(?:\s*#.*)?$/.test(line.text) || /\bdo:/.test(line.text)) return end;
    if (end > at && line.indent === indent && !/^[)\]}]/.test(line.text)) return undefined;
  }
  return undefined;
}

/** The `pipe_through` statements that stand directly in the scope whose header ends at `headerEnd`. */
function pipeThroughLines(source: readonly SourceLine[], at: number, headerEnd: number): readonly string[] {
  const scopeIndent = source[at]?.indent ?? 0;
  const statements: string[] = [];
  let bodyIndent: number | null = null;
  for (let i = headerEnd + 1; i < source.length; i += 1) {
    const line = source[i];
    if (line === undefined || line.blank || line.heredocIndent !== null || line.text.startsWith("#")) continue;
    if (line.indent <= scopeIndent) break;
    bodyIndent ??= line.indent;
    if (line.indent === bodyIndent && /^pipe_through\b/.test(line.text)) {
      statements.push(oneLine(source, i, findBracketEnd(source, i)));
    }
  }
  return statements;
}

function findBracketEnd(source: readonly SourceLine[], at: number): number {
  let depth = 0;
  for (let end = at; end < source.length && end < at + MAX_HEADER_LINES; end += 1) {
    for (const character of source[end]?.text ?? "") {
      if ("[(".includes(character)) depth += 1;
      if ("])".includes(character)) depth -= 1;
    }
    if (depth <= 0) return end;
  }
  return at;
}

function oneLine(source: readonly SourceLine[], from: number, to: number): string {
  const lines = source.slice(from, to + 1).filter(({ text }) => !text.startsWith("#"));
  return lines
    .map(({ text }) => text)
    .join(" ")
    .replace(/\s+/g, " ");
}
