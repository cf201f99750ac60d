import { describe, expect, it } from "vitest";
import { jobSchema } from "@/lib/contract/agent-api";
import { sha256Hex } from "@/lib/core/digest";
import { loadLane } from "@/lib/core/lane/load-lane";
import { findLane } from "@/lib/core/lane/registry";
import { type Actor, SYSTEM, toActor } from "@/lib/core/people/person";
import { upgradeEventSchema, type UpgradeEvent } from "@/lib/core/upgrade/event";
import { aPlace } from "@/lib/testing/comment-builders";
import { anUpgrade, aSnapshot, LEAD, NOON, OPERATOR, QA, REVIEWER_A, SMALL_LANE, TREE_B, upgraded } from "@/lib/testing/upgrade-builders";
import { describeRecord } from "./describe-record";
import { openRecord } from "./record";

const LANE = loadLane(SMALL_LANE);
const DIGEST = sha256Hex("x");
const AGENT: Actor = { kind: "agent", id: "agent-1" };

const JOB = jobSchema.parse({
  jobId: "job-00000007",
  appId: "harbor",
  upgradeId: "upgrade-1",
  stepId: "upgrade",
  attempt: 2,
  action: { type: "command", laneId: "small", laneDigest: DIGEST, stepId: "upgrade", alternative: null },
  timeoutMs: 60_000,
  gatePass: null,
});
const SNAPSHOT_JOB = {
  ...JOB,
  jobId: "job-00000008",
  action: { type: "snapshot" as const, anchorTree: TREE_B, anchorCommit: TREE_B, package: "sigra" },
};
const JOBS = new Map([JOB, SNAPSHOT_JOB].map((job) => [job.jobId, job]));

const ENDED = {
  type: "attempt.finished",
  jobId: JOB.jobId,
  outcome: "exited",
  exitCode: 0,
  signal: null,
  startedAt: NOON,
  endedAt: NOON + 6_400,
  log: { blob: DIGEST, sizeBytes: 4_118 },
  treeBefore: null,
  treeAfter: null,
  message: "",
  report: { type: "none" },
  findings: [],
} as const satisfies UpgradeEvent;

function say(event: UpgradeEvent, actor: Actor, lane = LANE): string {
  return describeRecord({ upgradeId: "upgrade-1", seq: 9, at: NOON, actor, event }, lane, JOBS);
}

const lead = toActor(LEAD);
const operator = toActor(OPERATOR);
const reviewer = toActor(REVIEWER_A);
const app = { id: "harbor", name: "harbor", path: "/srv/harbor", agentId: "agent-1", standIn: null };
const pass = {
  passId: "pass-0001",
  upgradeId: "upgrade-1",
  stepId: "migrate",
  jobId: JOB.jobId,
  treeId: TREE_B,
  lockDigest: null,
  argv: ["mix", "ecto.migrate"],
  signOffs: [5, 6, 7, 8, 9],
};
const probe = { path: "/", title: null, durationMs: 4, error: null };
const finding = { kind: "skipped-injection", severity: "care", title: "application.ex was not found", detail: "", line: 3, subject: "" } as const;

const SENTENCES: readonly (readonly [UpgradeEvent, Actor, string])[] = [
  [
    { type: "upgrade.started", app, lane: LANE, laneDigest: DIGEST, policy: { approvals: 1, fourEyes: true, openedPercent: 0 }, overrides: {} },
    lead,
    "lead-a started the upgrade of harbor through Small lane: 1 approval for each category, four eyes.",
  ],
  [
    {
      type: "policy.changed",
      from: { approvals: 1, fourEyes: false, openedPercent: 0 },
      to: { approvals: 2, fourEyes: true, openedPercent: 80 },
      reason: "A release.",
    },
    lead,
    "lead-a changed the policy from 1 approval for each category, no four eyes to 2 approvals for each category, four eyes, 80 % of the hunks of Schema and Audit opened: “A release”.",
  ],
  [{ type: "upgrade.finished", waived: [] }, lead, "lead-a finished the upgrade with nothing waived."],
  [{ type: "upgrade.finished", waived: ["backup", "smoke"] }, lead, "lead-a finished the upgrade with 2 waived: Backup, Smoke."],
  [{ type: "upgrade.abandoned", reason: "Another lane\n fits better." }, lead, "lead-a abandoned the upgrade: “Another lane fits better”."],
  [{ type: "step.attested", stepId: "backup", note: "restored on 9 March" }, operator, "operator-a confirmed Backup: “restored on 9 March”."],
  [{ type: "step.attested", stepId: "backup", note: "" }, operator, "operator-a confirmed Backup."],
  [{ type: "step.chosen", stepId: "mode", option: "full", note: "" }, lead, "lead-a chose Full for Mode."],
  [{ type: "step.waived", stepId: "smoke", reason: "there is no page" }, lead, "lead-a waived Smoke: “there is no page”."],
  [{ type: "step.reopened", stepId: "smoke", reason: "there is one now" }, lead, "lead-a reopened Smoke: “there is one now”."],
  [{ type: "gate.passed", pass }, lead, "lead-a passed the gate of Migrate with the sign-offs of records 5, 6, 7, 8, 9, tree bbbbbbb."],
  [
    { type: "attempt.started", job: JOB, argv: ["mix", "sigra.upgrade", "--yes"], reason: "" },
    operator,
    "operator-a started attempt 2 of Upgrade, mix sigra.upgrade --yes.",
  ],
  [{ type: "attempt.started", job: SNAPSHOT_JOB, argv: ["snapshot"], reason: "" }, SYSTEM, "The system asked for a snapshot."],
  [{ type: "attempt.accepted", jobId: JOB.jobId }, AGENT, "The agent took the job of attempt 2 of Upgrade."],
  [
    { type: "attempt.refused", jobId: JOB.jobId, code: "dirty-tree", message: "The tree has 2 changes.", treeId: null },
    AGENT,
    "The agent refused attempt 2 of Upgrade: “The tree has 2 changes”.",
  ],
  [
    { type: "attempt.looked-at", jobId: JOB.jobId, note: "Only a comment differs." },
    lead,
    "lead-a looked at what attempt 2 of Upgrade ran on, which nobody had signed: “Only a comment differs”.",
  ],
  [
    { type: "attempt.running", jobId: JOB.jobId, startedAt: NOON, argv: ["mix", "sigra.upgrade"], treeId: null, sealing: null },
    AGENT,
    "The agent began attempt 2 of Upgrade, mix sigra.upgrade.",
  ],
  [
    {
      type: "attempt.serving",
      jobId: JOB.jobId,
      url: "http://127.0.0.1:4000",
      probes: [
        { ...probe, status: 200 },
        { ...probe, status: null },
      ],
    },
    AGENT,
    "The agent serves the app for attempt 2 of Upgrade at http://127.0.0.1:4000: 1 of 2 paths answered.",
  ],
  [{ type: "attempt.cancel-requested", jobId: JOB.jobId }, operator, "operator-a asked to cancel attempt 2 of Upgrade."],
  [ENDED, AGENT, "The agent finished attempt 2 of Upgrade with exit code 0 after 6 s."],
  [
    { ...ENDED, findings: [finding] },
    AGENT,
    "The agent finished attempt 2 of Upgrade with exit code 0 after 6 s, with 1 finding (application.ex was not found).",
  ],
  [
    { ...ENDED, exitCode: null, signal: "SIGKILL", endedAt: NOON + 192_000 },
    AGENT,
    "The agent finished attempt 2 of Upgrade by signal SIGKILL after 3 min 12 s.",
  ],
  [
    { ...ENDED, exitCode: null, message: "The branch exists." },
    AGENT,
    "The agent finished attempt 2 of Upgrade without an exit code after 6 s: “The branch exists”.",
  ],
  [{ ...ENDED, outcome: "timed-out", endedAt: NOON + 7_500_000 }, AGENT, "The agent stopped attempt 2 of Upgrade at its time limit after 2 h 5 min."],
  [{ ...ENDED, outcome: "cancelled" }, AGENT, "The agent cancelled attempt 2 of Upgrade after 6 s."],
  [{ ...ENDED, outcome: "interrupted" }, AGENT, "The agent reported attempt 2 of Upgrade interrupted after 6 s; a log of 4118 bytes is kept."],
  [{ ...ENDED, jobId: SNAPSHOT_JOB.jobId }, AGENT, "The agent finished the snapshot with exit code 0 after 6 s."],
  [{ ...ENDED, jobId: "job-unknown" }, AGENT, "The agent finished job job-unknown with exit code 0 after 6 s."],
  [
    { type: "snapshot.taken", jobId: JOB.jobId, number: 4, ...aSnapshot({ router: ["a", "b"], unclassified: ["c"] }) },
    AGENT,
    "The agent took snapshot 4: tree bbbbbbb, 1 file, 3 hunks, 1 unclassified.",
  ],
  [
    {
      type: "hunk.assigned",
      snapshot: 4,
      hunkId: DIGEST,
      path: "config/config.exs",
      from: "unclassified",
      to: "schema",
      reason: "primary key",
      buckets: aSnapshot().buckets,
    },
    reviewer,
    "reviewer-a moved a hunk of config/config.exs from Unclassified to Schema: “primary key”.",
  ],
  [
    { type: "expectation.accepted", expectationId: "gone", category: "schema", reason: "added by hand" },
    reviewer,
    "reviewer-a accepted the expectation gone as unmet: “added by hand”.",
  ],
  [{ type: "expectation.reinstated", expectationId: "gone", category: "schema" }, reviewer, "reviewer-a no longer accepts the expectation gone as unmet."],
  [
    { type: "sign-off.recorded", category: "schema", snapshot: 3, treeId: TREE_B, bucketDigest: DIGEST, hunks: 41, opened: 38, coverageBlob: DIGEST, note: "" },
    reviewer,
    "reviewer-a approved Schema and migrations at snapshot 3, 38 of 41 hunks opened.",
  ],
  [
    {
      type: "sign-off.recorded",
      category: "integration",
      snapshot: 3,
      treeId: TREE_B,
      bucketDigest: DIGEST,
      hunks: 0,
      opened: 0,
      coverageBlob: DIGEST,
      note: "none of it is used",
    },
    reviewer,
    "reviewer-a approved Optional integration config at snapshot 3, with nothing in it, as expected: “none of it is used”.",
  ],
  [
    { type: "sign-off.changes-requested", category: "router", snapshot: 3, bucketDigest: DIGEST, reason: "logout lost its check" },
    reviewer,
    "reviewer-a requested changes in Router and pipeline wiring at snapshot 3: “logout lost its check”.",
  ],
  [
    { type: "sign-off.withdrawn", category: "router", signOffSeq: 12, reason: "" },
    reviewer,
    "reviewer-a withdrew the decision of record 12 on Router and pipeline wiring.",
  ],
  [
    { type: "sign-off.outdated", category: "schema", signOffSeq: 12, cause: "snapshot", added: 3, vanished: 1 },
    SYSTEM,
    "The system marked the sign-off of record 12 on Schema and migrations outdated: the new snapshot has 3 new and 1 vanished hunk.",
  ],
  [
    { type: "sign-off.outdated", category: "schema", signOffSeq: 12, cause: "assignment", added: 1, vanished: 0 },
    SYSTEM,
    "The system marked the sign-off of record 12 on Schema and migrations outdated: a hunk was moved, 1 new hunk.",
  ],
  [
    { type: "sign-off.outdated", category: "schema", signOffSeq: 12, cause: "expectation", added: 0, vanished: 0 },
    SYSTEM,
    "The system marked the sign-off of record 12 on Schema and migrations outdated: what was accepted as unmet changed.",
  ],
  [
    { type: "sign-off.current-again", category: "schema", signOffSeq: 12 },
    SYSTEM,
    "The system found the sign-off of record 12 on Schema and migrations current again.",
  ],
  [{ type: "check.recorded", stepId: "smoke", itemId: "login", result: "pass", note: "" }, toActor(QA), "qa-a recorded Login works as passed."],
  [
    { type: "check.recorded", stepId: "smoke", itemId: "logout", result: "na", note: "no session" },
    toActor(QA),
    "qa-a recorded Logout works as not applicable: “no session”.",
  ],
  [{ type: "check.cleared", stepId: "smoke", itemId: "login" }, toActor(QA), "qa-a cleared the result of Login works."],
  [
    { type: "comment.published", threadId: "t1", commentId: "c1", place: aPlace(), mustFix: true, body: "Why?", mentions: [{ id: "qa-a", name: "qa-a" }] },
    reviewer,
    "reviewer-a commented on lib/harbor_web/router.ex, line 12 of snapshot 1, marked as must fix, calling qa-a: “Why?”.",
  ],
  [
    { type: "comment.published", threadId: "t1", commentId: "c1", place: aPlace({ line: null }), mustFix: false, body: "Why?", mentions: [] },
    reviewer,
    "reviewer-a commented on lib/harbor_web/router.ex of snapshot 1: “Why?”.",
  ],
  [
    { type: "comment.answered", threadId: "t1", commentId: "c2", path: "mix.exs", body: "Because.", mentions: [] },
    operator,
    "operator-a answered a comment on mix.exs: “Because”.",
  ],
  [{ type: "comment.resolved", threadId: "t1", path: "mix.exs", reason: "" }, reviewer, "reviewer-a resolved a comment on mix.exs."],
  [{ type: "comment.reopened", threadId: "t1", path: "mix.exs", reason: "It is back." }, lead, "lead-a reopened a comment on mix.exs: “It is back”."],
  [
    { type: "comment.edited", threadId: "t1", commentId: "c1", path: "mix.exs", body: "Why twice?", mentions: [] },
    reviewer,
    "reviewer-a changed a comment on mix.exs: “Why twice?”.",
  ],
  [{ type: "comment.withdrawn", threadId: "t1", commentId: "c1", path: "mix.exs" }, reviewer, "reviewer-a withdrew a comment on mix.exs."],
];

describe("a record as a sentence", () => {
  it.each(SENTENCES.map(([event, actor, sentence]) => [event.type, event, actor, sentence] as const))("says what %s means", (_, event, actor, sentence) => {
    expect(say(event, actor)).toBe(sentence);
  });

  it("exists for every kind of event", () => {
    const kinds = upgradeEventSchema.options.map(({ shape }) => shape.type.value);

    expect(new Set(SENTENCES.map(([event]) => event.type))).toEqual(new Set(kinds));
  });

  it("calls an expectation by its title in the lane", () => {
    const lane = findLane("sigra-v1.0")?.lane ?? LANE;

    expect(say({ type: "expectation.reinstated", expectationId: "no-skipped-injections", category: "integration" }, reviewer, lane)).toBe(
      "reviewer-a no longer accepts the expectation No injection was skipped as unmet.",
    );
  });

  it("keeps to one line and cuts long words short", () => {
    const sentence = say({ type: "upgrade.abandoned", reason: "so\n".repeat(1_000) }, lead);

    expect(sentence).not.toContain("\n");
    expect(sentence.length).toBeLessThan(330);
    expect(sentence).toMatch(/…”\.$/);
  });
});

describe("the sentences of a whole upgrade", () => {
  it("need nothing but its records", () => {
    const bodies = upgraded(anUpgrade()).records().map(openRecord);
    const jobs = new Map(bodies.flatMap(({ event }) => (event.type === "attempt.started" ? [[event.job.jobId, event.job] as const] : [])));

    expect(bodies.map((body) => describeRecord(body, LANE, jobs))).toContain("The agent finished attempt 1 of Upgrade with exit code 0 after 1 s.");
  });
});
