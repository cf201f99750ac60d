import { describe, expect, it } from "vitest";
import type { WitnessStanding } from "@/lib/contract/dashboard-api";
import { sha256Hex } from "@/lib/core/digest";
import { anUpgrade, aSnapshot, snapshotTaken, upgraded } from "@/lib/testing/upgrade-builders";
import { judgeWitness } from "./judge-witness";

const RECORDS = snapshotTaken(upgraded(anUpgrade()), aSnapshot()).records();
const signed = (length: number, head = RECORDS[length - 1]?.hash ?? "") => ({ checkpoint: 3, at: 1_000, length, head });
const seen = (length: number, head?: string) => ({ ...signed(length, head), agentId: "agent-1" });
const standing = (rest: Partial<WitnessStanding>): WitnessStanding => ({
  installationId: sha256Hex("key"),
  covered: null,
  witnessed: null,
  problem: null,
  ...rest,
});

describe("the witness of an upgrade's record", () => {
  it.each([
    ["is being asked", undefined, { status: "asking" }],
    ["has seen nothing before the first checkpoint", standing({}), { status: "none", covered: 0 }],
    ["has seen nothing of what is signed", standing({ covered: signed(4) }), { status: "none", covered: 4 }],
    ["has seen all that is signed", standing({ covered: signed(4), witnessed: seen(4) }), { status: "witnessed", length: 4, covered: 4, at: 1_000 }],
    ["has yet to see the newest", standing({ covered: signed(6), witnessed: seen(4) }), { status: "waiting", length: 4, covered: 6, at: 1_000 }],
    ["saw another record", standing({ covered: signed(6), witnessed: seen(4, sha256Hex("x")) }), { status: "differs", length: 4, by: "agent" }],
    [
      "cannot have seen what the dashboard itself did not sign",
      standing({ covered: signed(6, sha256Hex("x")) }),
      { status: "differs", length: 6, by: "dashboard" },
    ],
    ["says no", standing({ covered: signed(6), problem: "There are two histories." }), { status: "refused", message: "There are two histories." }],
    [
      "may be ahead of the records at hand",
      standing({ covered: signed(99), witnessed: seen(99) }),
      { status: "witnessed", length: 99, covered: 99, at: 1_000 },
    ],
  ] as const)("%s", (_, given, judgement) => {
    expect(judgeWitness(given, RECORDS)).toEqual(judgement);
  });
});
