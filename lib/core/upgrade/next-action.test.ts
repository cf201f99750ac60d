import { describe, expect, it } from "vitest";
import { toActor } from "@/lib/core/people/person";
import {
  aJobId,
  anUpgrade,
  aPerson,
  approval,
  approve,
  approveAll,
  aSnapshot,
  type History,
  LEAD,
  OPERATOR,
  QA,
  REVIEWER_A,
  REVIEWER_B,
  run,
  snapshotTaken,
  tell,
  TREE_B,
  TREE_C,
  upgraded,
} from "@/lib/testing/upgrade-builders";
import { decideCheck } from "./decide/check-item";
import { decideAbandon, decideFinish } from "./decide/end-upgrade";
import { decideChoose } from "./decide/settle-step";
import { decideRequestChanges } from "./decide/sign-off";
import { decideStartAttempt } from "./decide/start-attempt";
import { decideTakeSnapshot } from "./decide/take-snapshot";
import { isUpTo, nextAction } from "./next-action";

const PEOPLE = [LEAD, OPERATOR, REVIEWER_A, REVIEWER_B, QA];

function next(history: History) {
  return nextAction(history.upgrade(), PEOPLE);
}

/** An upgrade whose choice is made and whose task has run; its snapshot is under review. */
function underReview(hunks: Parameters<typeof aSnapshot>[0] = { router: ["a"] }): History {
  const history = upgraded(anUpgrade());
  history.take((upgrade) => decideChoose(upgrade, LEAD, { stepId: "mode", option: "plain", note: "" }));
  return snapshotTaken(history, aSnapshot(hunks));
}

/** Everything up to the app being served. */
function serving(): History {
  const history = approveAll(underReview());
  run(history, "migrate", { treeAfter: TREE_B });
  const jobId = aJobId();
  history.take((upgrade) => decideStartAttempt(upgrade, OPERATOR, { stepId: "boot", alternative: null, reason: "", passkeys: null, jobId }));
  const probes = [{ path: "/", status: 200, title: "Home", durationMs: 12, error: null }];
  return history.take((upgrade) =>
    tell(upgrade, { number: 1, at: 0, type: "job.serving", jobId, appId: "harbor", upgradeId: "upgrade-1", url: "http://127.0.0.1:4000", probes }),
  );
}

function check(history: History, itemId: string, result: "pass" | "fail"): History {
  return history.take((upgrade) => decideCheck(upgrade, QA, { stepId: "smoke", itemId, result, note: "seen" }));
}

describe("who acts next", () => {
  it("is an operator or a lead, where a statement is asked for", () => {
    expect(next(anUpgrade())).toEqual({
      kind: "person",
      roles: ["operator", "lead"],
      people: [],
      why: "Backup: somebody has to put their name to it.",
      stepId: "backup",
    });
  });

  it("is nobody while something runs", () => {
    const history = anUpgrade().take((upgrade) =>
      decideStartAttempt(upgrade, OPERATOR, { stepId: "anchor", alternative: null, reason: "", passkeys: null, jobId: aJobId() }),
    );
    expect(next(history)).toMatchObject({ kind: "running", roles: [], why: "Anchor is running.", stepId: "anchor" });
  });

  it("is nobody while a snapshot is taken", () => {
    expect(next(upgraded(anUpgrade()))).toMatchObject({ kind: "running", why: "A snapshot is being taken.", stepId: "review" });
  });

  it("is an operator or a lead after a failure", () => {
    const history = run(anUpgrade(), "anchor", { exitCode: 1 });
    history.take(() => ({ ok: true, value: [{ actor: toActor(OPERATOR), event: { type: "step.attested", stepId: "backup", note: "x" } }] }));
    expect(next(history)).toMatchObject({ roles: ["operator", "lead"], why: "Anchor failed: run it again, run it another way or waive it.", stepId: "anchor" });
  });

  it("is told that an interrupted step was not retried", () => {
    const history = run(anUpgrade(), "anchor", { outcome: "interrupted", exitCode: null });
    history.take(() => ({ ok: true, value: [{ actor: toActor(OPERATOR), event: { type: "step.attested", stepId: "backup", note: "x" } }] }));
    expect(next(history).why).toBe("Anchor was interrupted and nothing was retried: decide whether to run it again.");
  });

  it("is told that nothing ran when the agent refused", () => {
    const jobId = aJobId();
    const history = anUpgrade().take((upgrade) =>
      decideStartAttempt(upgrade, OPERATOR, { stepId: "anchor", alternative: null, reason: "", passkeys: null, jobId }),
    );
    history.take((upgrade) =>
      tell(upgrade, {
        number: 1,
        at: 0,
        type: "job.refused",
        jobId,
        appId: "harbor",
        upgradeId: "upgrade-1",
        code: "app-busy",
        message: "Busy.",
        treeId: null,
      }),
    );
    history.take(() => ({ ok: true, value: [{ actor: toActor(OPERATOR), event: { type: "step.attested", stepId: "backup", note: "x" } }] }));
    expect(next(history).why).toBe("Anchor was refused by the agent; nothing ran.");
  });

  it("is a lead where a choice is open", () => {
    expect(next(snapshotTaken(upgraded(anUpgrade()), aSnapshot()))).toMatchObject({ roles: ["lead"], why: "Mode: Which?", stepId: "mode" });
  });
});

describe("who acts next in the review", () => {
  it("is whoever can give a hunk its category, before anybody signs", () => {
    expect(next(underReview({ unclassified: ["a", "b"] }))).toMatchObject({ roles: ["reviewer", "lead"], people: [], why: "2 hunks wait for a category." });
  });

  it("is every reviewer whose sign-off counts", () => {
    expect(next(underReview())).toMatchObject({
      roles: ["reviewer"],
      people: ["reviewer-a", "reviewer-b"],
      why: "Waits for 5 sign-offs: Host auth, Router, Schema, Integration, Audit and security.",
      stepId: "review",
    });
  });

  it("leaves out whoever started the upgrade and whoever wrote on its branch", () => {
    const starter = aPerson("lead-a", "lead", "reviewer");
    const history = underReview();
    snapshotTaken(
      history.take((upgrade) => decideTakeSnapshot(upgrade, toActor(LEAD), aJobId())),
      aSnapshot({ router: ["a"] }, { people: [{ name: "b", email: "reviewer-b@example.test" }] }),
    );
    expect(nextAction(history.upgrade(), [starter, REVIEWER_A, REVIEWER_B]).people).toEqual(["reviewer-a"]);
  });

  it("asks for a new reviewer when nobody is left", () => {
    expect(nextAction(underReview().upgrade(), [LEAD])).toMatchObject({ roles: ["administrator"], people: [] });
  });

  it("names only the bucket that is missing", () => {
    const history = underReview();
    for (const category of ["host_auth", "schema", "integration", "audit_security"] as const) approve(history, REVIEWER_A, category);
    expect(next(history).why).toBe("Waits for the sign-off: Router.");
  });

  it("leaves out who has signed already when a second approval is needed", () => {
    const history = snapshotTaken(
      upgraded(anUpgrade({ approvals: 2 })).take((upgrade) => decideChoose(upgrade, LEAD, { stepId: "mode", option: "plain", note: "" })),
      aSnapshot(),
    );
    expect(next(approveAll(history)).people).toEqual(["reviewer-b"]);
  });

  it("is an operator or a lead when changes were asked for, and the author once they were made", () => {
    const history = underReview();
    history.take((upgrade) =>
      decideRequestChanges(upgrade, REVIEWER_A, { category: "router", seenDigest: approval(upgrade, "router").seenDigest, reason: "no" }),
    );
    for (const category of ["host_auth", "schema", "integration", "audit_security"] as const) approve(history, REVIEWER_A, category);
    expect(next(history)).toMatchObject({
      roles: ["operator", "lead"],
      people: [],
      why: "reviewer-a asked for changes: Router. Make them and take a snapshot.",
    });
    snapshotTaken(
      history.take((upgrade) => decideTakeSnapshot(upgrade, toActor(LEAD), aJobId())),
      aSnapshot({ router: ["b"] }, { treeId: TREE_C }),
    );
    expect(next(history)).toMatchObject({ roles: ["reviewer"], people: ["reviewer-a"] });
  });
});

describe("who acts next when the gate closes again", () => {
  /** The agent found another tree than the one signed, and a snapshot shows what differs. */
  function refusedForItsTree(stepId: string, before: (history: History) => History): History {
    const history = before(approveAll(underReview()));
    const jobId = aJobId();
    history.take((upgrade) => decideStartAttempt(upgrade, OPERATOR, { stepId, alternative: null, reason: "", passkeys: null, jobId }));
    const refusal = {
      number: 1,
      at: 0,
      type: "job.refused",
      jobId,
      appId: "harbor",
      upgradeId: "upgrade-1",
      code: "tree-differs",
      message: "No.",
      treeId: TREE_C,
    } as const;
    return snapshotTaken(
      history.take((upgrade) => tell(upgrade, refusal)),
      aSnapshot({ router: ["b"] }, { treeId: TREE_C }),
    );
  }

  it("is a reviewer first, though the step stands as failed", () => {
    expect(next(refusedForItsTree("migrate", (history) => history))).toMatchObject({
      roles: ["reviewer"],
      why: "Waits for the sign-off: Router.",
      stepId: "review",
    });
  });

  it("is a reviewer also where the step does not require the review itself", () => {
    const migrated = (history: History) => run(history, "migrate", { treeAfter: TREE_B });
    expect(next(refusedForItsTree("boot", migrated))).toMatchObject({ roles: ["reviewer"], stepId: "review" });
  });
});

describe("who acts next at the end", () => {
  it("is whoever may run the gated step once all is signed", () => {
    expect(next(approveAll(underReview()))).toMatchObject({ roles: ["operator", "lead"], why: "Migrate is ready to run.", stepId: "migrate" });
  });

  it("is QA for the smoke checklist", () => {
    expect(next(serving())).toMatchObject({ roles: ["qa"], why: "Smoke: 2 of 2 checks are open.", stepId: "smoke" });
  });

  it("is an operator or a lead when a check failed", () => {
    expect(next(check(serving(), "login", "fail"))).toMatchObject({ roles: ["operator", "lead"], stepId: "smoke" });
  });

  it("is a lead when every step is settled, and nobody once it is finished", () => {
    const history = check(check(serving(), "login", "pass"), "logout", "pass");
    expect(next(history)).toMatchObject({ roles: ["lead"], why: "Every step is settled: finish the upgrade.", stepId: null });
    expect(next(history.take((upgrade) => decideFinish(upgrade, LEAD)))).toMatchObject({ kind: "nobody", why: "The upgrade was finished." });
  });

  it("is nobody after it was abandoned", () => {
    expect(next(anUpgrade().take((upgrade) => decideAbandon(upgrade, LEAD, { reason: "no" }))).kind).toBe("nobody");
  });
});

describe("whether it is up to me", () => {
  it("goes by role, and by name where names are given", () => {
    const review = next(underReview());
    expect(isUpTo(review, REVIEWER_A)).toBe(true);
    expect(isUpTo({ ...review, people: ["reviewer-b"] }, REVIEWER_A)).toBe(false);
    expect(isUpTo(review, QA)).toBe(false);
    expect(isUpTo(next(upgraded(anUpgrade())), LEAD)).toBe(false);
  });
});
