"use client";

import { memo, useCallback, useMemo } from "react";
import { BareRows } from "@/components/diff/bare-rows";
import { halfLines, type LineTarget, type PaneSide, type RowDecoration, wholeLines } from "@/components/diff/row-look";
import { SideRows } from "@/components/diff/split-rows";
import { UnifiedRows } from "@/components/diff/unified-rows";
import { Button } from "@/components/ui/button";
import { StatusShape } from "@/components/ui/status";
import { useSyntax } from "@/lib/browser/syntax/use-syntax";
import type { Row, RowLine } from "@/lib/contract/review-api";
import { fileOf } from "@/lib/core/review/review-index";
import { useShownBucket } from "./bucket-context";
import { useFindIn } from "./find-context";
import { useIsBare } from "./use-is-bare";
import { type RowsOfHunk, useKnownRows } from "./use-known-rows";

export type RowChunkProps = RowsOfHunk & {
  side: PaneSide;
  top: number;
  rowHeight: number;
  label: string;
  target: LineTarget | undefined;
  isFast: boolean;
};

/** Some rows of a hunk: its place until they are there. */
export const RowChunk = memo(function RowChunk({ side, hunk, before, after, rows, from, to, top, rowHeight, label, target, isFast }: RowChunkProps) {
  const isBare = useIsBare(isFast);
  const { pieces, index } = useShownBucket();
  const { key, piece, known } = useKnownRows({ hunk, before, after, rows, from, to });
  const rankOf = useCallback(() => pieces.rankOf(key), [pieces, key]);
  const colours = useSyntax(index.files.paths[fileOf(index, hunk)] ?? "", piece?.status === "ready" ? piece.rows : null, rankOf);
  const findIn = useFindIn(hunk);
  const onUnfold = useUnfold(hunk);
  if (known)
    return (
      <Rows
        side={side}
        rowHeight={rowHeight}
        isBare={isBare}
        rows={known}
        top={top}
        label={label}
        target={target}
        colours={colours}
        findIn={findIn}
        onUnfold={onUnfold}
      />
    );
  const style = { top, height: (to - from) * rowHeight };
  if (piece?.status !== "failed" || side === "new") return <div className="diff-place" style={style} />;
  return (
    <div className="rv-blob rv-problem row wrap" role="alert" style={style}>
      <StatusShape s="failed" label={null} />
      <span className="grow">These lines could not be read: {piece.message}</span>
      <Button size="sm" onClick={pieces.retry}>
        Try again
      </Button>
    </div>
  );
});

export type KnownRowsProps = Pick<RowChunkProps, "side" | "hunk" | "from" | "to" | "top" | "label" | "target"> & {
  /** All of them, of which those from `from` up to `to` are drawn. */
  lines: readonly RowLine[];
};

/** Who asked for lines has them before them. */
const beforeReader = () => 0;

/** Unchanged lines that are there already. */
export function KnownRows({ side, hunk, lines, from, to, top, label, target }: KnownRowsProps) {
  const { index } = useShownBucket();
  const rows = useMemo(() => lines.slice(from, to), [lines, from, to]);
  const colours = useSyntax(index.files.paths[fileOf(index, hunk)] ?? "", lines, beforeReader);
  const onUnfold = useUnfold(hunk);
  const drawn = { rows, top, label, target, colours, onUnfold };
  return side === "both" ? <UnifiedRows {...drawn} /> : <SideRows side={side} {...drawn} />;
}

function useUnfold(hunk: number): (line: RowLine) => void {
  const { showWhole } = useShownBucket();
  return useCallback(
    ([, oldLine, newLine]: RowLine) => showWhole({ hunk, line: newLine === 0 ? { side: "old", line: oldLine } : { side: "new", line: newLine }, at: null }),
    [showWhole, hunk],
  );
}

type RowsProps = {
  side: PaneSide;
  isBare: boolean;
  rows: readonly Row[];
  rowHeight: number;
  top: number;
  label: string;
  target: LineTarget | undefined;
  onUnfold: (line: RowLine) => void;
} & RowDecoration;

function Rows({ side, isBare, rows, rowHeight, ...rest }: RowsProps) {
  const lines = useMemo(() => (side === "both" ? wholeLines(rows) : []), [rows, side]);
  const halves = useMemo(() => (side === "both" ? [] : halfLines(rows, side)), [rows, side]);
  if (isBare) return <BareRows rows={side === "both" ? lines : halves} top={rest.top} rowHeight={rowHeight} />;
  return side === "both" ? <UnifiedRows rows={lines} {...rest} /> : <SideRows side={side} rows={halves} {...rest} />;
}
