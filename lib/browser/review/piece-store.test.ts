import { describe, expect, it } from "vitest";
import type { HunkDetail, Piece, RowsAnswer } from "@/lib/contract/review-api";
import { createPieceStore, keyOf } from "./piece-store";

const TEXT = "x".repeat(1_000);
const aPiece = (hunk: number): Piece => ({ hunk, before: 0, after: 0, from: 0, to: 1 });
const pieces = (from: number, to: number) => Array.from({ length: to - from }, (_none, at) => aPiece(from + at));

type Asked = { readonly hunks: readonly number[]; readonly signal: AbortSignal; readonly answer: () => Promise<void>; readonly fail: () => Promise<void> };

/** A store whose requests wait until they are answered. */
function aStore(mostBytes?: number) {
  const asked: Asked[] = [];
  const load = (wanted: readonly Piece[], signal: AbortSignal) =>
    new Promise<RowsAnswer>((resolve, reject) => {
      signal.addEventListener("abort", () => reject(new Error("given up")));
      const settled = async (settle: () => void) => {
        settle();
        await Promise.resolve();
        await new Promise((done) => setImmediate(done));
      };
      asked.push({
        hunks: wanted.map(({ hunk }) => hunk),
        signal,
        answer: () => settled(() => resolve(answerTo(wanted))),
        fail: () => settled(() => reject(new Error("no answer"))),
      });
    });
  return { store: createPieceStore(load, mostBytes), asked };
}

function answerTo(wanted: readonly Piece[]): RowsAnswer {
  return {
    pieces: wanted.map((piece) => ({ piece, rows: [[1, 0, 1, TEXT, [], 0, false]] })),
    hunks: wanted.map(({ hunk }) => ({ hunk }) as HunkDetail),
  };
}

describe("rows of a diff in the browser", () => {
  it("are asked for once, the most urgent in a request of their own, three requests at a time", async () => {
    const { store, asked } = aStore();

    store.want(pieces(0, 100));
    store.want(pieces(0, 100));

    expect(asked.map(({ hunks }) => [hunks[0], hunks.length])).toEqual([
      [0, 12],
      [12, 24],
      [36, 24],
    ]);
    await asked[0]?.answer();
    expect(asked.at(-1)?.hunks[0]).toBe(60);
    expect(store.get(keyOf(aPiece(3)))).toMatchObject({ status: "ready" });
    expect(store.detail(3)).toEqual({ hunk: 3 });
    expect(store.get(keyOf(aPiece(12)))).toBeUndefined();
  });

  it("that are further away come along with one that is near, or many together once nothing else is under way", async () => {
    const { store, asked } = aStore();
    store.want(pieces(0, 8), 2);
    expect(asked.map(({ hunks }) => hunks)).toEqual([[0, 1, 2, 3, 4, 5]]);
    await asked[0]?.answer();
    store.want(pieces(4, 12), 2);
    expect(asked).toHaveLength(1);
    store.want(pieces(5, 13), 2);
    expect(asked[1]?.hunks).toEqual([6, 7, 8, 9, 10, 11]);
    store.want(pieces(6, 40), 2);
    expect(asked).toHaveLength(2);
    await asked[1]?.answer();
    expect(asked[2]?.hunks).toEqual(pieces(12, 36).map(({ hunk }) => hunk));
    await asked[2]?.answer();
    expect(asked).toHaveLength(3);
  });

  it("are given up when they are no longer wanted, and said to be there when they come", async () => {
    const { store, asked } = aStore();
    let told = 0;
    store.subscribe(() => (told += 1));
    store.want(pieces(0, 2));

    store.want(pieces(2, 4));
    await asked[1]?.answer();

    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    expect(store.get(keyOf(aPiece(0)))).toBeUndefined();
    expect(store.get(keyOf(aPiece(2)))).toMatchObject({ status: "ready" });
    expect(told).toBeGreaterThan(0);
  });

  it("are kept up to a size: the least recently wanted go, what is wanted never", async () => {
    const { store, asked } = aStore(5_000);
    store.want(pieces(0, 2));
    await asked.at(-1)?.answer();
    store.want(pieces(2, 4));
    await asked.at(-1)?.answer();

    expect([0, 1, 2, 3].map((hunk) => store.get(keyOf(aPiece(hunk))) !== undefined)).toEqual([false, false, true, true]);
  });

  it("say why they are not there, and are asked for again only when told to", async () => {
    const { store, asked } = aStore();
    store.want(pieces(0, 1));
    await asked[0]?.fail();

    store.want(pieces(0, 1));
    expect(store.get(keyOf(aPiece(0)))).toEqual({ status: "failed", message: "no answer" });
    expect(asked).toHaveLength(1);

    store.retry();
    await asked[1]?.answer();
    expect(store.get(keyOf(aPiece(0)))).toMatchObject({ status: "ready" });
  });

  it("are no longer asked for once the page is left", () => {
    const { store, asked } = aStore();
    store.want(pieces(0, 100));

    store.close();

    expect(asked.every(({ signal }) => signal.aborted)).toBe(true);
  });
});
