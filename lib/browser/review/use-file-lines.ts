"use client";

import { useMemo } from "react";
import { parseFilePatch } from "@/lib/core/diff/parse-file-patch";
import type { Digest } from "@/lib/core/digest";
import type { PlacedChange } from "@/lib/core/review/view-placement";
import { type ShownLine, toShownHunks } from "@/lib/core/review/view-shown-lines";
import { usePatch } from "../queries/snapshot";

export type FileLines =
  | { readonly status: "waiting" }
  | { readonly status: "failed"; readonly message: string; readonly retry: () => void }
  | { readonly status: "ready"; readonly byHunk: ReadonlyMap<Digest, readonly ShownLine[]> };

const WAITING: FileLines = { status: "waiting" };

/** The lines of some hunks of a file, fetched once they are needed. */
export function useFileLines(upgradeId: string, change: PlacedChange, hunkIds: readonly Digest[], isNeeded: boolean): FileLines {
  const { data, error, refetch } = usePatch(upgradeId, change.patchBlob, isNeeded);
  const chosen = hunkIds.join(" ");

  return useMemo(() => {
    const retry = () => void refetch();
    if (change.patchBlob === null) return { status: "ready", byHunk: new Map() };
    if (error) return { status: "failed", message: error.message, retry };
    if (!data) return WAITING;
    try {
      const shown = toShownHunks(parseFilePatch(data), change.hunks, chosen === "" ? [] : chosen.split(" "));
      return { status: "ready", byHunk: new Map(shown.map(({ hunkId, lines }) => [hunkId, lines])) };
    } catch (cause) {
      return { status: "failed", message: `The patch does not fit this snapshot: ${cause instanceof Error ? cause.message : String(cause)}.`, retry };
    }
  }, [change, chosen, data, error, refetch]);
}
