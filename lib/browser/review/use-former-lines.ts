"use client";

import { useMemo } from "react";
import type { RowLine } from "@/lib/contract/review-api";
import { rowCount } from "@/lib/core/review/review-index";
import { usePieces, useReviewIndex } from "../queries/snapshot";
import type { DifferencePlace } from "./use-differences";

/** Most lines of a hunk that are shown outside the diff. */
const MOST = 100;

export type PlacedLines = { readonly status: "loading" | "failed" | "ready"; readonly lines: readonly RowLine[]; readonly left: number };

/** The lines of one hunk of any snapshot, without context; of a long one the first. */
export function useLinesOf(upgradeId: string, { snapshot, hunk }: DifferencePlace): PlacedLines {
  const { data: index, isError: isLost } = useReviewIndex(upgradeId, snapshot);
  const rows = index ? rowCount(index, hunk, { before: 0, after: 0 }, "unified") : 0;
  const { data, isError } = usePieces(upgradeId, snapshot, index ? [{ hunk, before: 0, after: 0, from: 0, to: Math.min(rows, MOST) }] : []);
  return useMemo(() => {
    const lines = data?.pieces.flatMap((piece) => piece.rows.flatMap((row) => (typeof row[0] === "number" ? [row as RowLine] : []))) ?? [];
    return { status: isLost || isError ? "failed" : data ? "ready" : "loading", lines, left: Math.max(0, rows - MOST) };
  }, [data, isLost, isError, rows]);
}
