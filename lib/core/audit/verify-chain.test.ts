import { describe, expect, it } from "vitest";
import { canonicalJson } from "@/lib/core/canonical-json";
import { CATEGORIES } from "@/lib/core/classify/category";
import { anUpgrade, approveAll, aSnapshot, snapshotTaken, upgraded } from "@/lib/testing/upgrade-builders";
import { GENESIS } from "./genesis";
import { recordHash, type SealedRecord } from "./record";
import { startChain, verifyChain, verifyNext } from "./verify-chain";

const RECORDS = approveAll(snapshotTaken(upgraded(anUpgrade()), aSnapshot({ router: ["a", "b"], schema: ["c"] }))).records();
const LENGTH = RECORDS.length;

/** The record of a number. */
function at(seq: number): SealedRecord {
  const record = RECORDS[seq - 1];
  if (!record) throw new Error(`the sample chain has no record ${seq}`);
  return record;
}

/** The chain with one record changed. */
function withChange(seq: number, change: (record: SealedRecord) => Partial<SealedRecord>): readonly SealedRecord[] {
  return RECORDS.map((record) => (record.seq === seq ? { ...record, ...change(record) } : record));
}

/** The record with another text, sealed again as somebody who knows how hashes are made would do. */
function resealed(record: SealedRecord, canonical: string): SealedRecord {
  return { ...record, canonical, hash: recordHash(record.prevHash, canonical) };
}

describe("a chain", () => {
  it("holds as it was recorded, with its head and its length", () => {
    expect(LENGTH).toBeGreaterThan(8);
    expect(verifyChain(RECORDS)).toEqual({ ok: true, head: at(LENGTH).hash, count: LENGTH });
  });

  it("holds when it is empty", () => {
    expect(verifyChain([])).toEqual({ ok: true, head: GENESIS, count: 0 });
  });

  it("can be verified in pieces", () => {
    let progress = startChain("upgrade-1");
    for (const record of RECORDS) {
      const step = verifyNext(progress, record);
      if (!step.ok) throw new Error(step.problem.sentence);
      progress = step.progress;
    }

    expect(progress).toMatchObject({ count: LENGTH, head: at(LENGTH).hash });
    expect(progress.upgrade?.signOffs).toHaveLength(CATEGORIES.length);
  });

  it("holds when its end was cut off, which only a checkpoint tells", () => {
    expect(verifyChain(RECORDS.slice(0, 3))).toMatchObject({ ok: true, count: 3 });
  });
});

describe("a tampered chain", () => {
  const edited = at(3).canonical.replace('"at":', '"at" :');
  const forged = resealed(at(4), at(4).canonical.replace(/"at":\d+/, '"at":1'));

  it.each([
    ["an edited text", withChange(3, ({ canonical }) => ({ canonical: canonical.replace(/"at":\d+/, '"at":1') })), 3, "wrong-hash"],
    ["a changed hash", withChange(5, () => ({ hash: "f".repeat(64) })), 5, "wrong-hash"],
    ["a changed link", withChange(5, () => ({ prevHash: "f".repeat(64) })), 5, "broken-link"],
    ["a first record that follows another", withChange(1, () => ({ prevHash: "f".repeat(64) })), 1, "broken-link"],
    ["a text that was edited and sealed again", RECORDS.map((record) => (record.seq === 4 ? forged : record)), 5, "broken-link"],
    ["a removed record", RECORDS.filter(({ seq }) => seq !== 4), 4, "wrong-number"],
    ["a removed first record", RECORDS.slice(1), 1, "wrong-number"],
    ["two swapped records", [...RECORDS.slice(0, 3), at(5), at(4), ...RECORDS.slice(5)], 4, "wrong-number"],
    ["a record twice", [...RECORDS.slice(0, 4), at(4), ...RECORDS.slice(4)], 5, "wrong-number"],
    ["an inserted record", [...RECORDS.slice(0, 3), forged, ...RECORDS.slice(3)], 5, "wrong-number"],
    ["a record with another number", withChange(4, () => ({ seq: 14 })), 4, "wrong-number"],
    ["a gap closed by renumbering", [...RECORDS.slice(0, 3), { ...at(5), seq: 4 }], 4, "broken-link"],
    ["a record of another upgrade", withChange(4, () => ({ upgradeId: "upgrade-2" })), 4, "other-upgrade"],
    ["JSON written another way", RECORDS.map((record) => (record.seq === 3 ? resealed(record, edited) : record)), 3, "not-canonical"],
    ["a key twice in the JSON", [resealed(at(1), at(1).canonical.replace('"seq":1', '"seq":2,"seq":1'))], 1, "not-canonical"],
    ["a text that is no JSON", [resealed(at(1), "not a record")], 1, "unreadable"],
    ["JSON that is no record", [resealed(at(1), "{}")], 1, "unreadable"],
    ["a text of another number", [resealed(at(1), at(1).canonical.replace('"seq":1', '"seq":2'))], 1, "wrong-number"],
    ["a text of another upgrade", [resealed(at(1), at(1).canonical.replace('"upgradeId":"upgrade-1"', '"upgradeId":"upgrade-2"'))], 1, "other-upgrade"],
  ])("with %s breaks at the first bad record", (_, records, seq, code) => {
    expect(verifyChain(records, "upgrade-1")).toMatchObject({ ok: false, seq, problem: { code } });
  });

  it("breaks at a record whose event cannot follow, however well it was sealed", () => {
    const again = { upgradeId: "upgrade-1", seq: 2, canonical: at(1).canonical.replace('"seq":1', '"seq":2'), prevHash: at(1).hash };
    const second = { ...again, hash: recordHash(again.prevHash, again.canonical) };

    expect(verifyChain([at(1), second])).toMatchObject({
      ok: false,
      seq: 2,
      problem: { code: "cannot-follow", came: expect.stringContaining("started already") },
    });
  });

  it("says what was expected and what came", () => {
    const other = canonicalJson({ other: true });
    const records = withChange(6, () => ({ canonical: other }));

    expect(verifyChain(records)).toEqual({
      ok: false,
      seq: 6,
      problem: {
        code: "wrong-hash",
        sentence: "Its stored hash is not the hash of its bytes.",
        expected: recordHash(at(6).prevHash, other),
        came: at(6).hash,
      },
    });
  });

  it.each(RECORDS.map(({ seq }) => seq))("breaks at record %i when one character of it changed", (seq) => {
    const records = withChange(seq, ({ canonical }) => ({ canonical: canonical.replace(/"at":(\d)/, (_, digit) => `"at":${9 - Number(digit)}`) }));

    expect(verifyChain(records)).toMatchObject({ ok: false, seq });
  });
});
