import { describe, expect, it } from "vitest";
import { anIndexedFile, anIndexedHunk } from "@/lib/testing/an-indexed-file";
import { buildReviewIndex, type ReviewIndex } from "./review-index";
import { filterList, type HunkFilter, type HunkList, hunksAt, isFiltering, listBucket, NO_FILTER, putOwedFirst } from "./view-list";

const INDEX = buildReviewIndex([
  anIndexedFile("lib/harbor_web/router.ex", [
    anIndexedHunk("r1", { labels: ["scope"] }),
    anIndexedHunk("r2", { labels: ["oauth"], flags: ["weakened_check"] }),
    anIndexedHunk("elsewhere", { category: "schema" }),
  ]),
  anIndexedFile("test/harbor_web/router_test.exs", [anIndexedHunk("t1", { supporting: true })]),
  anIndexedFile("lib/harbor_web/endpoint.ex", [anIndexedHunk("e1", { labels: ["scope", "session_auth"] })]),
  anIndexedFile("docs/router.md", [anIndexedHunk("d1", { supporting: true })]),
]);
const LIST = listBucket(INDEX, INDEX.hunks.placements, "router");

/** Files with their hunks, and where supporting files begin. */
function show({ files: { paths } }: ReviewIndex, list: HunkList) {
  const names = Array.from(list.files, (file, at) => `${paths[file]?.split("/").at(-1)} ${[...hunksAt(list, at)].join(" ")}`);
  return [...names.slice(0, list.supportingFrom), "-", ...names.slice(list.supportingFrom)];
}
const filtered = (filter: Partial<HunkFilter>) => show(INDEX, filterList(INDEX, LIST, { ...NO_FILTER, ...filter }));

describe("a bucket", () => {
  it("has its hunks by file, the code before supporting files", () => {
    expect(show(INDEX, LIST)).toEqual(["router.ex 0 1", "endpoint.ex 4", "-", "router_test.exs 3", "router.md 5"]);
  });
});

describe("a filter", () => {
  it("shows everything when it asks for nothing", () => {
    expect([isFiltering(NO_FILTER), isFiltering({ ...NO_FILTER, text: "  " })]).toEqual([false, false]);
    expect(filterList(INDEX, LIST, NO_FILTER)).toBe(LIST);
  });

  it.each<[string, Partial<HunkFilter>, readonly string[]]>([
    ["words that are all in the path, in any case", { text: "ROUTER web" }, ["router.ex 0 1", "-", "router_test.exs 3"]],
    ["hunks with any of the labels", { labels: ["session_auth", "oauth"] }, ["router.ex 1", "endpoint.ex 4", "-"]],
    ["hunks with flags", { flaggedOnly: true }, ["router.ex 1", "-"]],
    ["hunks that were named", { only: { name: "not-opened", hunks: new Set([0, 5]) } }, ["router.ex 0", "-", "router.md 5"]],
    ["all of it together", { text: "lib", labels: ["scope"], only: { name: "updated", hunks: new Set([0, 1, 5]) } }, ["router.ex 0", "-"]],
    ["nothing at all", { text: "nowhere" }, ["-"]],
  ])("shows %s", (_what, filter, expected) => {
    expect(filtered(filter)).toEqual(expected);
  });
});

describe("what a reader still owes", () => {
  it("comes first, file by file, and supporting files stay behind the code", () => {
    const owed = new Set([4, 5]);

    expect(
      show(
        INDEX,
        putOwedFirst(LIST, (hunk) => owed.has(hunk)),
      ),
    ).toEqual(["endpoint.ex 4", "router.ex 0 1", "-", "router.md 5", "router_test.exs 3"]);
  });

  it("leaves the order as it is where all is owed, or nothing", () => {
    for (const isOwed of [() => true, () => false]) expect(show(INDEX, putOwedFirst(LIST, isOwed))).toEqual(show(INDEX, LIST));
  });
});
