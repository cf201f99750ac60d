import type { Checkout, AgentEvent, JobReport } from "@/lib/contract/agent-api";
import { GENESIS } from "@/lib/core/audit/genesis";
import { openRecord, sealRecords, type SealedRecord } from "@/lib/core/audit/record";
import { CATEGORIES, type Category, type Placement } from "@/lib/core/classify/category";
import { sha256Hex } from "@/lib/core/digest";
import { laneDigest } from "@/lib/core/lane/registry";
import { loadLane } from "@/lib/core/lane/load-lane";
import type { Lane, LaneSource } from "@/lib/core/lane/lane";
import type { Person, Role } from "@/lib/core/people/person";
import { bucketDigest, hunksDigest } from "@/lib/core/review/bucket";
import type { Decision } from "@/lib/core/upgrade/decide/decision";
import { decideFact, type SnapshotContent } from "@/lib/core/upgrade/decide/record-fact";
import { decideStart } from "@/lib/core/upgrade/decide/start-upgrade";
import { decideStartAttempt } from "@/lib/core/upgrade/decide/start-attempt";
import { decideApprove } from "@/lib/core/upgrade/decide/sign-off";
import type { BucketContent } from "@/lib/core/upgrade/event";
import { evolve } from "@/lib/core/upgrade/evolve";
import { findSnapshot, type Upgrade } from "@/lib/core/upgrade/upgrade";

export const NOON = Date.UTC(2026, 2, 12, 12);
export const TREE_A = "a".repeat(40);
export const TREE_B = "b".repeat(40);
export const TREE_C = "c".repeat(40);

/** A checkout at `TREE_B` as an agent reports it, nothing told beyond that. */
export const A_CHECKOUT = {
  branch: "main",
  head: null,
  treeId: TREE_B,
  clean: false,
  changedPaths: [],
  changedCount: 0,
  lockedVersion: null,
  requirement: null,
  schemaVersion: null,
  lockDigest: null,
} satisfies Checkout;

/** A person with the given roles; the id is the name. */
export function aPerson(name: string, ...roles: readonly Role[]): Person {
  return { id: name, name, email: `${name}@example.test`, roles };
}

export const LEAD = aPerson("lead-a", "lead");
export const OPERATOR = aPerson("operator-a", "operator");
export const REVIEWER_A = aPerson("reviewer-a", "reviewer");
export const REVIEWER_B = aPerson("reviewer-b", "reviewer");
export const QA = aPerson("qa-a", "qa");

/** A small lane with a step of most kinds: anchor, upgrade, review, gated migrate, checklist. */
export const SMALL_LANE = {
  id: "small",
  title: "Small lane",
  shortTitle: "small",
  library: "sigra",
  description: "For tests.",
  sourceSeries: "0.3",
  targetSeries: "1.0",
  sections: [{ id: "all", title: "All" }],
  steps: [
    {
      id: "backup",
      kind: "attest",
      title: "Backup",
      stage: "preflight",
      section: "all",
      summary: "Backup.",
      requires: [],
      statement: "It can be restored.",
      note: "required",
      waivable: false,
    },
    {
      id: "anchor",
      kind: "git",
      title: "Anchor",
      stage: "preflight",
      section: "all",
      summary: "Anchor.",
      requires: [],
      operation: { type: "anchor" },
      timeoutMs: 60_000,
    },
    {
      id: "mode",
      kind: "choice",
      title: "Mode",
      stage: "bump",
      section: "all",
      summary: "Mode.",
      requires: [],
      question: "Which?",
      options: [
        { id: "plain", title: "Plain", consequences: [] },
        { id: "full", title: "Full", consequences: [] },
      ],
    },
    {
      id: "upgrade",
      kind: "command",
      title: "Upgrade",
      stage: "upgrade",
      section: "all",
      summary: "Upgrade.",
      requires: ["backup", "anchor"],
      command: ["mix", "sigra.upgrade", "--yes"],
      guideCommand: "mix sigra.upgrade --yes",
      timeoutMs: 60_000,
      recogniser: "sigra-upgrade",
      snapshotAfter: true,
      alternatives: [{ id: "allow-dirty", title: "Dirty", command: ["mix", "sigra.upgrade", "--allow-dirty", "--yes"], why: "Dirty." }],
    },
    { id: "review", kind: "review", title: "Review", stage: "review", section: "all", summary: "Review.", requires: ["upgrade"] },
    {
      id: "migrate",
      kind: "command",
      title: "Migrate",
      stage: "migrate",
      section: "all",
      summary: "Migrate.",
      requires: ["review"],
      gated: true,
      pointOfNoReturn: true,
      waivable: false,
      command: ["mix", "ecto.migrate"],
      guideCommand: "mix ecto.migrate",
      timeoutMs: 60_000,
    },
    {
      id: "full-only",
      kind: "command",
      title: "Full only",
      stage: "migrate",
      section: "all",
      summary: "Full.",
      requires: ["migrate"],
      when: { step: "mode", option: "full" },
      gated: true,
      command: ["mix", "ecto.migrate", "--migrations-path", "x"],
      guideCommand: "x",
      timeoutMs: 60_000,
    },
    {
      id: "boot",
      kind: "serve",
      title: "Boot",
      stage: "smoke",
      section: "all",
      summary: "Boot.",
      requires: ["migrate"],
      gated: true,
      command: ["mix", "phx.server"],
      guideCommand: "mix phx.server",
      timeoutMs: 60_000,
      probes: ["/"],
    },
    {
      id: "smoke",
      kind: "checklist",
      title: "Smoke",
      stage: "smoke",
      section: "all",
      summary: "Smoke.",
      requires: ["boot"],
      audience: "qa",
      items: [
        { id: "login", text: "Login works." },
        { id: "logout", text: "Logout works." },
      ],
    },
  ],
  expectations: [],
} as const satisfies LaneSource;

/** An upgrade made by running decisions through the records, as the product does. */
export type History = {
  readonly upgrade: () => Upgrade;
  readonly records: () => readonly SealedRecord[];
  /** Appends what was decided. @throws when it was refused. */
  readonly take: (decide: (upgrade: Upgrade) => Decision) => History;
  /** What a decision comes to, without taking it. */
  readonly ask: (decide: (upgrade: Upgrade) => Decision) => Decision;
};

export type AnUpgrade = {
  readonly lane?: Lane;
  readonly startedBy?: Person;
  readonly reviewers?: readonly Person[];
  readonly approvals?: number;
  readonly fourEyes?: boolean;
  readonly openedPercent?: number;
};

/** A freshly started upgrade. */
export function anUpgrade({
  lane = loadLane(SMALL_LANE),
  startedBy = LEAD,
  reviewers = [REVIEWER_A, REVIEWER_B],
  approvals = 1,
  fourEyes = true,
  openedPercent = 0,
}: AnUpgrade = {}): History {
  let records: readonly SealedRecord[] = [];
  let upgrade: Upgrade | undefined;
  const append = (decision: Decision): void => {
    if (!decision.ok) throw new Error(`refused: ${decision.error.code}: ${decision.error.message} ${decision.error.details.join(" ")}`);
    const last = records.at(-1);
    const sealed = sealRecords("upgrade-1", { seq: last?.seq ?? 0, hash: last?.hash ?? GENESIS }, decision.value, NOON + records.length);
    upgrade = sealed.reduce<Upgrade | undefined>((state, record) => evolve(state, openRecord(record)), upgrade);
    records = [...records, ...sealed];
  };
  const current = (): Upgrade => {
    if (!upgrade) throw new Error("not started");
    return upgrade;
  };
  const history: History = {
    upgrade: current,
    records: () => records,
    take: (decide) => {
      append(decide(current()));
      return history;
    },
    ask: (decide) => decide(current()),
  };
  const app = { id: "harbor", name: "harbor", path: "/srv/harbor", agentId: "agent-1", standIn: null };
  append(
    decideStart(undefined, startedBy, {
      app,
      lane,
      laneDigest: laneDigest(lane),
      policy: { approvals, fourEyes: fourEyes ? "on" : "off", openedPercent },
      overrides: {},
      reviewers,
    }),
  );
  return history;
}

let nextJob = 1;
export function aJobId(): string {
  nextJob += 1;
  return `job-${String(nextJob).padStart(8, "0")}`;
}

/** Runs a step to its end as the agent would tell it. */
export function run(
  history: History,
  stepId: string,
  end: Partial<Extract<AgentEvent, { type: "job.finished" }>> = {},
  input: { readonly alternative?: string; readonly reason?: string; readonly by?: Person } = {},
): History {
  const jobId = aJobId();
  const { alternative = null, reason = "", by = OPERATOR } = input;
  return history
    .take((upgrade) => decideStartAttempt(upgrade, by, { stepId, alternative, reason, passkeys: null, jobId }))
    .take((upgrade) => tell(upgrade, aFinished(jobId, end)));
}

/** What the agent tells at the end of a job. */
export function aFinished(jobId: string, end: Partial<Extract<AgentEvent, { type: "job.finished" }>> = {}): AgentEvent {
  return {
    number: 1,
    at: NOON,
    type: "job.finished",
    jobId,
    appId: "harbor",
    upgradeId: "upgrade-1",
    outcome: "exited",
    exitCode: 0,
    signal: null,
    startedAt: NOON,
    endedAt: NOON + 1_000,
    log: { sizeBytes: 0, sha256: sha256Hex("") },
    treeBefore: TREE_A,
    treeAfter: TREE_A,
    message: "",
    report: { type: "none" },
    ...end,
  };
}

/** Decides on a fact, with a snapshot's content when it brings one. */
export function tell(
  upgrade: Upgrade,
  event: AgentEvent,
  snapshot: SnapshotContent | null = null,
  findings: Parameters<typeof decideFact>[1]["findings"] = [],
): Decision {
  return decideFact(upgrade, { event, agentId: "agent-1", logBlob: sha256Hex(""), findings, snapshot, differences: {}, nextJobId: aJobId() });
}

/** A snapshot's content from hunk names per bucket. */
export function aSnapshot(hunks: Partial<Record<Placement, readonly string[]>> = {}, rest: Partial<SnapshotContent> = {}): SnapshotContent {
  const bucket = (placement: Placement): BucketContent => {
    const ids = (hunks[placement] ?? []).map(sha256Hex);
    return { hunksDigest: hunksDigest(ids), hunks: ids.length, supporting: 0, files: ids.length };
  };
  return {
    treeId: TREE_B,
    head: null,
    lockDigest: null,
    people: [],
    indexBlob: sha256Hex("index"),
    files: 1,
    additions: 1,
    deletions: 0,
    expectations: [],
    buckets: {
      host_auth: bucket("host_auth"),
      router: bucket("router"),
      schema: bucket("schema"),
      integration: bucket("integration"),
      audit_security: bucket("audit_security"),
      unclassified: bucket("unclassified"),
    },
    ...rest,
  };
}

/** Brings a history to an anchor and the upgrade task done; the snapshot the task asks for is still open. */
export function upgraded(history: History, findings: Parameters<typeof decideFact>[1]["findings"] = []): History {
  const anchor: JobReport = { type: "anchor", commit: TREE_C, branch: "main", treeId: TREE_A, lockedVersion: "0.3.4" };
  history.take(() => ({
    ok: true,
    value: [
      {
        actor: { kind: "person", id: OPERATOR.id, name: OPERATOR.name, email: OPERATOR.email },
        event: { type: "step.attested", stepId: "backup", note: "restored" },
      },
    ],
  }));
  run(history, "anchor", { report: anchor });
  const jobId = aJobId();
  history.take((upgrade) => decideStartAttempt(upgrade, OPERATOR, { stepId: "upgrade", alternative: null, reason: "", passkeys: null, jobId }));
  return history.take((upgrade) => tell(upgrade, aFinished(jobId, { treeAfter: TREE_B }), null, findings));
}

/** Finishes the snapshot that is open. */
export function snapshotTaken(history: History, content: SnapshotContent): History {
  return history.take((upgrade) => {
    const open = upgrade.attempts.find(({ job, progress }) => job.action.type === "snapshot" && progress.status === "sent");
    if (!open) throw new Error("no snapshot was asked for");
    return tell(upgrade, aFinished(open.job.jobId), content);
  });
}

/** Approves a bucket as it stands. */
export function approve(history: History, person: Person, category: Category): History {
  return history.take((upgrade) => decideApprove(upgrade, person, approval(upgrade, category)));
}

/** The input of an approval of what is under review now. */
export function approval(upgrade: Upgrade, category: Category) {
  const snapshot = findSnapshot(upgrade);
  if (!snapshot) throw new Error("no snapshot");
  return { category, seenDigest: bucketDigest(upgrade, snapshot, category), note: "", hunks: 1, opened: 1, coverageBlob: sha256Hex("coverage") };
}

/** Approves all five buckets. */
export function approveAll(history: History, person: Person = REVIEWER_A): History {
  for (const category of CATEGORIES) approve(history, person, category);
  return history;
}
