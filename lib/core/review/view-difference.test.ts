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

  it.each([
    ["each of several, in the place of the same lines", ["a 3 1", "stays 9 1", "b 20 0"], ["c 3 2", "stays 9 1", "d 20 1"], ["a > c", "b > d"]],
    ["those beside one another too", ["a 3 1", "b 5 1"], ["c 3 1", "d 5 1"], ["a > c", "b > d"]],
    ["the only one, wherever it stands", ["a 3 1", "stays 9 1"], ["stays 9 1", "b 20 0"], ["a > b"]],
    ["nothing that came elsewhere", ["a 3 1", "b 9 1"], ["new 1 0", "c 3 1", "d 30 0"], ["a > c", "b >", "> new", "> d"]],
    ["nothing where one became two, or two became one", ["a 3 9"], ["b 3 1", "c 8 1"], ["a >", "> b", "> c"]],
  ])("takes for changed in a file %s", (_what, before, now, expected) => {
    const change = (hunks: readonly string[]) => {
      const toHunk = ([name = "", oldStart, oldLines]: readonly string[]) => aHunk(name, { oldStart: Number(oldStart), oldLines: Number(oldLines) });
      return [
        aChange(
          "a.exs",
          hunks.map((hunk) => toHunk(hunk.split(" "))),
        ),
      ];
    };
    const [was, is] = [change(before), change(now)];

    const found = listDifferences({ placement: "schema", beforeIds: listPlacedIds(was, "schema"), before: was, now: is });

    const names = [...before, ...now].flatMap((hunk) => hunk.split(" ").slice(0, 1));
    const nameOf = (id: string) => names.find((name) => aHunk(name).id === id);
    const pairs = found.map((difference) =>
      `${difference.kind === "new" ? "" : nameOf(difference.was.hunk.id)} > ${difference.kind === "vanished" ? "" : nameOf(difference.now.hunk.id)}`.trim(),
    );
    expect([...pairs].sort()).toEqual([...expected].sort());
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
