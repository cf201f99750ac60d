import { describe, expect, it } from "vitest";
import { aChange, aHunk } from "./view-a-change";
import { listDifferences } from "./view-difference";
import { listPlacedIds, type PlacedChange } from "./view-placement";

function differences(before: readonly PlacedChange[], now: readonly PlacedChange[]) {
  const found = listDifferences({ placement: "schema", beforeIds: listPlacedIds(before, "schema"), before, now });
  return found.map((difference) => {
    if (difference.kind === "vanished") return ["vanished", difference.was.change.path, difference.to];
    if (difference.kind === "changed") return ["changed", difference.now.change.path, difference.was.change.path];
    return ["new", difference.now.change.path, difference.from];
  });
}

describe("the difference since a sign-off", () => {
  it("is nothing while the same hunks are there, wherever they stand", () => {
    expect(differences([aChange("a.exs", [aHunk("one"), aHunk("two")])], [aChange("a.exs", [aHunk("two", { newStart: 40 }), aHunk("one")])])).toEqual([]);
  });

  it("names what is new and what is gone", () => {
    expect(differences([aChange("a.exs", [aHunk("one")])], [aChange("b.exs", [aHunk("two")])])).toEqual([
      ["new", "b.exs", null],
      ["vanished", "a.exs", null],
    ]);
  });

  it("calls one hunk gone and one come in the same file changed, also when a rerun renamed the migration", () => {
    const before = [aChange("priv/repo/migrations/20260101000000_add_owner.exs", [aHunk("delete_all")])];
    const now = [aChange("priv/repo/migrations/20260202000000_add_owner.exs", [aHunk("nilify_all")])];

    expect(differences(before, now)).toEqual([["changed", now[0]?.path, before[0]?.path]]);
  });

  it("pairs nothing where several hunks of a file came and went: which became which cannot be said", () => {
    const kinds = differences([aChange("a.exs", [aHunk("one"), aHunk("two")])], [aChange("a.exs", [aHunk("three"), aHunk("four")])]).map(([kind]) => kind);

    expect(kinds).toEqual(["new", "new", "vanished", "vanished"]);
  });

  it("says when a hunk was moved between buckets instead of changed", () => {
    const before = [aChange("a.exs", [aHunk("leaves"), aHunk("comes", { placement: "router" })])];
    const now = [aChange("a.exs", [aHunk("leaves", { placement: "integration" }), aHunk("comes")])];

    expect(differences(before, now)).toEqual([
      ["new", "a.exs", "router"],
      ["vanished", "a.exs", "integration"],
    ]);
  });
});
