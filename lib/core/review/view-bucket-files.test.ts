import { describe, expect, it } from "vitest";
import { aChange, aHunk } from "./view-a-change";
import { countLabels, filterFiles, NO_FILTER, shortNameOf, toBucketFiles, toFolders } from "./view-bucket-files";

const CHANGES = [
  aChange("assets/app.css", [aHunk("css", { supporting: true })]),
  aChange("config/config.exs", [
    aHunk("key", { labels: ["scope"] }),
    aHunk("oban", { placement: "integration" }),
    aHunk("hammer", { placement: "integration" }),
  ]),
  aChange("priv/repo/migrations/20260312140731_drop_tokens.exs", [aHunk("drop", { labels: ["session_auth"], flags: ["destructive"] })]),
];
const files = toBucketFiles(CHANGES, "schema");
const paths = (shown: ReturnType<typeof filterFiles>) => shown.map(({ change }) => change.path);

describe("the files of a bucket", () => {
  it("stand in git's order, supporting files after the code", () => {
    expect(paths(files)).toEqual(["config/config.exs", "priv/repo/migrations/20260312140731_drop_tokens.exs", "assets/app.css"]);
  });

  it("name the hunks of the same file that are reviewed elsewhere, and the first of them", () => {
    expect(files[0]?.elsewhere).toEqual([{ placement: "integration", hunks: 2, firstId: aHunk("oban").id }]);
    expect(files[1]?.elsewhere).toEqual([]);
  });

  it("are grouped by folder, folders of supporting files last", () => {
    const folders = toFolders(toBucketFiles([...CHANGES, aChange("config/notes.md", [aHunk("notes", { supporting: true })])], "schema"));

    expect(folders.map(({ folder, supporting }) => [folder, supporting])).toEqual([
      ["config", false],
      ["priv/repo/migrations", false],
      ["assets", true],
      ["config", true],
    ]);
  });

  it("are called by their names, migrations without the timestamp every rerun changes", () => {
    expect(shortNameOf("priv/repo/migrations/20260312140731_drop_tokens.exs")).toBe("drop_tokens");
    expect(shortNameOf("lib/harbor_web/router.ex")).toBe("router.ex");
  });
});

describe("filtering a bucket", () => {
  it("keeps the files whose path has every word", () => {
    expect(paths(filterFiles(files, { ...NO_FILTER, text: "MIGRATIONS drop" }))).toEqual(["priv/repo/migrations/20260312140731_drop_tokens.exs"]);
  });

  it("keeps hunks with any of the pressed labels", () => {
    expect(paths(filterFiles(files, { ...NO_FILTER, labels: ["scope", "session_auth"] }))).toEqual([
      "config/config.exs",
      "priv/repo/migrations/20260312140731_drop_tokens.exs",
    ]);
  });

  it("keeps only flagged hunks, or only those that differ", () => {
    expect(paths(filterFiles(files, { ...NO_FILTER, flaggedOnly: true }))).toEqual(["priv/repo/migrations/20260312140731_drop_tokens.exs"]);
    expect(paths(filterFiles(files, { ...NO_FILTER, only: new Set([aHunk("css").id]) }))).toEqual(["assets/app.css"]);
  });

  it("counts each label's hunks over the whole bucket", () => {
    expect(countLabels(files)).toEqual([
      { label: "session_auth", hunks: 1 },
      { label: "scope", hunks: 1 },
    ]);
  });
});
