"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { coverageSchema, type MarkOpened, openedSchema } from "@/lib/contract/dashboard-api";
import {
  type ComingAnswer,
  comingAnswerSchema,
  differencesAnswerSchema,
  findAnswerSchema,
  linesAnswerSchema,
  lineTextSchema,
  movesAnswerSchema,
  type Piece,
  type RowsAnswer,
  rowsAnswerSchema,
  toWant,
} from "@/lib/contract/review-api";
import type { Placement } from "@/lib/core/classify/category";
import type { Digest } from "@/lib/core/digest";
import { decodeReviewIndex, toHunkKey } from "@/lib/core/review/review-index";
import { groupMoves, type MoveOfHunk } from "@/lib/core/review/view-moves";
import type { DiffLayout } from "@/lib/core/review/view-flow";
import type { OpenedAt } from "../review/opened-store";
import { load, RefusalError, send } from "../send";

/** Where everything of a snapshot is read. */
export function snapshotPath(upgradeId: string, number: number): string {
  return `/api/upgrades/${upgradeId}/snapshots/${number}`;
}

/** The columns of a snapshot, before reassignments. They never change. */
export function useReviewIndex(upgradeId: string, number: number) {
  return useQuery({
    queryKey: ["review-index", upgradeId, number],
    queryFn: async ({ signal }) => {
      const response = await fetch(`${snapshotPath(upgradeId, number)}/index`, { signal });
      if (!response.ok) throw new Error(`The dashboard answered ${response.status}.`);
      return decodeReviewIndex(await response.arrayBuffer());
    },
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
}

/** Rows of some pieces, with what is said about their hunks. @throws RefusalError */
export function loadPieces(upgradeId: string, number: number, layout: DiffLayout, pieces: readonly Piece[], signal: AbortSignal): Promise<RowsAnswer> {
  return load(rowsAnswerSchema, `${snapshotPath(upgradeId, number)}/rows?layout=${layout}&want=${toWant(pieces)}`, signal);
}

/** Rows of one small part of any snapshot. */
export function usePieces(upgradeId: string, number: number, pieces: readonly Piece[]) {
  return useQuery({
    queryKey: ["pieces", upgradeId, number, toWant(pieces)],
    queryFn: ({ signal }) => loadPieces(upgradeId, number, "unified", pieces, signal),
    enabled: pieces.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** How often a snapshot that is being taken is looked at. */
const COMING_MS = 300;

/** How far the snapshot is that is being taken, with the first lines of a bucket in it when one is named. */
export function useComingSnapshot(upgradeId: string, placement: Placement | null, isUnderWay: boolean) {
  const client = useQueryClient();
  const queryKey = ["coming", upgradeId, placement];
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => {
      const seen = client.getQueryData<ComingAnswer>(queryKey)?.coming?.files.sorted ?? 0;
      const bucket = placement === null ? "" : `bucket=${placement}&`;
      return load(comingAnswerSchema, `/api/upgrades/${upgradeId}/coming?${bucket}seen=${seen}`, signal);
    },
    enabled: isUnderWay,
    refetchInterval: COMING_MS,
    gcTime: 0,
  });
}

export type UnchangedLines = { readonly file: number; readonly from: number; readonly to: number };

/** Unchanged lines of a file, by their numbers after the change. */
export function loadLines(upgradeId: string, number: number, { file, from, to }: UnchangedLines) {
  return send(linesAnswerSchema, `${snapshotPath(upgradeId, number)}/lines?file=${file}&from=${from}&to=${to}`);
}

export type LineWindow = {
  readonly file: number;
  readonly side: "old" | "new";
  readonly line: number;
  /** Null: where it begins to differ. */
  readonly from: number | null;
};

/** Some of a long line. */
export function useLineText(upgradeId: string, number: number, { file, side, line, from }: LineWindow) {
  const query = `file=${file}&side=${side}&line=${line}${from === null ? "" : `&from=${from}`}`;
  return useQuery({
    queryKey: ["line-text", upgradeId, number, query],
    queryFn: ({ signal }) => load(lineTextSchema, `${snapshotPath(upgradeId, number)}/text?${query}`, signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** From where a bucket is compared: a sign-off, or another snapshot. */
export type DifferenceBase = { readonly since: number } | { readonly from: number };

/** In what a bucket of a snapshot differs from what was signed, or from another snapshot. `version`: what else it depends on. */
export function useBucketDifferences(upgradeId: string, number: number, placement: Placement, base: DifferenceBase | null, version: string) {
  const query = base === null ? "" : "since" in base ? `since=${base.since}` : `from=${base.from}`;
  return useQuery({
    queryKey: ["differences", upgradeId, number, placement, query, version],
    queryFn: ({ signal }) => load(differencesAnswerSchema, `${snapshotPath(upgradeId, number)}/differences?bucket=${placement}&${query}`, signal),
    enabled: base !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Where a text stands in a bucket of a snapshot. `version`: what else it depends on. */
export function useFindInBucket(upgradeId: string, number: number, placement: Placement, text: string, version: string) {
  const query = `bucket=${placement}&q=${encodeURIComponent(text)}`;
  return useQuery({
    queryKey: ["find", upgradeId, number, query, version],
    queryFn: ({ signal }) => load(findAnswerSchema, `${snapshotPath(upgradeId, number)}/find?${query}`, signal),
    enabled: text !== "",
    staleTime: Number.POSITIVE_INFINITY,
  });
}

const NO_MOVES: ReadonlyMap<number, readonly MoveOfHunk[]> = new Map();

/** Which lines moved from one hunk of a snapshot to another, by hunk; none until it is known. */
export function useMoves(upgradeId: string, number: number, isWanted: boolean): ReadonlyMap<number, readonly MoveOfHunk[]> {
  const { data = NO_MOVES } = useQuery({
    queryKey: ["moves", upgradeId, number],
    queryFn: async ({ signal }) => {
      const { moves } = await load(movesAnswerSchema, `${snapshotPath(upgradeId, number)}/moves`, signal);
      return moves.length === 0 ? NO_MOVES : groupMoves(moves);
    },
    enabled: isWanted,
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
  return data;
}

/** What a sign-off covered, for what was accepted with it. */
export function useCoverage(upgradeId: string, signOffSeq: number | null) {
  return useQuery({
    queryKey: ["coverage", upgradeId, signOffSeq],
    queryFn: ({ signal }) => load(coverageSchema, `/api/upgrades/${upgradeId}/sign-offs/${signOffSeq}/coverage`, signal),
    enabled: signOffSeq !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Which hunks I have opened. */
export function useOpened(upgradeId: string) {
  return useQuery({
    queryKey: ["opened", upgradeId],
    queryFn: async ({ signal }) => toOpenedAt((await load(openedSchema, `/api/upgrades/${upgradeId}/opened`, signal)).opened),
    structuralSharing: false,
  });
}

/** Marks hunks opened or not, and says which of them are marked then. @throws RefusalError */
export async function sendOpened(upgradeId: string, body: MarkOpened): Promise<OpenedAt> {
  const result = await send(openedSchema, `/api/upgrades/${upgradeId}/opened`, { body });
  if (!result.ok) throw new RefusalError(result.error);
  return toOpenedAt(result.value.opened);
}

function toOpenedAt(opened: Readonly<Record<Digest, number>>): OpenedAt {
  return new Map(Object.entries(opened).map(([id, at]) => [toHunkKey(id), at]));
}
