import { describe, expect, it } from "vitest";
import { differencesAnswerSchema, type FindAnswer, findAnswerSchema } from "@/lib/contract/review-api";
import type { Placement } from "@/lib/core/classify/category";
import { hunksDigest } from "@/lib/core/review/bucket";
import { listHunkIds } from "@/lib/core/review/placed";
import { PLACEMENT_ORDER } from "@/lib/core/review/review-index";
import { listDifferences } from "@/lib/core/review/view-difference";
import { listPlacedIds, placeChanges } from "@/lib/core/review/view-placement";
import { approval, REVIEWER_A } from "@/lib/testing/upgrade-builders";
import { createReviewWorld, type Files, type ReviewWorld } from "@/lib/testing/review-world";
import { approveBucket } from "../approve-bucket";
import { executeUpgrade } from "../execute-upgrade";
import { openSnapshot } from "../read-snapshot";
import { toSnapshotIndex } from "@/lib/testing/to-snapshot-index";
import { findText } from "./find-text";
import { findInBucket, readDifferencesSince } from "./read-bucket";
import { createReviewReader } from "./review-reader";

const ROUTER = "lib/harbor_web/router.ex";
const migration = (at: number, name: string) => `priv/repo/migrations/2025010100000${at}_${name}.exs`;
const router = (...routes: readonly string[]) => `defmodule HarborWeb.Router do\n${routes.map((route) => `  get "/${route}", A\n`).join("")}end\n`;

function depsOf(world: ReviewWorld) {
  return { ...world, review: createReviewReader(world) };
}

async function find(before: Files, after: Files, placement: Placement, text: string): Promise<FindAnswer> {
  const found = await findInBucket(depsOf(await createReviewWorld(before, after)), { upgradeId: "upgrade-1", number: 1, placement }, text);
  if (!found.ok) throw new Error(found.error.message);
  return findAnswerSchema.parse(found.value);
}

describe("finding a text in a bucket", () => {
  const before = { [ROUTER]: router("alpha", "beta", "gamma") };
  const after = { [ROUTER]: router("alpha", "beta2", "gamma", "Beta", "bétabeta"), [migration(1, "beta")]: "defmodule A do\n  # beta\nend\n" };

  it("looks at changed lines alone, on both sides, and counts all", async () => {
    const { hits, ...counts } = await find(before, after, "router", "beta");

    expect(counts).toEqual({ total: 4, files: 1 });
    expect(hits).toEqual([
      { hunk: 0, side: "old", line: 3, from: 8, to: 12, folded: false },
      { hunk: 0, side: "new", line: 3, from: 8, to: 12, folded: false },
      { hunk: 1, side: "new", line: 5, from: 8, to: 12, folded: false },
      { hunk: 1, side: "new", line: 6, from: 12, to: 16, folded: false },
    ]);
  });

  it("heeds capitals when there are any", async () => {
    expect((await find(before, after, "router", "Beta")).hits).toEqual([{ hunk: 1, side: "new", line: 5, from: 8, to: 12, folded: false }]);
  });

  it("finds a path too, and nothing of other buckets", async () => {
    expect((await find(before, after, "schema", "beta")).hits).toMatchObject([
      { hunk: 2, line: 0 },
      { hunk: 2, line: 2 },
    ]);
    expect(await find(before, after, "integration", "beta")).toEqual({ total: 0, files: 0, hits: [] });
  });

  it("never finds what git wrote around the lines", async () => {
    const ended = { [ROUTER]: "defmodule HarborWeb.Router do\nend" };

    expect((await find({}, ended, "router", "newline")).total).toBe(0);
    expect((await find({}, ended, "router", "+end")).total).toBe(0);
  });

  it("finds characters that are only visible here, at the place they are shown", async () => {
    const { hits } = await find({}, { [ROUTER]: "a\u202eb(c)\r\nplain\n" }, "router", "b(C)".toLowerCase());

    expect(hits).toEqual([{ hunk: 0, side: "new", line: 1, from: 9, to: 13, folded: false }]);
  });

  it.each([
    ["plain", "a"],
    ["with characters of more bytes", "é"],
  ])("says what is folded away in a long line %s", async (_what, filler) => {
    const line = (length: number, at: number) => `${filler.repeat(at)}needle${filler.repeat(length - at - 6)}`;
    const lines = [line(2_000, 1_500), line(2_001, 300), line(2_001, 500), line(2_001, 397), line(5_000, 4_000)];
    const { hits } = await find({}, { [ROUTER]: `${lines.join("\n")}\n` }, "router", "needle");

    expect(hits.map(({ from, folded }) => [from, folded])).toEqual([
      [1_500, false],
      [300, false],
      [500, true],
      [397, true],
      [4_000, true],
    ]);
  });

  it("lists a thousand of more, and counts the rest", async () => {
    const { hits, total } = await find({}, { [ROUTER]: "xx\n".repeat(700) }, "router", "x");

    expect([hits.length, total]).toEqual([1_000, 1_401]);
  });

  it("stops when nobody waits any more", async () => {
    const deps = depsOf(await createReviewWorld(before, after));

    await expect(findInBucket(deps, { upgradeId: "upgrade-1", number: 1, placement: "router" }, "beta", AbortSignal.abort(new Error("gone")))).rejects.toThrow(
      "gone",
    );
  });

  it("lets other work in between one part of a long file and the next", async () => {
    const deps = depsOf(await createReviewWorld({}, { [ROUTER]: "some words that are searched\n".repeat(30_000) }));
    const open = await deps.review.open("upgrade-1", 1);
    if (!open.ok) throw new Error(open.error.message);
    const { snapshot } = open.value;
    let turns = 0;
    let isOver = false;
    const turn = () => {
      turns += 1;
      if (!isOver) setTimeout(turn);
    };
    setTimeout(turn);

    await findText(snapshot, { placement: "router", placements: snapshot.review.hunks.placements, text: "w", sliceMs: 0 });
    isOver = true;

    expect(turns).toBeGreaterThan(2);
  });
});

describe("the differences of a bucket from another snapshot", () => {
  const ENDPOINT = "lib/harbor_web/endpoint.ex";
  const endpoint = (...edits: readonly string[]) =>
    [
      "defmodule HarborWeb.Endpoint do",
      ...edits.flatMap((edit) => [`  plug ${edit}`, ...Array.from({ length: 9 }, (_none, at) => `  # ${at}`)]),
      "end",
      "",
    ].join("\n");
  const before = { [ROUTER]: router("a"), [ENDPOINT]: endpoint("A", "B", "C"), [migration(1, "one")]: "defmodule One do\nend\n" };
  const first = {
    ...before,
    [ROUTER]: router("a", "b"),
    [ENDPOINT]: endpoint("A1", "B1", "C1"),
    [migration(2, "two")]: "defmodule Two do\nend\n",
    [migration(3, "three")]: "defmodule Three do\nend\n",
  };
  const second = {
    ...before,
    [ROUTER]: router("a", "c"),
    [ENDPOINT]: endpoint("A2", "B1", "C2"),
    [migration(7, "two")]: "defmodule Two do\nend\n",
    [migration(4, "four")]: "defmodule Four do\nend\n",
  };

  it("are those the rules over whole changes find", async () => {
    const world = await createReviewWorld(before, first);
    await world.take(second);
    const deps = depsOf(world);
    const { snapshots, assignments } = await world.upgrade();
    const [was = [], now = []] = await Promise.all(
      snapshots.map(async ({ indexBlob }) => placeChanges(toSnapshotIndex(await openSnapshot(world.blobs, indexBlob)).changes, assignments)),
    );

    for (const placement of PLACEMENT_ORDER) {
      const expected = listDifferences({ placement, beforeIds: listPlacedIds(was, placement), before: was, now });
      const found = await readDifferencesSince(deps, { upgradeId: "upgrade-1", number: 2, placement }, { snapshot: 1 });
      if (!found.ok) throw new Error(found.error.message);
      const named = differencesAnswerSchema.parse(found.value).differences.map(({ kind, now: there, was: old }) => `${kind} ${there?.id} ${old?.id}`);
      expect([...named].sort()).toEqual(
        expected
          .map(
            (difference) =>
              `${difference.kind} ${difference.kind === "vanished" ? undefined : difference.now.hunk.id} ${difference.kind === "new" ? undefined : difference.was.hunk.id}`,
          )
          .sort(),
      );
    }
    expect(await readDifferencesSince(deps, { upgradeId: "upgrade-1", number: 2, placement: "router" }, { snapshot: 1 })).toMatchObject({
      ok: true,
      value: { counts: { new: 0, changed: 3, vanished: 0 } },
    });
    expect(await readDifferencesSince(deps, { upgradeId: "upgrade-1", number: 2, placement: "schema" }, { snapshot: 1 })).toMatchObject({
      ok: true,
      value: { counts: { new: 1, changed: 0, vanished: 1 }, differences: [{ was: { path: migration(3, "three") } }, { now: { path: migration(4, "four") } }] },
    });
  });

  it("are counted from what a sign-off covered", async () => {
    const world = await createReviewWorld(before, first);
    const deps = depsOf(world);
    const { changes } = toSnapshotIndex(await openSnapshot(world.blobs, (await world.upgrade()).snapshots[0]?.indexBlob ?? ""));
    expect((await world.upgrade()).snapshots[0]?.buckets.router.hunksDigest).toBe(hunksDigest(listHunkIds(changes, [], "router")));
    const signed = await executeUpgrade(world, "upgrade-1", async (upgrade) => {
      if (!upgrade) throw new Error("expected an upgrade");
      return approveBucket(world, upgrade, REVIEWER_A, { type: "approve", ...approval(upgrade, "router") });
    });
    if (!signed.ok) throw new Error(signed.error.message);
    const seq = signed.value.signOffs.at(-1)?.seq ?? 0;
    await world.take(second);
    const place = { upgradeId: "upgrade-1", number: 2, placement: "router" } as const;

    expect(await readDifferencesSince(deps, place, { signOff: seq })).toMatchObject({
      ok: true,
      value: {
        counts: { new: 0, changed: 3, vanished: 0 },
        differences: Array.from({ length: 3 }, () => ({ kind: "changed", now: { snapshot: 2 }, was: { snapshot: 1 } })),
      },
    });
    expect(await readDifferencesSince(deps, { ...place, placement: "schema" }, { signOff: seq })).toMatchObject({ ok: false, error: { code: "not-found" } });
    expect(await readDifferencesSince(deps, place, { snapshot: 9 })).toMatchObject({ ok: false, error: { code: "not-found" } });
  });
});
