"use client";

import { useMemo } from "react";
import type { DiffLayout } from "@/lib/browser/review/use-diff-layout";
import { toChunks } from "@/lib/core/review/view-chunks";
import type { ShownLine } from "@/lib/core/review/view-shown-lines";
import { DiffChunk } from "./diff-chunk";
import "./diff.css";

export type HunkDiffProps = {
  lines: readonly ShownLine[];
  layout: DiffLayout;
  /** What the lines are, for the screen reader. */
  label: string;
};

/** The lines of one hunk; a long one piece by piece. */
export function HunkDiff({ lines, layout, label }: HunkDiffProps) {
  const chunks = useMemo(() => toChunks(lines), [lines]);
  return chunks.map((chunk, position) => (
    <DiffChunk
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a hunk keep their order
      key={position}
      lines={chunk}
      layout={layout}
      label={chunks.length === 1 ? label : `${label}, part ${position + 1} of ${chunks.length}`}
      isFirst={position === 0}
    />
  ));
}
