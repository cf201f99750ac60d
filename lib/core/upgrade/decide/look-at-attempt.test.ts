import { describe, expect, it } from "vitest";
import { describeStep } from "@/lib/core/upgrade/describe-step";
import { nextAction } from "@/lib/core/upgrade/next-action";
import { stepStatus } from "@/lib/core/upgrade/step-status";
import type { Sealing } from "@/lib/contract/agent-api";
import {
  aFinished,
  aJobId,
  anUpgrade,
  approveAll,
  aSnapshot,
  LEAD,
  NOON,
  OPERATOR,
  snapshotTaken,
  tell,
  TREE_A,
  TREE_B,
  upgraded,
} from "@/lib/testing/upgrade-builders";
import { decideFinish } from "./end-upgrade";
import { decideLookAt } from "./look-at-attempt";
import { decideChoose, decideWaive } from "./settle-step";
import { decideStartAttempt } from "./start-attempt";

const CHECKED: Sealing = { mode: "checked", reason: "It reads another folder." };
const SEALED: Sealing = { mode: "sealed", treeId: TREE_A, fromArchive: 0, fromCommit: 0, asSigned: 0, files: [], state: [] };

/** The gated step has run, the checkout at one tree before and at another after. */
function migrated(sealing: Sealing, treeAfter: string | null = TREE_B) {
  const history = upgraded(anUpgrade());
  history.take((upgrade) => decideChoose(upgrade, LEAD, { stepId: "mode", option: "plain", note: "" }));
  approveAll(snapshotTaken(history, aSnapshot({ router: ["a"] })));
  const jobId = aJobId();
  history.take((upgrade) => decideStartAttempt(upgrade, OPERATOR, { stepId: "migrate", alternative: null, reason: "", passkeys: null, jobId }));
  const about = { number: 1, at: NOON, jobId, appId: "harbor", upgradeId: "upgrade-1" };
  history.take((upgrade) => tell(upgrade, { ...about, type: "job.started", argv: ["mix", "ecto.migrate"], treeId: TREE_A, sealing }));
  history.take((upgrade) => tell(upgrade, aFinished(jobId, { treeBefore: TREE_A, treeAfter })));
  const step = history.upgrade().lane.steps.find(({ id }) => id === "migrate");
  if (!step) throw new Error("expected a step migrate");
  if (history.upgrade().attempts.some(({ progress }) => progress.status === "sent")) snapshotTaken(history, aSnapshot({ router: ["a"] }));
  return { history, jobId, step };
}

describe("an attempt that ran on changed content", () => {
  it.each([
    ["another tree", TREE_B],
    ["a tree that could not be read", null],
  ])("is marked when the checkout is at %s afterwards, and waits for a tech lead", (_what, treeAfter) => {
    const { history, step } = migrated(CHECKED, treeAfter);

    const upgrade = history.upgrade();

    expect(stepStatus(upgrade, step)).toBe("failed");
    expect(describeStep(upgrade, step)).toMatchObject({ text: "Ran on changed content" });
    expect(nextAction(upgrade, [LEAD])).toMatchObject({
      kind: "person",
      roles: ["lead"],
      stepId: "migrate",
      why: expect.stringContaining("ran on changed content"),
    });
  });

  it("locks the line: nothing starts, is waived or finishes", () => {
    const upgrade = migrated(CHECKED).history.upgrade();
    const input = { stepId: "migrate", alternative: null, reason: "again", passkeys: null, jobId: aJobId() };

    for (const decision of [
      decideStartAttempt(upgrade, OPERATOR, input),
      decideWaive(upgrade, LEAD, { stepId: "boot", reason: "x" }),
      decideFinish(upgrade, LEAD),
    ]) {
      expect(decision).toMatchObject({ ok: false, error: { code: "ran-on-changed" } });
    }
  });

  it("goes on once somebody looked and said what they found", () => {
    const { history, jobId, step } = migrated(CHECKED);
    expect(decideLookAt(history.upgrade(), LEAD, { jobId, note: " " })).toMatchObject({ ok: false, error: { code: "reason-missing" } });

    history.take((upgrade) => decideLookAt(upgrade, LEAD, { jobId, note: "Only a comment differs." }));

    const upgrade = history.upgrade();
    expect(stepStatus(upgrade, step)).toBe("done");
    expect(upgrade.attempts.find(({ job }) => job.jobId === jobId)?.lookedAt).toMatchObject({ note: "Only a comment differs." });
    expect(decideLookAt(upgrade, LEAD, { jobId, note: "again" })).toMatchObject({ ok: false, error: { code: "already-settled" } });
  });

  it.each<[string, Sealing, string]>([
    ["it ran sealed", SEALED, TREE_B],
    ["the tree stayed", CHECKED, TREE_A],
  ])("is none when %s", (_what, sealing, treeAfter) => {
    const { history, jobId, step } = migrated(sealing, treeAfter);

    expect(stepStatus(history.upgrade(), step)).toBe("done");
    expect(decideLookAt(history.upgrade(), LEAD, { jobId, note: "x" })).toMatchObject({ ok: false, error: { code: "wrong-kind" } });
  });
});
