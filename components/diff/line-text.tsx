"use client";

import { Fragment, type ReactNode } from "react";
import type { RowLine } from "@/lib/contract/review-api";
import { type LineTokens, type Span, type Token, toSpans } from "@/lib/core/review/to-spans";

/** Half-open ranges of characters of a line, one after the other; `current` is the beginning of the one that was gone to. */
export type FoundInLine = { readonly ranges: readonly number[]; readonly current: number | null };

export type LineTextProps = {
  line: RowLine;
  tokens?: LineTokens | undefined;
  found?: FoundInLine | undefined;
  /** Asks for the whole of a folded line; without it the rest is only counted. */
  onUnfold?: ((line: RowLine) => void) | undefined;
};

const NO_TOKENS: LineTokens = [];

/** The text of one line: words that differ are marked, code has its colours, what was folded away is counted. */
export function LineText({ line, tokens = NO_TOKENS, found, onUnfold }: LineTextProps) {
  const [, , , text, marks, folded, isWithoutNewline] = line;
  const isPlain = marks.length + tokens.length === 0 && !found;
  if (isPlain && folded === 0 && !isWithoutNewline) return text;
  return (
    <>
      {isPlain ? text : drawText(text, marks, tokens, found)}
      {folded > 0 && <FoldedText line={line} count={folded} onUnfold={onUnfold} />}
      {isWithoutNewline && <span className="diff-no-newline">No newline at the end of the file</span>}
    </>
  );
}

function FoldedText({ line, count, onUnfold }: { line: RowLine; count: number; onUnfold: LineTextProps["onUnfold"] }) {
  const words = `${count.toLocaleString("en-GB")} more characters`;
  if (!onUnfold) return <span className="diff-no-newline">… {words}</span>;
  return (
    <button type="button" className="diff-fold" onClick={() => onUnfold(line)}>
      Show {words}
    </button>
  );
}

function drawText(text: string, marks: readonly number[], tokens: LineTokens, found: FoundInLine | undefined): readonly ReactNode[] {
  const spans = toSpans(text, marks, tokens);
  if (!found) return drawSpans(spans, 0);
  const parts: ReactNode[] = [];
  let at = 0;
  for (let pair = 0; pair + 1 < found.ranges.length; pair += 2) {
    const [from = 0, to = 0] = [found.ranges[pair], found.ranges[pair + 1]];
    if (from >= text.length) break;
    parts.push(...drawSpans(cut(spans, at, from), at));
    parts.push(
      <mark key={`f${from}`} className="hit" aria-current={from === found.current ? "true" : undefined}>
        {drawSpans(cut(spans, from, to), from)}
      </mark>,
    );
    at = to;
  }
  return [...parts, ...drawSpans(cut(spans, at, text.length), at)];
}

/** The stretches between two characters. */
function cut(spans: readonly Span[], from: number, to: number): readonly Span[] {
  const kept: Span[] = [];
  let at = 0;
  for (const span of spans) {
    const [start, end] = [Math.max(from, at), Math.min(to, at + span.text.length)];
    if (start < end) kept.push({ ...span, text: span.text.slice(start - at, end - at) });
    at += span.text.length;
  }
  return kept;
}

const LOOKS: Record<Token, string> = { key: "xk", str: "xs", atom: "xa", mod: "xm", com: "xc", num: "xn" };

function drawSpans(spans: readonly Span[], start: number): readonly ReactNode[] {
  let at = start;
  return spans.map(({ text, marked, token }) => {
    const key = at;
    at += text.length;
    const className = token === null ? undefined : LOOKS[token];
    if (marked)
      return (
        <mark key={key} className={className}>
          {text}
        </mark>
      );
    return className ? (
      <span key={key} className={className}>
        {text}
      </span>
    ) : (
      <Fragment key={key}>{text}</Fragment>
    );
  });
}
