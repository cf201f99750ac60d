import { describe, expect, it } from "vitest";
import { aPatch, aRawChange } from "@/lib/core/diff/a-patch";
import { buildSnapshotIndex } from "@/lib/core/diff/snapshot-index";
import { FLAGS } from "../category";
import type { ClassifiedHunk } from "../classification";
import { CORPUS } from "./corpus";
import type { CorpusCase } from "./corpus-case";

describe("a careful reviewer", () => {
  it.each(CORPUS)("puts $what ($path) under $category", (known) => {
    const { category, supporting, flags, labels } = classify(known);

    expect({ category, supporting, flags, labels }).toEqual({
      category: known.category,
      supporting: known.supporting ?? false,
      flags: known.flags ?? [],
      labels: known.labels ?? [],
    });
  });

  it("has at least 150 hunks to say something of, each flag given and withheld", () => {
    expect(CORPUS.length).toBeGreaterThanOrEqual(150);
    for (const flag of FLAGS) expect(CORPUS.filter(({ flags }) => flags?.includes(flag)).length, flag).toBeGreaterThan(0);
  });
});

function classify({ host, path, patch, change }: CorpusCase): ClassifiedHunk {
  const index = buildSnapshotIndex({
    rawChanges: [aRawChange({ path, ...change })],
    patchOf: () => (patch === "" ? null : aPatch(patch)),
    facts: host.facts,
  });
  const hunks = index.changes.flatMap((changed) => changed.hunks);
  const [hunk] = hunks;
  if (hunk === undefined || hunks.length > 1) throw new Error(`expected one hunk, came ${hunks.length}`);
  return hunk;
}
