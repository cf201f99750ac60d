import { describe, expect, it } from "vitest";
import { extendTrail } from "@/lib/core/audit/heads-tree";
import { recordHash } from "@/lib/core/audit/record";
import { toRecordLine } from "@/lib/core/dossier/format";
import { CHAIN_START, type ChainPoint, followLine } from "./chain-follower";
import { DossierProblem } from "./problem";
import { toView } from "./byte-source";

const TEXTS = ["a", "b", "größer ✓", "x".repeat(3_000), "y".repeat(200_000), "", "z"];

/** Lines of a chain, as they stand in a dossier. */
function toLines(texts: readonly string[]): readonly string[] {
  let before = CHAIN_START.head;
  return texts.map((canonical) => {
    before = recordHash(before, canonical);
    return toRecordLine({ hash: before, canonical });
  });
}

function follow(point: ChainPoint, text: string): ChainPoint {
  const bytes = Buffer.from(text);
  return followLine(point, { bytes, view: toView(bytes), start: 0, end: bytes.length - 1 });
}

function problemOf(point: ChainPoint, text: string) {
  try {
    follow(point, text);
  } catch (error) {
    if (error instanceof DossierProblem) return error.problem;
    throw error;
  }
  return undefined;
}

describe("following a chain of records", () => {
  it("comes to the hash and the trail that core computes", () => {
    const lines = toLines(TEXTS);
    const end = lines.reduce(follow, CHAIN_START);
    const hashes = lines.map((line) => line.slice(0, 64));

    expect(end).toEqual({ length: TEXTS.length, head: hashes.at(-1), trail: extendTrail(CHAIN_START.trail, hashes) });
  });

  it("goes on from any point, whatever was followed in between", () => {
    const [one, other] = [toLines(["a", "b"]), toLines(["c", "d"])];
    const points = [one, other].map(([first = ""]) => follow(CHAIN_START, first));

    expect(points.map((point, at) => follow(point, [one, other][at]?.[1] ?? "").head)).toEqual([one[1]?.slice(0, 64), other[1]?.slice(0, 64)]);
  });

  it.each<[string, (line: string) => string]>([
    ["a byte of its text is another", (line) => line.replace("bb", "bc")],
    ["the first digit of its hash is another", (line) => `${line.startsWith("0") ? "1" : "0"}${line.slice(1)}`],
    ["the last digit of its hash is another", (line) => `${line.slice(0, 63)}${line[63] === "0" ? "1" : "0"}${line.slice(64)}`],
    ["its hash is written in capitals", (line) => line.slice(0, 64).toUpperCase() + line.slice(64)],
    ["something else stands behind its hash", (line) => `${line.slice(0, 64)}\t${line.slice(65)}`],
    ["it ends within its hash", (line) => `${line.slice(0, 40)}\n`],
    ["it is empty", () => "\n"],
    ["a byte stands behind it", (line) => `${line.slice(0, -1)} \n`],
  ])("stops at a record when %s", (_, change) => {
    const [first = "", second = ""] = toLines(["aa", "bb"]);
    const point = follow(CHAIN_START, first);

    expect(problemOf(point, second)).toBeUndefined();
    expect(problemOf(point, change(second))).toMatchObject({ records: { from: 2, to: 2 } });
  });
});
