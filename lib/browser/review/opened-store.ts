import type { MarkOpened } from "@/lib/contract/dashboard-api";
import type { Digest } from "@/lib/core/digest";
import { toHunkKey } from "@/lib/core/review/review-index";

/** When hunks were opened, by `toHunkKey`. */
export type OpenedAt = ReadonlyMap<number, number>;

/** Hunks of a snapshot: their index there, and their keys in the same order. */
export type HunksAt = { readonly snapshot: number; readonly hunks: readonly number[]; readonly keys: readonly number[] };

/** `failed`: what is marked now is not kept. */
export type OpenedStatus = "loading" | "known" | "failed";

/** Which hunks I have opened. Shown at once; taken back when the dashboard refuses. */
export type OpenedStore = {
  /** When I opened a hunk, by its key, over all snapshots; undefined for not yet. */
  readonly openedAt: (key: number) => number | undefined;
  /** The keys of everything I have opened. */
  readonly openedKeys: () => ReadonlySet<number>;
  readonly status: () => OpenedStatus;
  /** Another number whenever something changed. */
  readonly version: () => number;
  readonly subscribe: (listener: () => void) => () => void;
  /** My own word on hunks: opened, or not after all. */
  readonly mark: (hunkIds: readonly Digest[], isOpened: boolean) => void;
  /** The same of hunks by their index in a snapshot, also where their ids were never read. */
  readonly markAt: (place: HunksAt, isOpened: boolean) => void;
  /** The hunk was on screen; counts unless I said that it does not. */
  readonly markSeen: (hunkId: Digest) => void;
  /** Takes over what the dashboard says of all hunks. */
  readonly learn: (known: OpenedAt | undefined, isFailed: boolean) => void;
  /** Sends what waits still. */
  readonly flush: () => void;
};

export type OpenedServer = {
  /** Marks hunks, and says which of them are marked then. @throws when it refuses */
  readonly send: (body: MarkOpened) => Promise<OpenedAt>;
  /** Keeps what was said of some hunks; says what is known of all then. */
  readonly keep: (keys: ReadonlySet<number>, said: OpenedAt) => Promise<OpenedAt>;
};

/** Marks made by themselves within this time are sent together. */
const GATHER_MS = 400;
const A_REQUEST = 2_000;

type Waiting = { readonly snapshot: number; readonly opened: boolean; readonly hunks: number[]; readonly keys: number[] };

/** Keeps the marks of one person on one upgrade. */
export function createOpenedStore({ send, keep }: OpenedServer): OpenedStore {
  const listeners = new Set<() => void>();
  const declined = new Set<number>();
  const own = new Map<number, number | null>();
  const unsent = new Map<Digest, boolean>();
  let waiting: Waiting[] = [];
  let known: OpenedAt | undefined;
  let isUnreadable = false;
  let isRefused = false;
  let version = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn = Promise.resolve();

  const tell = () => {
    version += 1;
    for (const listener of [...listeners]) listener();
  };

  const openedAt = (key: number) => {
    const mine = own.get(key);
    return mine === undefined ? known?.get(key) : (mine ?? undefined);
  };

  const show = (keys: readonly number[], isOpened: boolean) => {
    for (const key of keys) own.set(key, isOpened ? Date.now() : null);
    tell();
  };

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

  /** What the dashboard says of some hunks is no longer only mine to say. */
  const settle = async (keys: readonly number[], isOpened: boolean, said: OpenedAt) => {
    known = await keep(new Set(keys), said);
    isRefused = false;
    // Unless I said otherwise meanwhile.
    for (const key of keys) if (own.has(key) && (own.get(key) !== null) === isOpened) own.delete(key);
    tell();
  };

  const refuse = () => {
    unsent.clear();
    waiting = [];
    own.clear();
    isRefused = true;
    tell();
  };

  /** One after the other, so that what I said last counts. */
  const inTurn = (run: () => Promise<void>) => {
    turn = turn.then(run).catch(refuse);
  };

  const sendUnsent = async () => {
    while (unsent.size > 0) {
      const opened = [...unsent.values()][0] ?? true;
      const hunkIds = [...unsent].flatMap(([id, isOpened]) => (isOpened === opened ? [id] : [])).slice(0, A_REQUEST);
      for (const id of hunkIds) unsent.delete(id);
      await settle(hunkIds.map(toHunkKey), opened, await send({ hunkIds, opened }));
    }
  };

  /** What was marked while others were sent goes together. */
  const sendWaiting = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { snapshot, opened, hunks, keys } = next;
      for (let from = 0; from < hunks.length; from += A_REQUEST) {
        const answer = await send({ snapshot, hunks: hunks.slice(from, from + A_REQUEST), opened });
        await settle(keys.slice(from, from + A_REQUEST), opened, answer);
      }
    }
  };

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (unsent.size > 0) inTurn(sendUnsent);
  }

  return {
    openedAt,
    openedKeys: () => {
      const keys = new Set(known?.keys());
      for (const [key, at] of own) {
        if (at === null) keys.delete(key);
        else keys.add(key);
      }
      return keys;
    },
    status: () => (isUnreadable || isRefused ? "failed" : known === undefined ? "loading" : "known"),
    version: () => version,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    mark(hunkIds, isOpened) {
      decline(hunkIds.map(toHunkKey), isOpened);
      note(hunkIds, isOpened);
    },
    markAt({ snapshot, hunks, keys }, isOpened) {
      decline(keys, isOpened);
      const last = waiting.at(-1);
      if (last?.snapshot === snapshot && last.opened === isOpened) {
        last.hunks.push(...hunks);
        last.keys.push(...keys);
      } else waiting.push({ snapshot, opened: isOpened, hunks: [...hunks], keys: [...keys] });
      show(keys, isOpened);
      inTurn(sendWaiting);
    },
    markSeen(hunkId) {
      const key = toHunkKey(hunkId);
      if (!declined.has(key) && openedAt(key) === undefined) note([hunkId], true);
    },
    learn(next, isFailed) {
      if (next === known && isFailed === isUnreadable) return;
      known = next;
      isUnreadable = isFailed;
      tell();
    },
    flush,
  };
}
