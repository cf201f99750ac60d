import { describe, expect, it } from "vitest";
import { findCurrentStep, stepStatus } from "@/lib/core/upgrade/step-status";
import { toProjection } from "@/lib/core/upgrade/to-projection";
import {
  aFinished,
  aJobId,
  anUpgrade,
  aPerson,
  approveAll,
  aSnapshot,
  type History,
  LEAD,
  NOON,
  OPERATOR,
  QA,
  REVIEWER_A,
  run,
  snapshotTaken,
  tell,
  TREE_C,
  upgraded,
} from "@/lib/testing/upgrade-builders";
import { decideCancel } from "./cancel-attempt";
import { decideCheck, decideClearCheck } from "./check-item";
import { decideAbandon, decideFinish } from "./end-upgrade";
import { decideAccepted, decideSendRefused } from "./record-fact";
import { decideAttest, decideChoose, decideReopen, decideWaive } from "./settle-step";
import { decideStartAttempt } from "./start-attempt";

const run1 = { alternative: null, reason: "", passkeys: null };

function status(history: History, stepId: string) {
  const upgrade = history.upgrade();
  const step = upgrade.lane.steps.find(({ id }) => id === stepId);
  return step ? stepStatus(upgrade, step) : undefined;
}

function migrated(): History {
  const history = approveAll(snapshotTaken(upgraded(anUpgrade()), aSnapshot({ schema: ["s"] })));
  history.take((upgrade) => decideChoose(upgrade, LEAD, { stepId: "mode", option: "plain", note: "" }));
  return run(history, "migrate", { treeAfter: "b".repeat(40) });
}

describe("starting an upgrade", () => {
  it("is refused when four eyes leave nobody to sign", () => {
    const both = aPerson("lead-r", "lead", "reviewer");

    expect(() => anUpgrade({ startedBy: both, reviewers: [both] })).toThrow(/nobody-can-sign/);
    expect(() => anUpgrade({ reviewers: [] })).toThrow(/nobody-can-sign/);
  });
});

describe("starting a step", () => {
  it("is refused before what it requires is settled, naming it", () => {
    const refused = anUpgrade().ask((upgrade) => decideStartAttempt(upgrade, OPERATOR, { stepId: "upgrade", ...run1, jobId: aJobId() }));

    expect(refused).toMatchObject({ ok: false, error: { code: "requirements-open", details: ["Backup is waiting.", "Anchor is waiting."] } });
  });

  it("is refused while something runs for the app", () => {
    const history = anUpgrade().take((upgrade) => decideStartAttempt(upgrade, OPERATOR, { stepId: "anchor", ...run1, jobId: aJobId() }));

    expect(history.ask((upgrade) => decideStartAttempt(upgrade, OPERATOR, { stepId: "anchor", ...run1, jobId: aJobId() }))).toMatchObject({
      ok: false,
      error: { code: "attempt-running" },
    });
  });

  it("takes only declared alternatives, and those with a reason", () => {
    const history = upgraded(anUpgrade());
    snapshotTaken(history, aSnapshot());
    const start = (alternative: string, reason: string) =>
      history.ask((upgrade) => decideStartAttempt(upgrade, OPERATOR, { stepId: "upgrade", alternative, reason, passkeys: null, jobId: aJobId() }));

    expect(start("allow-dirty", "")).toMatchObject({ ok: false, error: { code: "reason-missing" } });
    expect(start("rm -rf", "because")).toMatchObject({ ok: false, error: { code: "bad-input" } });
    expect(start("allow-dirty", "tree is generated")).toMatchObject({
      ok: true,
      value: [{ event: { argv: ["mix", "sigra.upgrade", "--allow-dirty", "--yes"] } }],
    });
  });

  it("waits at the agent's door until it is accepted, once", () => {
    const jobId = aJobId();
    const history = anUpgrade().take((upgrade) => decideStartAttempt(upgrade, OPERATOR, { stepId: "anchor", ...run1, jobId }));
    expect(toProjection(history.upgrade()).deliveries).toMatchObject([{ kind: "job", jobId }]);

    history.take((upgrade) => decideAccepted(upgrade, jobId, "agent-1"));

    expect(toProjection(history.upgrade()).deliveries).toEqual([]);
    expect(history.ask((upgrade) => decideAccepted(upgrade, jobId, "agent-1"))).toEqual({ ok: true, value: [] });
  });

  it("fails when the agent refuses the job", () => {
    const jobId = aJobId();
    const history = anUpgrade()
      .take((upgrade) => decideStartAttempt(upgrade, OPERATOR, { stepId: "anchor", ...run1, jobId }))
      .take((upgrade) => decideSendRefused(upgrade, { jobId, code: "dirty-tree", message: "commit first" }, "agent-1"));

    expect(status(history, "anchor")).toBe("failed");
  });
});

describe("a fact told by the agent", () => {
  it("changes nothing when it is told again", () => {
    const history = upgraded(anUpgrade());
    const ended = history.upgrade().attempts.find(({ job }) => job.stepId === "upgrade");
    const before = history.records().length;

    history.take((upgrade) => tell(upgrade, aFinished(ended?.job.jobId ?? "")));

    expect(history.records()).toHaveLength(before);
  });

  it.each([
    ["exit status 1", { exitCode: 1 }, "failed"],
    ["a time limit", { outcome: "timed-out", exitCode: null }, "failed"],
    ["a cancellation", { outcome: "cancelled", exitCode: null }, "failed"],
    ["a lost agent", { outcome: "interrupted", exitCode: null }, "interrupted"],
  ] as const)("of %s stops the line and can be tried again", (_, end, expected) => {
    const history = run(anUpgrade(), "anchor", end);

    expect(status(history, "anchor")).toBe(expected);
    expect(findCurrentStep(history.upgrade())?.id).toBe("anchor");
    run(history, "anchor", { report: { type: "anchor", commit: TREE_C, branch: "main", treeId: TREE_C, lockedVersion: null } });
    expect(status(history, "anchor")).toBe("done");
    expect(history.upgrade().anchor?.commit).toBe(TREE_C);
  });

  it("of skipped work settles the step without looking like success", () => {
    const history = upgraded(anUpgrade(), [{ kind: "skipped-injection", severity: "care", title: "t", detail: "d", line: 3, subject: "application.ex" }]);

    expect(status(history, "upgrade")).toBe("skipped");
  });

  it("asks for a snapshot when the tree is no longer the one under review", () => {
    const history = run(approveAll(snapshotTaken(upgraded(anUpgrade()), aSnapshot({ schema: ["s"] }))), "migrate", { treeAfter: TREE_C });

    expect(history.upgrade().attempts.at(-1)).toMatchObject({ job: { action: { type: "snapshot" } }, by: { kind: "system" } });
  });
});

describe("a waiver", () => {
  it("needs a reason, is refused where the guide leaves no room, and can be taken back", () => {
    const history = anUpgrade();
    const waive = (stepId: string, reason: string) => history.ask((upgrade) => decideWaive(upgrade, LEAD, { stepId, reason }));

    expect(waive("anchor", " ")).toMatchObject({ ok: false, error: { code: "reason-missing" } });
    expect(waive("backup", "none")).toMatchObject({ ok: false, error: { code: "not-waivable" } });
    history.take((upgrade) => decideWaive(upgrade, LEAD, { stepId: "anchor", reason: "throwaway app" }));
    expect(status(history, "anchor")).toBe("waived");
    history.take((upgrade) => decideReopen(upgrade, LEAD, { stepId: "anchor", reason: "" }));
    expect(status(history, "anchor")).toBe("waiting");
  });

  it("gives way to an attempt", () => {
    const history = anUpgrade().take((upgrade) => decideWaive(upgrade, LEAD, { stepId: "anchor", reason: "r" }));

    run(history, "anchor");

    expect(status(history, "anchor")).toBe("done");
  });
});

describe("a choice", () => {
  it("decides which steps apply and stands once one of them ran", () => {
    const history = anUpgrade();
    expect(status(history, "full-only")).toBe("todo");
    history.take((upgrade) => decideChoose(upgrade, LEAD, { stepId: "mode", option: "plain", note: "" }));
    expect(status(history, "full-only")).toBe("na");
    history.take((upgrade) => decideChoose(upgrade, LEAD, { stepId: "mode", option: "full", note: "" }));
    expect(status(history, "full-only")).toBe("todo");
    expect(history.ask((upgrade) => decideChoose(upgrade, LEAD, { stepId: "mode", option: "other", note: "" }))).toMatchObject({
      ok: false,
      error: { code: "bad-input" },
    });
  });
});

describe("an attestation", () => {
  it("needs its note where one is asked for", () => {
    expect(anUpgrade().ask((upgrade) => decideAttest(upgrade, OPERATOR, { stepId: "backup", note: "" }))).toMatchObject({
      ok: false,
      error: { code: "reason-missing" },
    });
  });
});

describe("a served app", () => {
  function serving(): { history: History; jobId: string } {
    const history = migrated();
    const jobId = aJobId();
    history.take((upgrade) => decideStartAttempt(upgrade, OPERATOR, { stepId: "boot", ...run1, jobId }));
    history.take((upgrade) =>
      tell(upgrade, {
        number: 1,
        at: NOON,
        type: "job.serving",
        jobId,
        appId: "harbor",
        upgradeId: "upgrade-1",
        url: "http://127.0.0.1:4000",
        probes: [{ path: "/", status: 200, title: "Home", durationMs: 3, error: null }],
      }),
    );
    return { history, jobId };
  }

  it("is done while it answers, and stays done after it is stopped", () => {
    const { history, jobId } = serving();
    expect(status(history, "boot")).toBe("done");
    history.take((upgrade) => decideCancel(upgrade, QA, jobId));
    expect(toProjection(history.upgrade()).deliveries).toMatchObject(
      [{ kind: "job" }, { kind: "cancel" }].slice(history.upgrade().attempts.at(-1)?.accepted ? 1 : 0),
    );
    history.take((upgrade) => tell(upgrade, aFinished(jobId, { outcome: "cancelled", exitCode: null })));
    expect(status(history, "boot")).toBe("done");
  });

  it("holds other commands back until it is stopped", () => {
    const { history } = serving();

    expect(history.ask((upgrade) => decideStartAttempt(upgrade, OPERATOR, { stepId: "migrate", ...run1, jobId: aJobId() }))).toMatchObject({
      ok: false,
      error: { code: "server-running" },
    });
  });

  it("is stopped when the upgrade ends", () => {
    const { history, jobId } = serving();
    for (const itemId of ["login", "logout"]) history.take((upgrade) => decideCheck(upgrade, QA, { stepId: "smoke", itemId, result: "pass", note: "" }));

    history.take((upgrade) => decideFinish(upgrade, LEAD));

    expect(history.upgrade().ending?.type).toBe("finished");
    expect(history.upgrade().attempts.find(({ job }) => job.jobId === jobId)?.cancelRequested).toBe(true);
  });
});

describe("a checklist", () => {
  it("fails with one failed item and asks what was seen", () => {
    const history = migrated();
    history.take((upgrade) => decideWaive(upgrade, LEAD, { stepId: "boot", reason: "no server here" }));
    const check =
      (itemId: string, result: "pass" | "fail", note = "") =>
      (upgrade: ReturnType<typeof history.upgrade>) =>
        decideCheck(upgrade, QA, { stepId: "smoke", itemId, result, note });

    expect(history.ask(check("login", "fail"))).toMatchObject({ ok: false, error: { code: "reason-missing" } });
    history.take(check("login", "fail", "500")).take(check("logout", "pass"));
    expect(status(history, "smoke")).toBe("failed");
    history.take((upgrade) => decideClearCheck(upgrade, QA, { stepId: "smoke", itemId: "login" }));
    expect(status(history, "smoke")).toBe("waiting");
    expect(history.ask(check("unknown", "pass"))).toMatchObject({ ok: false, error: { code: "unknown-item" } });
  });
});

describe("ending", () => {
  it("is refused while steps are open, and nothing follows an end", () => {
    const history = anUpgrade();
    expect(history.ask((upgrade) => decideFinish(upgrade, LEAD))).toMatchObject({ ok: false, error: { code: "not-all-settled" } });
    history.take((upgrade) => decideAbandon(upgrade, LEAD, { reason: "wrong app" }));
    expect(history.ask((upgrade) => decideAttest(upgrade, OPERATOR, { stepId: "backup", note: "x" }))).toMatchObject({
      ok: false,
      error: { code: "upgrade-ended" },
    });
    expect(history.ask((upgrade) => decideAbandon(upgrade, REVIEWER_A, { reason: "again" }))).toMatchObject({ ok: false });
  });
});
