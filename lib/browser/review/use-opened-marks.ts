"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Digest } from "@/lib/core/digest";
import { toHunkKey } from "@/lib/core/review/review-index";
import { type OpenedAt, sendOpened, useOpened } from "../queries/snapshot";

/** Marks made within this time are sent together. */
const GATHER_MS = 400;
const A_REQUEST = 2_000;

export type OpenedMarks = {
  /** When I opened a hunk, by its key, over all snapshots; undefined for not yet. */
  readonly openedAt: (key: number) => number | undefined;
  readonly isLoading: boolean;
  readonly isFailed: boolean;
  /** My own word on hunks: opened, or not after all. */
  readonly mark: (hunkIds: readonly Digest[], isOpened: boolean) => void;
  /** The hunk was on screen; counts unless I said that it does not. */
  readonly markSeen: (hunkId: Digest) => void;
};

const NONE: OpenedAt = new Map();

/** Which hunks I have opened, and how they become so. Shown at once; taken back when the dashboard refuses. */
export function useOpenedMarks(upgradeId: string): OpenedMarks {
  const client = useQueryClient();
  const { data, isPending, isError } = useOpened(upgradeId);
  const known = data ?? NONE;
  const [own, setOwn] = useState<ReadonlyMap<number, number | null>>(new Map());
  const [isRefused, setIsRefused] = useState(false);
  const latest = useRef({ known, own });

  useEffect(() => {
    latest.current = { known, own };
  });

  const actions = useMemo(() => {
    const unsent = new Map<Digest, boolean>();
    const declined = new Set<Digest>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let sending = false;

    const note = (hunkIds: readonly Digest[], isOpened: boolean) => {
      for (const id of hunkIds) unsent.set(id, isOpened);
      setOwn((before) => {
        const next = new Map(before);
        for (const id of hunkIds) next.set(toHunkKey(id), isOpened ? Date.now() : null);
        return next;
      });
      timer ??= setTimeout(flush, GATHER_MS);
    };

    const flush = async () => {
      timer = undefined;
      if (sending) return;
      sending = true;
      let answer: OpenedAt | null = null;
      try {
        while (unsent.size > 0) {
          const opened = [...unsent.values()][0] ?? true;
          const ids = [...unsent].flatMap(([id, isOpened]) => (isOpened === opened ? [id] : [])).slice(0, A_REQUEST);
          for (const id of ids) unsent.delete(id);
          answer = await sendOpened(upgradeId, ids, opened);
        }
        setIsRefused(false);
      } catch {
        unsent.clear();
        setIsRefused(true);
        setOwn(new Map());
      } finally {
        sending = false;
      }
      if (answer) {
        await client.cancelQueries({ queryKey: ["opened", upgradeId] });
        client.setQueryData(["opened", upgradeId], answer);
        // What the answer says by now is no longer only mine to say.
        const still = new Set([...unsent.keys()].map(toHunkKey));
        setOwn((before) => new Map([...before].filter(([key]) => still.has(key))));
      }
    };

    return {
      flush: () => {
        clearTimeout(timer);
        void flush();
      },
      mark(hunkIds: readonly Digest[], isOpened: boolean) {
        for (const id of hunkIds) {
          if (isOpened) declined.delete(id);
          else declined.add(id);
        }
        note(hunkIds, isOpened);
      },
      markSeen(hunkId: Digest) {
        const key = toHunkKey(hunkId);
        const { known: before, own: mine } = latest.current;
        const isOpened = mine.has(key) ? mine.get(key) !== null : before.has(key);
        if (declined.has(hunkId) || isOpened) return;
        note([hunkId], true);
      },
    };
  }, [client, upgradeId]);

  useEffect(() => () => actions.flush(), [actions]);

  return useMemo(
    () => ({
      openedAt: (key) => (own.has(key) ? (own.get(key) ?? undefined) : known.get(key)),
      isLoading: isPending,
      isFailed: isError || isRefused,
      mark: actions.mark,
      markSeen: actions.markSeen,
    }),
    [own, known, isPending, isError, isRefused, actions],
  );
}
