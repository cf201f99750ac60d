import { describe, expect, it } from "vitest";
import { someFacts } from "@/lib/core/classify/a-hunk";
import { aPatch, aRawChange } from "./a-patch";
import { buildSnapshotIndex, snapshotIndexSchema } from "./snapshot-index";

const ROUTER = aPatch(' defmodule HarborWeb.Router do\n+  get "/a", A\n   get "/b", B\n-  get "/c", C\n end');
const RAW = [
  aRawChange({ path: "lib/harbor_web/router.ex" }),
  aRawChange({ path: "priv/static/logo.png" }),
  aRawChange({ path: "priv/repo/migrations/20250101000000_a.exs", kind: "added" }),
  aRawChange({ path: "priv/repo/migrations/20250101000007_a.exs", kind: "added" }),
];
const PATCHES = [ROUTER, null, aPatch("+same"), aPatch("+same")];

describe("the index of a snapshot", () => {
  it("counts and classifies every hunk, and is what its schema says", () => {
    const index = build();

    expect(snapshotIndexSchema.parse(JSON.parse(JSON.stringify(index)))).toEqual(index);
    expect(index.counts).toEqual({
      changes: 4,
      hunks: 5,
      additions: 3,
      deletions: 1,
      hunksByCategory: { host_auth: 1, router: 2, schema: 2, integration: 0, audit_security: 0, unclassified: 0 },
    });
    expect(index.changes[0]).toMatchObject({ additions: 1, deletions: 1, binary: false });
  });

  it("gives no two hunks the same id, and the same ids every time", () => {
    const ids = build().changes.flatMap(({ hunks }) => hunks.map(({ id }) => id));

    expect(new Set(ids).size).toBe(ids.length);
    expect(build().changes.flatMap(({ hunks }) => hunks.map(({ id }) => id))).toEqual(ids);
  });

  it("asks for one patch after the other, each once", () => {
    const asked: number[] = [];
    build((index) => asked.push(index));

    expect(asked).toEqual([0, 1, 2, 3]);
  });
});

function build(onAsk: (index: number) => void = () => {}) {
  return buildSnapshotIndex({
    rawChanges: RAW,
    patchOf: (index) => {
      onAsk(index);
      return PATCHES[index] ?? null;
    },
    facts: someFacts(),
  });
}
