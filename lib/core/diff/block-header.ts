import type { SourceLine } from "./elixir-source";

const DEFINITION = /^(?:defmodule|defimpl|defprotocol|defp?|defmacrop?|defdelegate|defguardp?)[\s(]/;
const BLOCK = /^(?:scope|pipeline|live_session|describe|test)[\s(](?!\s*(?:=|\|>|->))/;
const CONFIG = /^config[\s(]\s*(:\w+)(?:,\s*(:\w+|[A-Z][\w.]*)(?!\s*:\s))?/;
/** A line that belongs to a header above it. */
export const CONTINUATION = /^(?:(?:else|rescue|catch|after)\b|[)\]}].*(?:\bdo|->)$)/;
/** A line that ends a block. */
export const CLOSING = /^(?:end\b|[)\]}]+,?$)/;
const MAX_HEADER_LINES = 30;

/**
 * The header that a line opens: of a module, function, test, `pipeline` or `live_session`, of a `scope`
 * with its `pipe_through` lines, the head of a `config`; null for any other line.
 */
export function headerAt(source: readonly SourceLine[], at: number): string | null {
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
