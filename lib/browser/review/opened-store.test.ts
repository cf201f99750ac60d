import { beforeEach, describe, expect, it } from "vitest";
import type { MarkOpened } from "@/lib/contract/dashboard-api";
import { createOpenedStore, type OpenedAt, type OpenedStore } from "./opened-store";

const SNAPSHOT = 3;

type Sent = { readonly body: MarkOpened; readonly answer: (said: OpenedAt) => void; readonly refuse: () => void };

let sent: Sent[];
let known: OpenedAt;
let store: OpenedStore;

/** Lets everything happen that waits for an answer only. */
const settled = () => new Promise((resolve) => setTimeout(resolve));
const at = (...keys: number[]) => ({ snapshot: SNAPSHOT, hunks: keys, keys });
const opened = (...keys: number[]): OpenedAt => new Map(keys.map((key) => [key, 1]));

beforeEach(() => {
  sent = [];
  known = new Map();
  store = createOpenedStore({
    send: (body) => new Promise((answer, reject) => sent.push({ body, answer, refuse: () => reject(new Error("refused")) })),
    async keep(keys, said) {
      known = new Map([...[...known].filter(([key]) => !keys.has(key)), ...said]);
      return known;
    },
  });
});

describe("createOpenedStore", () => {
  it("is loading until the dashboard said what was opened", () => {
    expect(store.status()).toBe("loading");
    store.learn(opened(1), false);
    expect([store.status(), store.openedAt(1), store.openedAt(2)]).toEqual(["known", 1, undefined]);
  });

  it("shows a mark at once and sends what is marked meanwhile together", async () => {
    store.learn(known, false);
    store.markAt(at(1), true);
    store.markAt(at(2), true);
    await settled();
    store.markAt(at(3), true);
    store.markAt(at(4), true);
    store.markAt(at(3), false);
    expect([1, 2, 3, 4].map((key) => store.openedAt(key) !== undefined)).toEqual([true, true, false, true]);
    expect([...store.openedKeys()]).toEqual([1, 2, 4]);
    expect(sent.map(({ body }) => body)).toEqual([{ snapshot: SNAPSHOT, hunks: [1, 2], opened: true }]);

    sent[0]?.answer(opened(1, 2));
    await settled();
    sent[1]?.answer(opened(3, 4));
    await settled();
    sent[2]?.answer(opened());
    await settled();
    expect(sent.slice(1).map(({ body }) => body)).toEqual([
      { snapshot: SNAPSHOT, hunks: [3, 4], opened: true },
      { snapshot: SNAPSHOT, hunks: [3], opened: false },
    ]);
    expect([1, 2, 3, 4].map((key) => store.openedAt(key))).toEqual([1, 1, undefined, 1]);
    expect([...store.openedKeys()]).toEqual([1, 2, 4]);
  });

  it("takes back what the dashboard refuses, with everything that waited, and says so until it answers again", async () => {
    store.learn(known, false);
    store.markAt(at(1), true);
    await settled();
    store.markAt(at(2), true);
    sent[0]?.refuse();
    await settled();
    expect([store.status(), store.openedAt(1), store.openedAt(2), sent.length]).toEqual(["failed", undefined, undefined, 1]);
    store.markAt(at(1), true);
    await settled();
    sent[1]?.answer(opened(1));
    await settled();
    expect([store.status(), store.openedAt(1)]).toEqual(["known", 1]);
  });

  it("does not mark as seen what I said is not opened, and sends what is gathered when it closes", async () => {
    const [one, other] = ["a".repeat(64), "b".repeat(64)] as const;
    store.learn(known, false);
    store.mark([one], false);
    store.markSeen(one);
    store.markSeen(other);
    store.flush();
    await settled();
    sent[0]?.answer(opened());
    await settled();
    expect(sent.map(({ body }) => body)).toEqual([
      { hunkIds: [one], opened: false },
      { hunkIds: [other], opened: true },
    ]);
  });

  it("tells whoever listens of each change, and of nothing else", () => {
    let told = 0;
    const stop = store.subscribe(() => {
      told += 1;
    });
    store.learn(known, false);
    store.learn(known, false);
    store.markAt(at(1), true);
    expect([told, store.version()]).toEqual([2, 2]);
    stop();
    store.markAt(at(2), true);
    expect(told).toBe(2);
  });
});
