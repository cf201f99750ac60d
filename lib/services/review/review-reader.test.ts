import { describe, expect, it } from "vitest";
import { type Piece, parseWant, type Row, type RowLine, rowsAnswerSchema, toWant } from "@/lib/contract/review-api";
import { parseFilePatch } from "@/lib/core/diff/parse-file-patch";
import { contextOf, fileOf, rowCount } from "@/lib/core/review/review-index";
import { toShownHunks } from "@/lib/core/review/view-shown-lines";
import { createReviewWorld, type Files, type ReviewWorld } from "@/lib/testing/review-world";
import { createReviewReader, type OpenReview } from "./review-reader";

const numbered = (count: number, changed: (at: number) => string | null = () => null) =>
  Array.from({ length: count }, (_none, at) => changed(at) ?? `line ${at + 1}`)
    .filter((line) => line !== "")
    .join("\n");

const BEFORE: Files = {
  "lib/harbor_web/router.ex": 'defmodule HarborWeb.Router do\n  scope "/" do\n    get "/a", A\n    get "/b", B\n  end\nend\n',
  "notes.txt": `${numbered(60)}\n`,
  "gone.txt": "one\r\ntwo\r\n",
  "end.txt": "a\nb",
  "logo.png": "\u0000old",
  "same.css": "a { color: red }\n",
};
const AFTER: Files = {
  "lib/harbor_web/router.ex": 'defmodule HarborWeb.Router do\n  scope "/" do\n    get "/a", A2\n    get "/new", N\n    get "/b", B\n  end\nend\n',
  "notes.txt": `${numbered(60, (at) => (at === 0 || at === 5 ? `other ${at}` : at === 30 ? "line 31\nadded\nadded too" : at > 55 ? "" : null))}\n`,
  "end.txt": "a\nc",
  "logo.png": "\u0000new",
  "same.css": "a { color: red }\n",
  "wide.txt": `${"x".repeat(5_000)}\n\u202ehidden\n`,
};

async function open(world: ReviewWorld, number = 1) {
  const reader = createReviewReader(world);
  const review = await reader.open("upgrade-1", number);
  if (!review.ok) throw new Error(review.error.message);
  return { reader, review: review.value };
}

function everyHunk({ snapshot: { review: index } }: OpenReview): readonly { readonly hunk: number; readonly before: number; readonly after: number }[] {
  return Array.from({ length: index.hunks.count }, (_none, hunk) => ({
    hunk,
    ...contextOf(index, hunk, hunk > (index.files.firstHunk[fileOf(index, hunk)] ?? 0)),
  }));
}

const isLine = (row: Row): row is RowLine => typeof row[0] === "number";
const linesOf = (rows: readonly Row[]) => rows.filter(isLine);
const sidesOf = (rows: readonly Row[]) => rows.filter((row) => !isLine(row)) as readonly (readonly [RowLine | null, RowLine | null])[];

describe("the rows of a snapshot's hunks", () => {
  it("are the lines of the patch, as many as the index says", async () => {
    const { reader, review } = await open(await createReviewWorld(BEFORE, AFTER));
    const { review: index, hunk: hunkAt } = review.snapshot;

    for (const { hunk, before, after } of everyHunk(review)) {
      const file = fileOf(index, hunk);
      const patch = await review.snapshot.readPatch(file);
      const detail = hunkAt(hunk);
      const first = index.files.firstHunk[file] ?? 0;
      const siblings = Array.from({ length: (index.files.firstHunk[file + 1] ?? 0) - first }, (_none, at) => hunkAt(first + at));
      const shown =
        patch === null || index.files.binary[file]
          ? []
          : toShownHunks(
              parseFilePatch(patch.bytes),
              siblings,
              siblings.map(({ id }) => id),
            );
      const expected = shown.find(({ hunkId }) => hunkId === detail.id)?.lines ?? [];
      const to = rowCount(index, hunk, { before, after }, "unified");

      const rows = await reader.readRows(review, [{ hunk, before, after, from: 0, to }], "unified");

      const lines = linesOf(rows.ok ? (rows.value.pieces[0]?.rows ?? []) : []);
      expect(lines).toHaveLength(to);
      if (index.files.paths[file] === "wide.txt" || index.files.paths[file] === "gone.txt") continue;
      expect(lines.map(([kind, oldLine, newLine, text, , , noNewline]) => [["context", "added", "removed"][kind], oldLine, newLine, text, noNewline])).toEqual(
        expected.map(({ kind, oldLine, newLine, text, noNewline }) => [kind, oldLine ?? 0, newLine ?? 0, text, noNewline]),
      );
    }
  });

  it("put old beside new with every line once", async () => {
    const { reader, review } = await open(await createReviewWorld(BEFORE, AFTER));

    for (const { hunk, before, after } of everyHunk(review)) {
      const piece = (layout: "unified" | "split") => ({ hunk, before, after, from: 0, to: rowCount(review.snapshot.review, hunk, { before, after }, layout) });
      const unified = await reader.readRows(review, [piece("unified")], "unified");
      const split = await reader.readRows(review, [piece("split")], "split");
      if (!unified.ok || !split.ok) throw new Error("expected rows");

      const lines = linesOf(unified.value.pieces[0]?.rows ?? []);
      const sides = sidesOf(split.value.pieces[0]?.rows ?? []);
      expect(sides).toHaveLength(piece("split").to);
      expect(sides.flatMap(([left]) => left ?? [])).toEqual(lines.filter(([kind]) => kind !== 1).flat());
      expect(sides.flatMap(([, right]) => right ?? [])).toEqual(lines.filter(([kind]) => kind !== 2).flat());
    }
  });

  it("are the same in pieces as in one", async () => {
    const world = await createReviewWorld(BEFORE, AFTER);
    const { reader, review } = await open(world);
    const another = createReviewReader(world);

    for (const layout of ["unified", "split"] as const) {
      for (const { hunk, before, after } of everyHunk(review)) {
        const count = rowCount(review.snapshot.review, hunk, { before, after }, layout);
        const piece = (from: number, to: number): Piece => ({ hunk, before, after, from, to });
        const [whole, cut] = await Promise.all([
          reader.readRows(review, [piece(0, count)], layout),
          another.readRows(
            review,
            Array.from({ length: count }, (_none, at) => piece(at, at + 1)),
            layout,
          ),
        ]);
        if (!whole.ok || !cut.ok) throw new Error("expected rows");
        expect(cut.value.pieces.flatMap(({ rows }) => rows)).toEqual(whole.value.pieces.flatMap(({ rows }) => rows));
      }
    }
  });

  it("stand a changed line beside the one most like it, and mark the words", async () => {
    const { reader, review } = await open(
      await createReviewWorld({ "a.txt": "plug :fetch_user\n" }, { "a.txt": "plug :accepts, [one]\nplug :fetch_scope\nplug :other\n" }),
    );

    const rows = await reader.readRows(review, [{ hunk: 0, before: 0, after: 0, from: 0, to: 3 }], "split");

    const sides = sidesOf(rows.ok ? (rows.value.pieces[0]?.rows ?? []) : []);
    expect(rows.ok && rows.value.hunks[0]?.partners).toEqual([1]);
    expect(sides.map(([left]) => left?.[3] ?? null)).toEqual([null, "plug :fetch_user", null]);
    expect(sides[1]?.map((line) => line?.[4])).toEqual([
      [6, 16],
      [6, 17],
    ]);
  });

  it("fold long lines and show every character", async () => {
    const { reader, review } = await open(await createReviewWorld({}, { "a.txt": `${"x".repeat(5_000)}\n\u202ehidden\r\n` }));

    const rows = await reader.readRows(review, [{ hunk: 0, before: 0, after: 0, from: 0, to: 2 }], "unified");

    expect(linesOf(rows.ok ? (rows.value.pieces[0]?.rows ?? []) : []).map(([, , , text, , folded]) => [text, folded])).toEqual([
      ["x".repeat(400), 4_600],
      ["⟨U+202E⟩hidden␍", 0],
    ]);
  });

  it("are what the contract says", async () => {
    const { reader, review } = await open(await createReviewWorld(BEFORE, AFTER));
    const pieces = everyHunk(review).map((hunk) => ({ ...hunk, from: 0, to: 1 }));

    const rows = await reader.readRows(
      review,
      pieces.filter(({ hunk }) => rowCount(review.snapshot.review, hunk, { before: 0, after: 0 }, "split") > 0),
      "split",
    );

    if (!rows.ok) throw new Error(rows.error.message);
    expect(rowsAnswerSchema.safeParse(JSON.parse(JSON.stringify(rows.value))).error).toBeUndefined();
  });

  it("are refused for what is not there", async () => {
    const { reader, review } = await open(await createReviewWorld(BEFORE, AFTER));
    const piece = { hunk: 0, before: 0, after: 0, from: 0, to: 1 };

    expect(await reader.readRows(review, [{ ...piece, hunk: 999 }], "unified")).toMatchObject({ ok: false, error: { code: "not-found" } });
    expect(await reader.readRows(review, [{ ...piece, to: 99 }], "unified")).toMatchObject({ ok: false, error: { code: "bad-input" } });
    expect(await reader.open("upgrade-1", 2)).toMatchObject({ ok: false, error: { code: "not-found" } });
    expect(await reader.open("nobody-knows", 1)).toMatchObject({ ok: false, error: { code: "not-found" } });
  });
});

describe("the text of a folded line", () => {
  const OLD = `${"a".repeat(12_000)}😀${"b".repeat(14_000)}`;
  const NEW = `${"a".repeat(12_000)}😀${"b".repeat(9_000)}new${"b".repeat(5_000)}`;
  const WORLD: readonly [Files, Files] = [{ "min.js": `${OLD}\none\ntwo\nthree\nfour\nfive\n` }, { "min.js": `${NEW}\none\ntwo\nthree\nfour\nfive\n` }];
  const textOf = async (side: "old" | "new", line: number, from: number | null) => {
    const { reader, review } = await open(await createReviewWorld(...WORLD));
    const answer = await reader.readText(review, 0, { side, line }, from);
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.value;
  };

  it("comes in parts that are the line together, none with half a character", async () => {
    const parts = [await textOf("new", 1, 0), await textOf("new", 1, 10_000), await textOf("new", 1, 20_000)];
    const half = [await textOf("new", 1, 2_001), await textOf("new", 1, 12_001)];

    expect(parts.map(({ text }) => text).join("")).toBe(NEW);
    expect(parts.every(({ text, total }) => text.length <= 10_000 && total === NEW.length)).toBe(true);
    expect(half.map(({ text }) => text).join("")).toBe(NEW.slice(2_001, 22_001));
  });

  it("begins where it differs from the line beside it", async () => {
    expect(await textOf("new", 1, null)).toMatchObject({ from: 20_000, differs: { from: 21_002, to: 21_005 } });
    expect(await textOf("old", 1, null)).toMatchObject({ from: 0, differs: null });
  });

  it("is also that of an unchanged line, and refused where there is none", async () => {
    const { reader, review } = await open(await createReviewWorld(...WORLD));

    expect(await textOf("old", 3, null)).toEqual({ text: "two", from: 0, total: 3, differs: null });
    expect(await reader.readText(review, 9, { side: "new", line: 1 }, 0)).toMatchObject({ ok: false, error: { code: "not-found" } });
    expect(await reader.readText(review, 0, { side: "new", line: 99 }, 0)).toMatchObject({ ok: false });
  });
});

describe("a snapshot that was found once", () => {
  it("is found again without reading the upgrade's records", async () => {
    const world = await createReviewWorld(BEFORE, AFTER);
    let reads = 0;
    const log = { ...world.log, read: (upgradeId: string) => world.log.read(upgradeId).finally(() => (reads += 1)) };
    const reader = createReviewReader({ ...world, log });

    await reader.open("upgrade-1", 1);
    await Promise.all([reader.open("upgrade-1", 1), reader.open("upgrade-1", 1)]);
    expect(reads).toBe(1);

    expect((await reader.open("upgrade-1", 2)).ok).toBe(false);
    await world.take(BEFORE);
    expect((await reader.open("upgrade-1", 2)).ok).toBe(true);
  });
});

describe("the pieces an address names", () => {
  it("are read as they were written", () => {
    const pieces = [
      { hunk: 3, before: 0, after: 3, from: 200, to: 400 },
      { hunk: 4, before: 1, after: 0, from: 0, to: 0 },
    ];

    expect(parseWant(toWant(pieces))).toEqual(pieces);
  });

  it.each(["", "1.0.0.0", "1.0.0.5.4", "1.4.0.0.1", "1.0.0.0.201", "-1.0.0.0.1", "a.0.0.0.1", "1.0.0.0.1,", Array(25).fill("1.0.0.0.1").join(",")])(
    "are refused when malformed: %s",
    (want) => {
      expect(parseWant(want)).toBeNull();
    },
  );
});
