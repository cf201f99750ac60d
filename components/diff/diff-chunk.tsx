"use client";

import { useRef } from "react";
import type { DiffLayout } from "@/lib/browser/review/use-diff-layout";
import { useNear } from "@/lib/browser/review/use-near";
import type { ShownLine } from "@/lib/core/review/view-shown-lines";
import { LINE_HEIGHT } from "./line-height";
import { SplitRows } from "./split-rows";
import { UnifiedRows } from "./unified-rows";

export type DiffChunkProps = { lines: readonly ShownLine[]; layout: DiffLayout; label: string; isFirst: boolean };

/** A piece of a hunk, drawn when it comes near the view; its height is kept until then. */
export function DiffChunk({ lines, layout, label, isFirst }: DiffChunkProps) {
  const ref = useRef<HTMLDivElement>(null);
  const isNear = useNear(ref, isFirst);
  if (!isNear) return <div ref={ref} className="diff-part diff-place" style={{ height: lines.length * LINE_HEIGHT }} />;
  return (
    <div ref={ref} className="diff-part">
      {layout === "split" ? <SplitRows lines={lines} label={label} /> : <UnifiedRows lines={lines} label={label} />}
    </div>
  );
}
