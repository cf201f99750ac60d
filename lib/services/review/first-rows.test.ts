import { describe, expect, it } from "vitest";
import { firstRowsSchema } from "@/lib/contract/review-api";
import { createReviewWorld } from "@/lib/testing/review-world";
import { readFirstRows } from "./first-rows";
import { createReviewReader } from "./review-reader";

const PLUGS = Array.from({ length: 300 }, (_none, at) => `  plug :p${at}`).join("\n");
const AFTER = {
  "assets/a.css": "a {}\n",
  "lib/harbor_web/router.ex": `defmodule HarborWeb.Router do\n${PLUGS}\nend\n`,
  "priv/repo/migrations/20250101000000_a.exs": "defmodule A do\nend\n",
};
const QUERY = { placement: "router", assignments: [], layout: "unified", rowsAPiece: 40, rows: 60 } as const;

async function open() {
  const reader = createReviewReader(await createReviewWorld({}, AFTER));
  const review = await reader.open("upgrade-1", 1);
  if (!review.ok) throw new Error(review.error.message);
  return { reader, review: review.value };
}

describe("the top of a bucket", () => {
  it("has its first file and as many rows as were asked for, in pieces", async () => {
    const { reader, review } = await open();

    const first = await readFirstRows(reader, review, QUERY);

    if (!first.ok) throw new Error(first.error.message);
    expect(firstRowsSchema.parse(JSON.parse(JSON.stringify(first.value)))).toEqual(first.value);
    expect(first.value.files).toMatchObject([{ path: "lib/harbor_web/router.ex", additions: 302, hunks: [{ before: 0, after: 0, rows: 302 }] }]);
    expect(first.value.rows.pieces.map(({ piece: { from, to } }) => [from, to])).toEqual([
      [0, 40],
      [40, 80],
    ]);
    expect(first.value.rows.pieces.map(({ rows }) => rows.length)).toEqual([40, QUERY.rows - 40]);
    expect(first.value.rows.hunks).toMatchObject([{ category: "router" }]);
  });

  it("follows what people assigned, supporting files after the code", async () => {
    const { reader, review } = await open();
    const { snapshot } = review;
    const hunkOf = (path: string) => snapshot.hunkId(snapshot.review.files.firstHunk[snapshot.review.files.paths.indexOf(path)] ?? 0);
    const to = "integration" as const;
    const assignments = [
      { hunkId: hunkOf("assets/a.css"), to },
      { hunkId: hunkOf("priv/repo/migrations/20250101000000_a.exs"), to },
    ];

    const first = await readFirstRows(reader, review, { ...QUERY, placement: "integration", assignments });
    const schema = await readFirstRows(reader, review, { ...QUERY, placement: "schema", assignments });

    expect(first.ok && first.value.files.map(({ path }) => path)).toEqual(["priv/repo/migrations/20250101000000_a.exs", "assets/a.css"]);
    expect(schema).toMatchObject({ ok: true, value: { files: [], rows: { pieces: [], hunks: [] } } });
  });

  it("has files first that the reader did not open, and asks only as far as needed", async () => {
    const { reader, review } = await open();
    const { snapshot } = review;
    const assignments = snapshot.review.files.paths.map((_path, file) => ({
      hunkId: snapshot.hunkId(snapshot.review.files.firstHunk[file] ?? 0),
      to: "schema" as const,
    }));
    const marked = snapshot.hunkId(snapshot.review.files.firstHunk[snapshot.review.files.paths.indexOf("lib/harbor_web/router.ex")] ?? 0);
    const listOpened = async (ids: readonly string[]) => new Map(ids.filter((id) => id === marked).map((id) => [id as typeof marked, 1]));

    const inOrder = await readFirstRows(reader, review, { ...QUERY, placement: "schema", assignments, rows: 1_000 });
    const mine = await readFirstRows(reader, review, { ...QUERY, placement: "schema", assignments, rows: 1_000, listOpened });

    const [router, migration, style] = ["lib/harbor_web/router.ex", "priv/repo/migrations/20250101000000_a.exs", "assets/a.css"];
    expect(inOrder.ok && inOrder.value.files.map(({ path }) => path)).toEqual([router, migration, style]);
    expect(mine.ok && mine.value.files.map(({ path }) => path)).toEqual([migration, router, style]);
  });
});
