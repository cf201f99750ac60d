import { describe, expect, it } from "vitest";
import type { SealedRecord } from "@/lib/core/audit/record";
import { anUpgrade, approveAll, aSnapshot, snapshotTaken, upgraded } from "@/lib/testing/upgrade-builders";
import { type ChainCheck, createChainChecker } from "./chain-checker";

const RECORDS = approveAll(snapshotTaken(upgraded(anUpgrade()), aSnapshot({ router: ["a"] }))).records();

/** A checker whose slices take one record each and run when asked. */
function aChecker() {
  const waiting: (() => void)[] = [];
  const seen: ChainCheck[] = [];
  const checker = createChainChecker({ upgradeId: "upgrade-1", now: () => 1, sliceMs: 0, later: (run) => waiting.push(run) });
  checker.subscribe(() => seen.push(checker.read()));
  const runAll = () => {
    for (let run = waiting.shift(); run; run = waiting.shift()) run();
  };
  return { ...checker, seen, waiting, runAll };
}

describe("the check of a chain in the browser", () => {
  it("says how far it is, and in the end that the chain holds", () => {
    const checker = aChecker();

    checker.follow(RECORDS);
    checker.runAll();

    expect(checker.seen.slice(0, 3)).toEqual([0, 1, 2].map((done) => ({ status: "verifying", done, total: RECORDS.length })));
    expect(checker.read()).toEqual({ status: "holds", count: RECORDS.length, head: RECORDS.at(-1)?.hash, at: 1 });
  });

  it("goes on from where it was when records arrive", () => {
    const checker = aChecker();
    checker.follow(RECORDS.slice(0, 5));
    checker.runAll();

    checker.follow(RECORDS);

    expect(checker.read()).toEqual({ status: "verifying", done: 5, total: RECORDS.length });
    checker.runAll();
    expect(checker.read()).toMatchObject({ status: "holds", count: RECORDS.length });
  });

  it("does nothing when nothing is new", () => {
    const checker = aChecker();
    checker.follow(RECORDS);
    checker.runAll();

    checker.follow([...RECORDS]);

    expect(checker.waiting).toHaveLength(0);
    expect(checker.read()).toMatchObject({ status: "holds" });
  });

  it("names the record at which the chain breaks, and stays there", () => {
    const broken: readonly SealedRecord[] = RECORDS.map((record) => (record.seq === 4 ? { ...record, hash: "0".repeat(64) } : record));
    const checker = aChecker();
    checker.follow(broken);
    checker.runAll();

    checker.follow([...broken, ...broken.slice(-1)]);
    checker.runAll();

    expect(checker.read()).toMatchObject({ status: "broken", seq: 4, held: 3, problem: { code: "wrong-hash" } });
  });

  it("begins again when asked, and forgets the slice that was under way", () => {
    const checker = aChecker();
    checker.follow(RECORDS);
    checker.waiting.shift()?.();

    checker.restart();
    expect(checker.read()).toEqual({ status: "verifying", done: 0, total: RECORDS.length });
    checker.runAll();

    expect(checker.read()).toMatchObject({ status: "holds", count: RECORDS.length });
  });
});
