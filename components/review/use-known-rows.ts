"use client";

import { useCallback, useMemo, useSyncExternalStore } from "react";
import { keyOf, type PieceState } from "@/lib/browser/review/piece-store";
import type { Row } from "@/lib/contract/review-api";
import { useShownBucket } from "./bucket-context";
import { PIECE_ROWS } from "./flow-metrics";

/** Rows of a hunk, from one up to another, within one piece. */
export type RowsOfHunk = {
  hunk: number;
  before: number;
  after: number;
  /** Of the whole hunk. */
  rows: number;
  from: number;
  to: number;
};

export type KnownRows = {
  /** Name of the piece they are in. */
  readonly key: string;
  readonly piece: PieceState;
  /** Null until they are there. */
  readonly known: readonly Row[] | null;
};

/** What is known of some rows of a hunk; drawn anew when they come. */
export function useKnownRows({ hunk, before, after, rows, from, to }: RowsOfHunk): KnownRows {
  const { pieces } = useShownBucket();
  const pieceFrom = Math.floor(from / PIECE_ROWS) * PIECE_ROWS;
  const key = keyOf({ hunk, before, after, from: pieceFrom, to: Math.min(rows, pieceFrom + PIECE_ROWS) });
  const piece = useSyncExternalStore(
    pieces.subscribe,
    useCallback(() => pieces.get(key), [pieces, key]),
    () => undefined,
  );
  const known = useMemo(() => (piece?.status === "ready" ? piece.rows.slice(from - pieceFrom, to - pieceFrom) : null), [piece, from, to, pieceFrom]);
  return { key, piece, known };
}
