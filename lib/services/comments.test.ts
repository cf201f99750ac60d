import { describe, expect, it } from "vitest";
import type { CommentDraft } from "@/lib/contract/comments-api";
import type { LinePlace } from "@/lib/core/comment/place";
import { someFacts } from "@/lib/core/classify/a-hunk";
import { aPatch, aRawChange } from "@/lib/core/diff/a-patch";
import { buildSnapshotIndex, type SnapshotIndex } from "@/lib/core/diff/snapshot-index";
import { SYSTEM } from "@/lib/core/people/person";
import { bucketDigest } from "@/lib/core/review/bucket";
import { toBuckets } from "@/lib/core/review/placed";
import { toProjection } from "@/lib/core/upgrade/to-projection";
import { decideTakeSnapshot } from "@/lib/core/upgrade/decide/take-snapshot";
import { findSnapshot } from "@/lib/core/upgrade/upgrade";
import { storeSnapshot } from "@/lib/testing/store-snapshot";
import { createServiceWorld, type ServiceWorld } from "@/lib/testing/service-world";
import { aJobId, anUpgrade, aPerson, aSnapshot, type History, LEAD, REVIEWER_A, REVIEWER_B, snapshotTaken, upgraded } from "@/lib/testing/upgrade-builders";
import { markMentionsRead, readMentions } from "./read-mentions";
import { readThreads } from "./read-threads";
import { runCommand } from "./run-command";
import { discardDrafts, listDrafts, saveDraft } from "./save-draft";

const ROUTER = "lib/harbor_web/router.ex";
const UPGRADE = "upgrade-1";

/** A router with one hunk of two added lines after a removed one, and one further down. */
function aRouter(first = ["-  plug :old", "+  plug :one", "+  plug :two"], above = "", last = "+  plug :last"): string {
  return [` defmodule HarborWeb.Router do`, above && ` ${above}`, ...first, "   plug :keep", last, " end"].filter((line) => line !== "").join("\n");
}

/** A world whose upgrade has a snapshot of each text of the router. */
async function aReviewedWorld(...routers: readonly string[]): Promise<{ world: ServiceWorld; indexes: readonly SnapshotIndex[]; history: History }> {
  const history = upgraded(anUpgrade());
  const world = await createServiceWorld();
  const indexes: SnapshotIndex[] = [];
  for (const router of routers) {
    const patch = aPatch(router);
    const index = buildSnapshotIndex({ rawChanges: [aRawChange({ path: ROUTER })], patchOf: () => patch, facts: someFacts() });
    const indexBlob = await storeSnapshot(world.blobs, [[aRawChange({ path: ROUTER }), patch]]);
    if (indexes.length > 0) history.take((upgrade) => decideTakeSnapshot(upgrade, SYSTEM, aJobId()));
    snapshotTaken(history, { ...aSnapshot(), buckets: toBuckets(index.changes, []), indexBlob });
    indexes.push(index);
  }
  await world.log.append(history.records(), toProjection(history.upgrade()));
  return { world, indexes, history };
}

function aDraft(id: string, target: CommentDraft["target"], rest: Partial<CommentDraft> = {}) {
  return { id, target, body: "Is this meant?", mustFix: false, base: 0, ...rest };
}

function onLine(index: SnapshotIndex | undefined, hunk: number, line: LinePlace | null, snapshot = 1): CommentDraft["target"] {
  const hunkId = index?.changes[0]?.hunks[hunk]?.id;
  if (!hunkId) throw new Error(`there is no hunk ${hunk}`);
  return { type: "place", place: { snapshot, hunkId, line } };
}

function publish(world: ServiceWorld, person = REVIEWER_A, ...draftIds: readonly string[]) {
  return runCommand(world, { person, provedAt: world.now() }, UPGRADE, { type: "publish-comments", draftIds: [...draftIds], decision: null });
}

describe("drafts", () => {
  it("are only their author's to see, to publish and to discard", async () => {
    const { world, indexes } = await aReviewedWorld(aRouter());
    await saveDraft(world, REVIEWER_A, UPGRADE, aDraft("draft-0001", onLine(indexes[0], 0, null)));

    expect(await listDrafts(world, REVIEWER_B, UPGRADE)).toEqual([]);
    expect(await publish(world, REVIEWER_B, "draft-0001")).toMatchObject({ ok: false, error: { code: "not-found" } });
    await discardDrafts(world, REVIEWER_B, UPGRADE, ["draft-0001"]);
    expect(await listDrafts(world, REVIEWER_A, UPGRADE)).toHaveLength(1);
    expect(await discardDrafts(world, REVIEWER_A, UPGRADE, ["draft-0001"])).toEqual([]);
  });

  it("are not saved over what was written elsewhere, and say so", async () => {
    const { world, indexes } = await aReviewedWorld(aRouter());
    const draft = aDraft("draft-0001", onLine(indexes[0], 0, null));
    await saveDraft(world, REVIEWER_A, UPGRADE, draft);
    await saveDraft(world, REVIEWER_A, UPGRADE, { ...draft, base: 1, body: "on the other device" });

    expect(await saveDraft(world, REVIEWER_A, UPGRADE, { ...draft, base: 1, body: "here" })).toMatchObject({ ok: false, error: { code: "content-changed" } });
    expect(await listDrafts(world, REVIEWER_A, UPGRADE)).toMatchObject([{ body: "on the other device" }]);
  });

  it("take a role, and an upgrade that exists", async () => {
    const { world, indexes } = await aReviewedWorld(aRouter());
    const draft = aDraft("draft-0001", onLine(indexes[0], 0, null));

    expect(await saveDraft(world, aPerson("nobody"), UPGRADE, draft)).toMatchObject({ ok: false, error: { code: "not-allowed" } });
    expect(await saveDraft(world, REVIEWER_A, "no-such-upgrade", draft)).toMatchObject({ ok: false, error: { code: "not-found" } });
  });
});

describe("publishing drafts", () => {
  it("makes records of all of them at once, with the lines as the snapshot has them, and removes the drafts", async () => {
    const { world, indexes } = await aReviewedWorld(aRouter());
    await saveDraft(world, REVIEWER_A, UPGRADE, aDraft("draft-0001", onLine(indexes[0], 0, { side: "new", offset: 1 }), { body: "@reviewer-b, why?" }));
    await saveDraft(world, REVIEWER_A, UPGRADE, aDraft("draft-0002", onLine(indexes[0], 0, { side: "old", offset: 0 }), { mustFix: true }));
    await saveDraft(world, REVIEWER_A, UPGRADE, aDraft("draft-0003", onLine(indexes[0], 1, null)));
    const before = (await world.upgrade()).lastSeq;

    expect(await publish(world, REVIEWER_A, "draft-0001", "draft-0002", "draft-0003")).toMatchObject({ ok: true });

    const { threads, lastSeq } = await world.upgrade();
    expect(lastSeq).toBe(before + 3);
    expect(await listDrafts(world, REVIEWER_A, UPGRADE)).toEqual([]);
    expect(world.live.events).toHaveLength(1);
    expect(threads).toMatchObject([
      {
        mustFix: false,
        place: { path: ROUTER, placement: "router", line: { number: 3, text: "  plug :two" } },
        comments: [{ mentions: [{ name: "reviewer-b" }] }],
      },
      { mustFix: true, place: { line: { side: "old", number: 2, text: "  plug :old" } } },
      { place: { line: null } },
    ]);
  });

  it("publishes none when one has no place, and keeps them", async () => {
    const { world, indexes } = await aReviewedWorld(aRouter());
    await saveDraft(world, REVIEWER_A, UPGRADE, aDraft("draft-0001", onLine(indexes[0], 0, null)));
    await saveDraft(world, REVIEWER_A, UPGRADE, aDraft("draft-0002", onLine(indexes[0], 0, { side: "new", offset: 2 })));
    await saveDraft(world, REVIEWER_A, UPGRADE, aDraft("draft-0003", onLine(indexes[0], 0, null, 7)));
    const before = (await world.upgrade()).lastSeq;

    expect(await publish(world, REVIEWER_A, "draft-0001", "draft-0002")).toMatchObject({ ok: false, error: { code: "bad-input" } });
    expect(await publish(world, REVIEWER_A, "draft-0001", "draft-0003")).toMatchObject({ ok: false, error: { code: "unknown-hunk" } });

    expect((await world.upgrade()).lastSeq).toBe(before);
    expect(await listDrafts(world, REVIEWER_A, UPGRADE)).toHaveLength(3);
  });

  it("comes with a decision in the same append, or not at all when the decision is refused", async () => {
    const { world, indexes } = await aReviewedWorld(aRouter());
    await saveDraft(world, REVIEWER_A, UPGRADE, aDraft("draft-0001", onLine(indexes[0], 0, null)));
    const upgrade = await world.upgrade();
    const snapshot = findSnapshot(upgrade);
    const seenDigest = snapshot ? bucketDigest(upgrade, snapshot, "router") : "";
    const ask = (person: typeof LEAD, digest: string) =>
      runCommand(world, { person, provedAt: world.now() }, UPGRADE, {
        type: "publish-comments",
        draftIds: ["draft-0001"],
        decision: { type: "request-changes", category: "router", seenDigest: digest, reason: "See the comments." },
      });

    expect(await ask(REVIEWER_A, "0".repeat(64))).toMatchObject({ ok: false, error: { code: "content-changed" } });
    expect(await listDrafts(world, REVIEWER_A, UPGRADE)).toHaveLength(1);
    await saveDraft(world, LEAD, UPGRADE, aDraft("draft-0001", onLine(indexes[0], 0, null)));
    expect(await ask(LEAD, seenDigest)).toMatchObject({ ok: false, error: { code: "not-allowed" } });
    expect(await ask(REVIEWER_A, seenDigest)).toMatchObject({ ok: true });

    const after = await world.upgrade();
    expect([after.threads.length, after.signOffs.length]).toEqual([1, 1]);
  });

  it("publishes a draft once, however often it is asked at the same moment", async () => {
    const { world, indexes } = await aReviewedWorld(aRouter());
    await saveDraft(world, REVIEWER_A, UPGRADE, aDraft("draft-0001", onLine(indexes[0], 0, null)));

    const outcomes = await Promise.all(Array.from({ length: 5 }, () => publish(world, REVIEWER_A, "draft-0001")));

    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await world.upgrade()).threads).toHaveLength(1);
  });
});

describe("where a thread stands", () => {
  async function commented(line: LinePlace | null, ...routers: readonly string[]) {
    const { world, indexes } = await aReviewedWorld(aRouter(), ...routers);
    await saveDraft(world, REVIEWER_A, UPGRADE, aDraft("draft-0001", onLine(indexes[0], 0, line)));
    await publish(world, REVIEWER_A, "draft-0001");
    const at = async (number: number) => {
      const threads = await readThreads(world, UPGRADE, number);
      return threads.ok ? threads.value[0] : threads.error.code;
    };
    return { at, indexes };
  }

  it("is its line as long as the hunk is the same, wherever it moved", async () => {
    const { at, indexes } = await commented({ side: "new", offset: 1 }, aRouter(undefined, "  # a line above"));

    const hunkId = indexes[0]?.changes[0]?.hunks[0]?.id;
    expect(await at(1)).toMatchObject({ state: "here", hunkId, placement: "router", line: { side: "new", number: 3 } });
    expect(await at(2)).toMatchObject({ state: "here", hunkId, line: { side: "new", number: 4 } });
    expect(await at(3)).toBe("not-found");
  });

  it("is the hunk that took its place, at the line that reads the same if there is one", async () => {
    const changed = aRouter(["-  plug :old", "+  plug :new", "+  plug :one", "+  plug :two"]);
    const { at, indexes } = await commented({ side: "new", offset: 1 }, changed, aRouter(["-  plug :old", "+  plug :other"]));

    expect(await at(2)).toMatchObject({ state: "earlier", hunkId: indexes[1]?.changes[0]?.hunks[0]?.id, line: { side: "new", number: 4 } });
    expect(await at(3)).toMatchObject({ state: "earlier", hunkId: indexes[2]?.changes[0]?.hunks[0]?.id, line: null });
  });

  it("is an unchanged line as long as it reads the same, and its hunk when it does not", async () => {
    const { at, indexes } = await commented({ side: "unchanged", offset: 0 }, aRouter(undefined, "  # a line above"), aRouter().replace(":keep", ":kept"));

    expect(await at(1)).toMatchObject({ state: "here", line: { side: "new", number: 4 } });
    expect(await at(2)).toMatchObject({ state: "here", line: { side: "new", number: 5 } });
    expect(await at(3)).toMatchObject({ state: "earlier", hunkId: indexes[2]?.changes[0]?.hunks[0]?.id, line: null });
  });

  it.each([
    ["it is before the file", -9],
    ["it is in another hunk", 1],
    ["it is beyond the file", 900],
  ])("is refused on an unchanged line that is none: %s", async (_why, offset) => {
    const { world, indexes } = await aReviewedWorld(aRouter());
    await saveDraft(world, REVIEWER_A, UPGRADE, aDraft("draft-0001", onLine(indexes[0], 0, { side: "unchanged", offset })));

    expect(await publish(world, REVIEWER_A, "draft-0001")).toMatchObject({ ok: false });
    expect(await listDrafts(world, REVIEWER_A, UPGRADE)).toHaveLength(1);
  });

  it("is nowhere when its hunk is gone and nothing took its place", async () => {
    const { at } = await commented({ side: "new", offset: 1 }, aRouter([]));

    expect(await at(2)).toEqual({ threadId: expect.any(String), state: "gone", hunkId: null, path: ROUTER, placement: "router", line: null });
  });
});

describe("what calls a person", () => {
  it("waits in every open upgrade until they have read it", async () => {
    const { world, indexes } = await aReviewedWorld(aRouter());
    await saveDraft(world, REVIEWER_A, UPGRADE, aDraft("draft-0001", onLine(indexes[0], 0, null), { body: "@reviewer-b?" }));
    await publish(world, REVIEWER_A, "draft-0001");

    const [mention] = await readMentions(world, REVIEWER_B);
    expect(mention).toMatchObject({ upgradeId: UPGRADE, appName: "harbor", by: "reviewer-a", body: "@reviewer-b?", place: ROUTER });
    expect(await markMentionsRead(world, REVIEWER_B, { upgradeId: UPGRADE, seq: mention?.seq ?? 0 })).toEqual([]);
    expect(await readMentions(world, REVIEWER_B)).toEqual([]);
  });
});
