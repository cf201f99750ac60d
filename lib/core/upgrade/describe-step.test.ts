import { describe, expect, it } from "vitest";
import type { Finding } from "@/lib/core/lane/finding";
import {
  aFinished,
  aJobId,
  anUpgrade,
  approveAll,
  aSnapshot,
  type History,
  LEAD,
  NOON,
  OPERATOR,
  QA,
  run,
  snapshotTaken,
  TREE_B,
  TREE_C,
  tell,
  upgraded,
} from "@/lib/testing/upgrade-builders";
import { attemptStatus } from "./describe-attempt";
import { describeStep } from "./describe-step";
import { decideChoose, decideWaive } from "./decide/settle-step";
import { decideStartAttempt } from "./decide/start-attempt";
import type { Upgrade } from "./upgrade";

const ANCHOR = { type: "anchor", commit: TREE_C, branch: "main", treeId: TREE_C, lockedVersion: "0.3.4" } as const;

function line(history: History, stepId: string) {
  return describeStep(history.upgrade(), stepOf(history.upgrade(), stepId));
}

function stepOf({ lane }: Upgrade, stepId: string) {
  const step = lane.steps.find(({ id }) => id === stepId);
  if (!step) throw new Error(`no step ${stepId}`);
  return step;
}

describe("a step in one line", () => {
  it("says nothing of a step that has only its title", () => {
    expect(line(anUpgrade(), "anchor")).toBeUndefined();
  });

  it("says what a step beyond the point of no return takes", () => {
    expect(line(anUpgrade(), "migrate")).toEqual({ text: "Gated: needs its own confirmation" });
  });

  it("names who confirmed, with the moment", () => {
    expect(line(upgraded(anUpgrade()), "backup")).toMatchObject({ text: "operator-a", at: expect.any(Number) });
  });

  it("names who waived it, and why", () => {
    const history = anUpgrade().take((upgrade) => decideWaive(upgrade, LEAD, { stepId: "anchor", reason: "no git here" }));
    expect(line(history, "anchor")).toEqual({ text: "Waived by lead-a: no git here" });
  });

  it("shows the option that was chosen, and where it rules a step out", () => {
    const history = anUpgrade().take((upgrade) => decideChoose(upgrade, LEAD, { stepId: "mode", option: "plain", note: "" }));
    expect(line(history, "mode")).toEqual({ text: "Plain" });
    expect(line(history, "full-only")).toEqual({ text: 'Not with "Plain"' });
  });

  it("shows what a job found, and how a later attempt ended", () => {
    const history = run(anUpgrade(), "anchor", { report: ANCHOR });
    expect(line(history, "anchor")).toEqual({ text: "Commit ccccccc", at: NOON + 1_000 });
    expect(line(run(history, "anchor", { exitCode: 2 }), "anchor")).toEqual({ text: "Attempt 2, exit 2" });
    expect(line(run(history, "anchor", { outcome: "interrupted", exitCode: null }), "anchor")).toEqual({ text: "Attempt 3, interrupted" });
  });

  it("says where a job is that the agent has not started", () => {
    const history = anUpgrade().take((upgrade) =>
      decideStartAttempt(upgrade, OPERATOR, { stepId: "anchor", alternative: null, reason: "", passkeys: null, jobId: aJobId() }),
    );
    expect(line(history, "anchor")).toEqual({ text: "On its way to the agent" });
  });

  it("counts what the tool skipped", () => {
    const skipped: Finding = { kind: "skipped-injection", severity: "care", title: "Skipped", detail: "", line: 3, subject: "lib/x.ex" };
    expect(line(upgraded(anUpgrade(), [skipped]), "upgrade")).toEqual({ text: "1 injection skipped by the tool" });
  });

  it("says that an app was stopped once it had answered", () => {
    const history = run(approveAll(snapshotTaken(upgraded(anUpgrade()), aSnapshot())), "migrate", { treeAfter: TREE_B });
    const jobId = aJobId();
    history.take((upgrade) => decideChoose(upgrade, LEAD, { stepId: "mode", option: "plain", note: "" }));
    history.take((upgrade) => decideStartAttempt(upgrade, OPERATOR, { stepId: "boot", alternative: null, reason: "", passkeys: null, jobId }));
    const probes = [{ path: "/", status: 200, title: null, durationMs: 1, error: null }];
    history.take((upgrade) =>
      tell(upgrade, { number: 1, at: 0, type: "job.serving", jobId, appId: "harbor", upgradeId: "upgrade-1", url: "http://127.0.0.1:4000", probes }),
    );
    expect(line(history, "boot")).toMatchObject({ text: "Up" });
    history.take((upgrade) => tell(upgrade, aFinished(jobId, { outcome: "cancelled", exitCode: null, treeAfter: TREE_B })));
    expect(line(history, "boot")).toMatchObject({ text: "Answered, then stopped" });
  });

  it("counts signed buckets and checked lines", () => {
    const history = snapshotTaken(upgraded(anUpgrade()), aSnapshot());
    expect(line(history, "review")).toEqual({ text: "0 of 5 signed" });
    expect(line(approveAll(history), "review")).toEqual({ text: "5 of 5 signed, current" });
    expect(line(history, "smoke")).toEqual({ text: "2 checks" });
    history.take(() => ({
      ok: true,
      value: [
        {
          actor: { kind: "person", id: QA.id, name: QA.name, email: QA.email },
          event: { type: "check.recorded", stepId: "smoke", itemId: "login", result: "fail", note: "500" },
        },
      ],
    }));
    expect(line(history, "smoke")).toEqual({ text: "1 of 2 checked, 1 failed" });
  });
});

describe("the status of one attempt", () => {
  it("is its own, whatever came later", () => {
    const history = run(run(anUpgrade(), "anchor", { exitCode: 1 }), "anchor", { report: ANCHOR });
    const upgrade = history.upgrade();
    expect(upgrade.attempts.map((attempt) => attemptStatus(upgrade, stepOf(upgrade, "anchor"), attempt))).toEqual(["failed", "done"]);
  });
});
