import { describe, expect, it } from "vitest";
import { toText } from "@/lib/core/audit/phrase";
import { anUpgrade, aSnapshot, snapshotTaken, upgraded } from "@/lib/testing/upgrade-builders";
import { readRecords } from "./read-records";
import { ALL_RECORDS, filterRecords, listActors } from "./record-filter";
import { parseRecordHash } from "./use-record-hash";

const SEALED = snapshotTaken(upgraded(anUpgrade()), aSnapshot({ router: ["a"] })).records();

describe("the records of an upgrade, read", () => {
  it("are sentences that name steps by their title", () => {
    const { records, appName, laneTitle } = readRecords(SEALED);

    expect(records.map(({ sentence }) => toText(sentence))).toContain("The agent finished attempt 1 of Upgrade with exit code 0 after 1 s.");
    expect([appName, laneTitle]).toEqual(["harbor", "small"]);
  });

  it("stay readable when one of them is not", () => {
    const { records } = readRecords(SEALED.map((record) => (record.seq === 3 ? { ...record, canonical: "{" } : record)));

    expect(records.map(({ body }) => body === null)).toEqual(SEALED.map(({ seq }) => seq === 3));
    expect(toText(records[2]?.sentence ?? [])).toContain("cannot be read");
  });

  it("are filtered by words, actor and kind, and never hide a damaged one", () => {
    const { records } = readRecords(SEALED.map((record) => (record.seq === 3 ? { ...record, canonical: "{" } : record)));
    const kinds = (part: Partial<typeof ALL_RECORDS>) =>
      filterRecords(records, { ...ALL_RECORDS, ...part }).map(({ sealed, body }) => body?.event.type ?? `damaged ${sealed.seq}`);

    expect(listActors(records)).toEqual(["lead-a", "operator-a", "the agent", "the system"]);
    expect(kinds({ kind: "snapshot" })).toEqual(["damaged 3", "snapshot.taken"]);
    expect(kinds({ actor: "lead-a" })).toEqual(["upgrade.started", "damaged 3"]);
    expect(kinds({ text: "TOOK SNAPSHOT 1" })).toEqual(["damaged 3", "snapshot.taken"]);
  });
});

describe("a link to a record", () => {
  it.each([
    ["#record-145", 145],
    ["#record-", null],
    ["#record-1e3", null],
    ["#main", null],
    ["", null],
  ])("%j points at %j", (hash, seq) => {
    expect(parseRecordHash(hash)).toBe(seq);
  });
});
