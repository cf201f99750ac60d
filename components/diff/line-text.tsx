"use client";

import { useState } from "react";
import type { DiffLine } from "./diff-rows";

/** The text of one line: words that differ are marked, a very long line can be unfolded. */
export function LineText({ shown: { line, parts } }: { shown: DiffLine }) {
  const [isWhole, setIsWhole] = useState(false);
  const shownLength = parts.reduce((sum, { text }) => sum + text.length, 0);
  const hidden = line.text.length - shownLength;
  return (
    <>
      {isWhole
        ? line.text
        : parts.map(({ text, marked }, position) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a line have no other identity
            marked ? <mark key={position}>{text}</mark> : text,
          )}
      {hidden > 0 && (
        <button type="button" className="diff-fold" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? "Fold this line" : `Show ${hidden.toLocaleString("en-GB")} more characters`}
        </button>
      )}
      {line.noNewline && <span className="diff-no-newline">No newline at the end of the file</span>}
    </>
  );
}
