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
  /** The same of hunks by their index in a snapshot, also where their ids were never read. */
  readonly markAt: (place: HunksAt, isOpened: boolean) => void;
  /** The hunk was on screen; counts unless I said that it does not. */
  readonly markSeen: (hunkId: Digest) => void;
};

/** Hunks of a snapshot: their index there, and their keys in the same order. */
export type HunksAt = { readonly snapshot: number; readonly hunks: readonly number[]; readonly keys: readonly number[] };

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
    const declined = new Set<number>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let turn = Promise.resolve();

    const show = (keys: readonly number[], isOpened: boolean) =>
      setOwn((before) => {
        const next = new Map(before);
        for (const key of keys) next.set(key, isOpened ? Date.now() : null);
        return next;
      });

    const decline = (keys: readonly number[], isOpened: boolean) => {
      for (const key of keys) {
        if (isOpened) declined.delete(key);
        else declined.add(key);
      }
    };

    const note = (hunkIds: readonly Digest[], isOpened: boolean) => {
      for (const id of hunkIds) unsent.set(id, isOpened);
      show(hunkIds.map(toHunkKey), isOpened);
      timer ??= setTimeout(flush, GATHER_MS);
    };

    /** Takes over what the dashboard says of some hunks; what it says is no longer only mine to say. */
    const settle = async (keys: readonly number[], isOpened: boolean, answer: OpenedAt) => {
      const said = new Set(keys);
      const queryKey = ["opened", upgradeId];
      const before = client.getQueryData<OpenedAt>(queryKey);
      if (before === undefined) await client.invalidateQueries({ queryKey });
      else {
        await client.cancelQueries({ queryKey });
        client.setQueryData(queryKey, new Map([...[...before].filter(([key]) => !said.has(key)), ...answer]));
      }
      // Unless I said otherwise meanwhile.
      setOwn((mine) => new Map([...mine].filter(([key, at]) => !said.has(key) || (at !== null) !== isOpened)));
    };

    const refuse = () => {
      unsent.clear();
      setIsRefused(true);
      setOwn(new Map());
    };

    /** One after the other, so that what I said last counts. */
    const inTurn = (run: () => Promise<void>) => {
      turn = turn.then(run).then(() => setIsRefused(false), refuse);
    };

    const flush = () => {
      timer = undefined;
      inTurn(async () => {
        while (unsent.size > 0) {
          const opened = [...unsent.values()][0] ?? true;
          const hunkIds = [...unsent].flatMap(([id, isOpened]) => (isOpened === opened ? [id] : [])).slice(0, A_REQUEST);
          for (const id of hunkIds) unsent.delete(id);
          await settle(hunkIds.map(toHunkKey), opened, await sendOpened(upgradeId, { hunkIds, opened }));
        }
      });
    };

    return {
      flush: () => {
        clearTimeout(timer);
        if (unsent.size > 0) flush();
      },
      mark(hunkIds: readonly Digest[], isOpened: boolean) {
        decline(hunkIds.map(toHunkKey), isOpened);
        note(hunkIds, isOpened);
      },
      markAt({ snapshot, hunks, keys }: HunksAt, isOpened: boolean) {
        decline(keys, isOpened);
        show(keys, isOpened);
        inTurn(async () => {
          for (let from = 0; from < hunks.length; from += A_REQUEST) {
            const some = { snapshot, hunks: hunks.slice(from, from + A_REQUEST), opened: isOpened };
            await settle(keys.slice(from, from + A_REQUEST), isOpened, await sendOpened(upgradeId, some));
          }
        });
      },
      markSeen(hunkId: Digest) {
        const key = toHunkKey(hunkId);
        const { known: before, own: mine } = latest.current;
        const isOpened = mine.has(key) ? mine.get(key) !== null : before.has(key);
        if (declined.has(key) || isOpened) return;
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
      markAt: actions.markAt,
      markSeen: actions.markSeen,
    }),
    [own, known, isPending, isError, isRefused, actions],
  );
}
