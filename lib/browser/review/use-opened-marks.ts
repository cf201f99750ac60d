"use client";

import { useEffect, useMemo, useRef } from "react";
import type { Digest } from "@/lib/core/digest";
import { useMarkOpened, useOpened } from "../queries/snapshot";

/** Hunks seen within this time are sent together. */
const GATHER_MS = 400;

export type OpenedMarks = {
  /** When I opened each hunk, over all snapshots. */
  readonly opened: Readonly<Record<Digest, number>>;
  readonly isLoading: boolean;
  readonly isFailed: boolean;
  /** My own word on a hunk: opened, or not after all. */
  readonly mark: (hunkId: Digest, isOpened: boolean) => void;
  /** The hunk was on screen; counts unless I said that it does not. */
  readonly markSeen: (hunkId: Digest) => void;
};

const NONE: Readonly<Record<Digest, number>> = {};

/** Which hunks I have opened, and how they become so. */
export function useOpenedMarks(upgradeId: string): OpenedMarks {
  const { data, isPending, isError } = useOpened(upgradeId);
  const { mutate, isError: isRefused } = useMarkOpened(upgradeId);
  const opened = data ?? NONE;
  const known = useRef(opened);
  const seen = useRef(new Set<Digest>());
  const declined = useRef(new Set<Digest>());
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  useEffect(() => {
    known.current = opened;
  });
  useEffect(() => () => clearTimeout(timer.current), []);

  const actions = useMemo(() => {
    const sendSeen = () => {
      const hunkIds = [...seen.current].filter((id) => known.current[id] === undefined);
      seen.current.clear();
      timer.current = undefined;
      if (hunkIds.length > 0) mutate({ hunkIds, opened: true });
    };
    return {
      mark(hunkId: Digest, isOpened: boolean) {
        if (isOpened) declined.current.delete(hunkId);
        else declined.current.add(hunkId);
        seen.current.delete(hunkId);
        mutate({ hunkIds: [hunkId], opened: isOpened });
      },
      markSeen(hunkId: Digest) {
        if (declined.current.has(hunkId) || known.current[hunkId] !== undefined) return;
        seen.current.add(hunkId);
        timer.current ??= setTimeout(sendSeen, GATHER_MS);
      },
    };
  }, [mutate]);

  return useMemo(() => ({ opened, isLoading: isPending, isFailed: isError || isRefused, ...actions }), [opened, isPending, isError, isRefused, actions]);
}
