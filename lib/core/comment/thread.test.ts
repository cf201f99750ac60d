import { describe, expect, it } from "vitest";
import { sha256Hex } from "@/lib/core/digest";
import { bucketStatus } from "@/lib/core/review/bucket";
import { checkGate } from "@/lib/core/review/gate";
import { listOwed } from "@/lib/core/review/view-owed";
import { listRequirements } from "@/lib/core/review/view-requirements";
import { decideAssign } from "@/lib/core/upgrade/decide/review-items";
import { decidePublish } from "@/lib/core/upgrade/decide/publish-comments";
import { decideTakeSnapshot } from "@/lib/core/upgrade/decide/take-snapshot";
import { decideEditComment, decideReopenThread, decideResolve, decideWithdrawComment } from "@/lib/core/upgrade/decide/thread";
import { decideChoose } from "@/lib/core/upgrade/decide/settle-step";
import { nextAction } from "@/lib/core/upgrade/next-action";
import { decideAbandon } from "@/lib/core/upgrade/decide/end-upgrade";
import { findSnapshot } from "@/lib/core/upgrade/upgrade";
import { SYSTEM } from "@/lib/core/people/person";
import { aNewComment, aPlace, publish, reply } from "@/lib/testing/comment-builders";
import {
  aJobId,
  anUpgrade,
  approve,
  approveAll,
  aSnapshot,
  type History,
  LEAD,
  OPERATOR,
  QA,
  REVIEWER_A,
  REVIEWER_B,
  snapshotTaken,
  upgraded,
} from "@/lib/testing/upgrade-builders";
import { listWaitingMentions } from "./waiting-mentions";

const HUNKS = { host_auth: ["h1"], router: ["r1"], schema: ["s1"], integration: [], audit_security: ["a1"] };
const HOLDS = "reviewer-b marked a comment on lib/harbor_web/router.ex, line 12 as must fix, and it is not resolved.";

function reviewed(hunks: Parameters<typeof aSnapshot>[0] = HUNKS): History {
  return snapshotTaken(upgraded(anUpgrade()), aSnapshot(hunks));
}

function another(history: History, hunks: Parameters<typeof aSnapshot>[0]): History {
  return snapshotTaken(
    history.take((upgrade) => decideTakeSnapshot(upgrade, SYSTEM, aJobId())),
    aSnapshot(hunks),
  );
}

describe("publishing comments", () => {
  it("records all of them together, and a thread keeps what was said in order", () => {
    const history = publish(reviewed(), REVIEWER_A, aNewComment("t1"), aNewComment("t2", { body: "  And this?  " }));
    reply(history, OPERATOR, "t1");

    const [first, second] = history.upgrade().threads;
    expect(first).toMatchObject({ id: "t1", place: aPlace(), resolved: null, comments: [{ by: { name: "reviewer-a" } }, { body: "Because." }] });
    expect(second?.comments).toMatchObject([{ body: "And this?" }]);
  });

  it.each([
    ["nothing is written", aNewComment("t2", { body: " \n" }), "bad-input"],
    ["there is too much", aNewComment("t2", { body: "x".repeat(10_001) }), "bad-input"],
    ["the thread is not there", { ...aNewComment("t2"), target: { type: "thread" as const, threadId: "none" } }, "not-found"],
  ])("publishes none of them when one cannot be: %s", (_, second, code) => {
    const history = reviewed();

    expect(history.ask((upgrade) => decidePublish(upgrade, REVIEWER_A, [aNewComment("t1"), second]))).toMatchObject({ ok: false, error: { code } });
  });

  it("lets only a reviewer or a tech lead say that something must be fixed", () => {
    const history = reviewed();
    const ask = (person: typeof QA) => history.ask((upgrade) => decidePublish(upgrade, person, [aNewComment("t1", { mustFix: true })]));

    expect([ask(QA), ask(OPERATOR)]).toMatchObject([{ ok: false }, { ok: false }]);
    expect([ask(LEAD), ask(REVIEWER_A)]).toMatchObject([{ ok: true }, { ok: true }]);
  });

  it("is refused once the upgrade has ended", () => {
    const history = reviewed().take((upgrade) => decideAbandon(upgrade, LEAD, { reason: "no" }));

    expect(history.ask((upgrade) => decidePublish(upgrade, REVIEWER_A, [aNewComment("t1")]))).toMatchObject({ ok: false, error: { code: "upgrade-ended" } });
  });
});

describe("a comment that must be fixed", () => {
  it("holds its category and no other, signed or not, until it is resolved", () => {
    const history = approveAll(reviewed());
    expect(checkGate(history.upgrade()).open).toBe(true);
    publish(history, REVIEWER_B, aNewComment("t1", { mustFix: true }));

    expect(checkGate(history.upgrade())).toEqual({ open: false, obstacles: [{ placement: "router", sentence: `Router and pipeline wiring: ${HOLDS}` }] });
    expect([bucketStatus(history.upgrade(), "router"), bucketStatus(history.upgrade(), "schema")]).toEqual(["changes", "done"]);

    history.take((upgrade) => decideResolve(upgrade, REVIEWER_B, { threadId: "t1", reason: "" }));
    expect(checkGate(history.upgrade()).open).toBe(true);
    history.take((upgrade) => decideReopenThread(upgrade, OPERATOR, { threadId: "t1", reason: "still there" }));
    expect(checkGate(history.upgrade()).open).toBe(false);
  });

  it("lets a sign-off be given meanwhile, and tells the signer", () => {
    const history = publish(reviewed(), REVIEWER_B, aNewComment("t1", { mustFix: true }));
    const upgrade = history.upgrade();
    const snapshot = findSnapshot(upgrade);
    if (!snapshot) throw new Error("no snapshot");
    const input = { upgrade, snapshot, category: "router", person: REVIEWER_A, counts: { hunks: 1, opened: 1 } } as const;

    expect(listRequirements(input).find(({ what }) => what.startsWith("Must fix: reviewer-b’s comment"))).toMatchObject({ blocks: false });
    approve(history, REVIEWER_A, "router");
    expect(checkGate(history.upgrade()).open).toBe(false);
  });

  it("is resolved by its author, or by a tech lead with a reason, and by nobody else", () => {
    const history = publish(reviewed(), REVIEWER_B, aNewComment("t1", { mustFix: true }));
    const ask = (person: typeof QA, reason = "") => history.ask((upgrade) => decideResolve(upgrade, person, { threadId: "t1", reason }));

    expect(ask(REVIEWER_A, "fine by me")).toMatchObject({ ok: false, error: { code: "not-yours", message: expect.stringContaining("reviewer-b") } });
    expect(ask(LEAD)).toMatchObject({ ok: false, error: { code: "reason-missing" } });
    expect(ask(LEAD, "It was agreed on.")).toMatchObject({ ok: true });
    expect(ask(REVIEWER_B)).toMatchObject({ ok: true });
  });

  it("holds on when its hunk has changed or is gone, and follows it when a person moves it", () => {
    const history = publish(approveAll(reviewed()), REVIEWER_B, aNewComment("t1", { mustFix: true }));
    another(history, { ...HUNKS, router: ["r2"] });
    approve(history, REVIEWER_A, "router");
    expect(checkGate(history.upgrade())).toMatchObject({ open: false, obstacles: [{ placement: "router" }] });

    const moved = publish(reviewed(), REVIEWER_B, aNewComment("t1", { mustFix: true })).take((upgrade) =>
      decideAssign(upgrade, REVIEWER_A, {
        hunkId: sha256Hex("r1"),
        to: "schema",
        reason: "It is one.",
        hunk: { path: "x", placement: "router" },
        bucketsAfter: aSnapshot({ ...HUNKS, router: [], schema: ["r1", "s1"] }).buckets,
        differences: {},
      }),
    );
    approveAll(moved);
    expect(checkGate(moved.upgrade())).toMatchObject({ open: false, obstacles: [{ placement: "schema" }] });
  });

  it("holds where it is unclassified too, and no longer when its author takes it back", () => {
    const history = publish(
      reviewed({ ...HUNKS, unclassified: ["u1"] }),
      REVIEWER_B,
      aNewComment("t1", { mustFix: true, place: aPlace({ placement: "unclassified" }) }),
    );
    approveAll(another(history, HUNKS));
    expect(checkGate(history.upgrade())).toMatchObject({ open: false, obstacles: [{ placement: "unclassified", sentence: `Unclassified: ${HOLDS}` }] });

    history.take((upgrade) => decideWithdrawComment(upgrade, REVIEWER_B, { threadId: "t1", commentId: "t1-1" }));
    expect(checkGate(history.upgrade()).open).toBe(true);
  });

  it("is the turn of whoever can fix it, and of its author once the bucket has changed", () => {
    const chosen = approveAll(reviewed()).take((upgrade) => decideChoose(upgrade, LEAD, { stepId: "mode", option: "plain", note: "" }));
    const history = publish(chosen, REVIEWER_B, aNewComment("t1", { mustFix: true }));
    const people = [LEAD, OPERATOR, REVIEWER_A, REVIEWER_B];
    expect(nextAction(history.upgrade(), people)).toMatchObject({
      roles: ["operator", "lead"],
      people: [],
      why: "reviewer-b asked for changes: Router. Make them and take a snapshot.",
    });
    expect(listOwed(history.upgrade(), REVIEWER_B)).toEqual([]);

    another(history, { ...HUNKS, router: ["r2"] });
    expect(nextAction(history.upgrade(), people)).toMatchObject({
      people: ["reviewer-b"],
      why: "What reviewer-b asked to change has changed: Router. Read it and resolve the comment.",
    });
    expect(listOwed(history.upgrade(), REVIEWER_B)).toEqual(["router"]);
  });
});

describe("a comment's author", () => {
  it("may change it, and how it read stays in the record", () => {
    const history = publish(reviewed(), REVIEWER_A, aNewComment("t1"));
    const edit = { threadId: "t1", commentId: "t1-1", body: "Why is it here twice?", mentions: [] };

    expect(history.ask((upgrade) => decideEditComment(upgrade, REVIEWER_B, edit))).toMatchObject({ ok: false, error: { code: "not-yours" } });
    history.take((upgrade) => decideEditComment(upgrade, REVIEWER_A, edit));

    expect(history.upgrade().threads[0]?.comments).toMatchObject([{ body: "Why is it here twice?", earlier: [{ body: "Why is this here?" }] }]);
    expect(history.ask((upgrade) => decideEditComment(upgrade, REVIEWER_A, edit))).toEqual({ ok: true, value: [] });
  });

  it("may take it back, once", () => {
    const history = publish(reviewed(), REVIEWER_A, aNewComment("t1"));
    const ref = { threadId: "t1", commentId: "t1-1" };

    expect(history.ask((upgrade) => decideWithdrawComment(upgrade, LEAD, ref))).toMatchObject({ ok: false, error: { code: "not-yours" } });
    history.take((upgrade) => decideWithdrawComment(upgrade, REVIEWER_A, ref));
    expect(history.ask((upgrade) => decideWithdrawComment(upgrade, REVIEWER_A, ref))).toMatchObject({ ok: false, error: { code: "not-found" } });
  });
});

describe("being called by name", () => {
  const CALLED = { mentions: [{ id: REVIEWER_B.id, name: REVIEWER_B.name }] };

  it("waits until it is read, answered, resolved or taken back", () => {
    const history = publish(reviewed(), REVIEWER_A, aNewComment("t1", CALLED));
    const waiting = (readSeq = 0) => listWaitingMentions(history.upgrade(), REVIEWER_B.id, readSeq);
    const seq = history.upgrade().lastSeq;

    expect(waiting()).toMatchObject([{ threadId: "t1", by: "reviewer-a", place: "lib/harbor_web/router.ex, line 12", seq }]);
    expect(listWaitingMentions(history.upgrade(), REVIEWER_A.id, 0)).toEqual([]);
    expect(waiting(seq)).toEqual([]);
    reply(history, REVIEWER_B, "t1");
    expect(waiting()).toEqual([]);
    reply(history, REVIEWER_A, "t1", CALLED);
    expect(waiting(seq)).toHaveLength(1);
    history.take((upgrade) => decideResolve(upgrade, OPERATOR, { threadId: "t1", reason: "" }));
    expect(waiting()).toEqual([]);
  });
});
