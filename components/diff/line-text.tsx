"use client";

import { Fragment, type ReactNode } from "react";
import type { RowLine } from "@/lib/contract/review-api";
import { type LineTokens, toSpans } from "@/lib/core/review/to-spans";

export type LineTextProps = {
  line: RowLine;
  /** Colours of its text, once they are known. */
  tokens?: LineTokens | undefined;
  /** Asks for the whole of a folded line; without it the rest is only counted. */
  onUnfold?: ((line: RowLine) => void) | undefined;
};

const PLAIN: LineTokens = [];

/** The text of one line: words that differ are marked, what was folded away is counted. */
export function LineText({ line, tokens = PLAIN, onUnfold }: LineTextProps) {
  const [, , , text, marks, folded, isWithoutNewline] = line;
  const isPlain = marks.length === 0 && tokens.length === 0;
  if (isPlain && folded === 0 && !isWithoutNewline) return text;
  return (
    <>
      {isPlain ? text : spansOf(text, marks, tokens)}
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

/** A line in stretches that look alike. */
function spansOf(text: string, marks: readonly number[], tokens: LineTokens): readonly ReactNode[] {
  let at = 0;
  return toSpans(text, marks, tokens).map((span) => {
    const key = at;
    at += span.text.length;
    const className = span.token === null ? undefined : `x${span.token.charAt(0)}`;
    if (span.marked) {
      return (
        <mark key={key} className={className}>
          {span.text}
        </mark>
      );
    }
    return className === undefined ? (
      <Fragment key={key}>{span.text}</Fragment>
    ) : (
      <span key={key} className={className}>
        {span.text}
      </span>
    );
  });
}
