import { describe, expect, it } from "vitest";
import { openSnapshot } from "./read-snapshot";
import { createReviewWorld } from "@/lib/testing/review-world";
import { REVIEWER_A, REVIEWER_B } from "@/lib/testing/upgrade-builders";
import { listOpened, markOpened } from "./mark-opened";

async function aWorld() {
  const world = await createReviewWorld({}, { "a.txt": "one\n", "b.txt": "two\n", "c.txt": "three\n" });
  const { hunkId } = await openSnapshot(world.blobs, (await world.upgrade()).snapshots[0]?.indexBlob ?? "");
  return { world, ids: [0, 1, 2].map(hunkId) };
}

describe("marking hunks opened", () => {
  it("goes by id or by place in a snapshot, and answers with what was marked alone", async () => {
    const { world, ids } = await aWorld();
    const [first = "", second = "", third = ""] = ids;

    const byId = await markOpened(world, REVIEWER_A, "upgrade-1", { hunkIds: [first], opened: true });
    const byPlace = await markOpened(world, REVIEWER_A, "upgrade-1", { snapshot: 1, hunks: [1, 2], opened: true });
    const back = await markOpened(world, REVIEWER_A, "upgrade-1", { snapshot: 1, hunks: [2], opened: false });

    expect(byId).toEqual({ ok: true, value: new Map([[first, world.now()]]) });
    expect(byPlace.ok && [...byPlace.value.keys()].sort()).toEqual([second, third].sort());
    expect(back).toEqual({ ok: true, value: new Map() });
    expect([...(await listOpened(world, REVIEWER_A, "upgrade-1")).keys()].sort()).toEqual([first, second].sort());
    expect(await listOpened(world, REVIEWER_B, "upgrade-1")).toEqual(new Map());
  });

  it.each([
    ["an upgrade", "nobody-knows", { hunkIds: [], opened: true }],
    ["a snapshot", "upgrade-1", { snapshot: 9, hunks: [0], opened: true }],
    ["a hunk", "upgrade-1", { snapshot: 1, hunks: [0, 3], opened: true }],
  ])("is refused where there is no such thing: %s", async (_what, upgradeId, input) => {
    const { world } = await aWorld();

    expect(await markOpened(world, REVIEWER_A, upgradeId, input)).toMatchObject({ ok: false, error: { code: "not-found" } });
    expect(await listOpened(world, REVIEWER_A, "upgrade-1")).toEqual(new Map());
  });
});
