import type { GatePass, Job, JobReport, ProbeResult, Sealing } from "@/lib/contract/agent-api";
import type { Category, Placement } from "@/lib/core/classify/category";
import type { Thread } from "@/lib/core/comment/thread";
import type { Digest } from "@/lib/core/digest";
import type { Evidence } from "@/lib/core/evidence/evidence";
import type { Finding } from "@/lib/core/lane/finding";
import type { Argv, Lane } from "@/lib/core/lane/lane";
import type { Actor } from "@/lib/core/people/person";
import type { ExpectationResult } from "@/lib/core/review/expectation-result";
import type { BucketContent, EventOf, Policy } from "./event";

/** A person's or the system's statement about a step, newest wins. */
export type StepDecision =
  | { readonly type: "attested"; readonly by: Actor; readonly at: number; readonly note: string; readonly evidence: readonly Evidence[] }
  | { readonly type: "chosen"; readonly by: Actor; readonly at: number; readonly option: string; readonly note: string }
  | { readonly type: "waived"; readonly by: Actor; readonly at: number; readonly reason: string };

/** One try at a step, or one snapshot. */
export type Attempt = {
  readonly job: Job;
  readonly argv: readonly string[];
  /** Why an alternative was chosen or a risk accepted; empty otherwise. */
  readonly reason: string;
  readonly by: Actor;
  readonly seq: number;
  readonly at: number;
  readonly progress: AttemptProgress;
  readonly accepted: boolean;
  readonly cancelRequested: boolean;
  /** How a gated step was kept to what was signed; null for any other. */
  readonly sealing: Sealing | null;
  /** Who looked at what ran on content that nobody had signed. */
  readonly lookedAt: { readonly by: Actor; readonly at: number; readonly note: string } | null;
};

export type AttemptProgress =
  | { readonly status: "sent" }
  | { readonly status: "running"; readonly startedAt: number }
  | { readonly status: "serving"; readonly startedAt: number; readonly url: string; readonly probes: readonly ProbeResult[] }
  | { readonly status: "refused"; readonly at: number; readonly code: string; readonly message: string; readonly treeId: string | null }
  | AttemptEnd;

export type AttemptEnd = {
  readonly status: "ended";
  readonly outcome: EventOf<"attempt.finished">["outcome"];
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly log: { readonly blob: Digest; readonly sizeBytes: number };
  readonly treeAfter: string | null;
  /** It ran in the checkout behind the gate, and the checkout was another one afterwards. */
  readonly ranOnChanged: boolean;
  readonly message: string;
  readonly report: JobReport;
  readonly findings: readonly Finding[];
  /** What a served app answered before it was stopped. */
  readonly probes: readonly ProbeResult[];
};

/** The checkout against the rollback anchor, as it was taken. */
export type Snapshot = {
  readonly number: number;
  readonly seq: number;
  readonly at: number;
  readonly jobId: string;
  readonly treeId: string;
  readonly head: string | null;
  readonly lockDigest: Digest | null;
  readonly people: readonly { readonly name: string; readonly email: string }[];
  readonly indexBlob: Digest;
  readonly files: number;
  readonly additions: number;
  readonly deletions: number;
  /** With every reassignment so far applied. */
  readonly buckets: Readonly<Record<Placement, BucketContent>>;
  readonly expectations: readonly ExpectationResult[];
};

/** A reviewer's decision on one bucket. */
export type SignOff = {
  readonly seq: number;
  readonly at: number;
  readonly category: Category;
  readonly by: Extract<Actor, { kind: "person" }>;
  readonly decision: "approved" | "changes-requested";
  readonly snapshot: number;
  readonly bucketDigest: Digest;
  /** Note of an approval, reason of a request. */
  readonly note: string;
  readonly coverage: { readonly blob: Digest; readonly hunks: number; readonly opened: number } | null;
  readonly withdrawn: { readonly at: number; readonly reason: string } | null;
  /** When the system last found its content gone from under review; null while current. */
  readonly outdatedAt: number | null;
};

/** A reassignment of one hunk; kept over snapshots by hunk id. */
export type Assignment = {
  readonly hunkId: Digest;
  readonly path: string;
  readonly from: Placement;
  readonly to: Category;
  readonly reason: string;
  readonly by: Actor;
  readonly at: number;
};

export type AcceptedExpectation = {
  readonly expectationId: string;
  readonly category: Category;
  readonly reason: string;
  readonly by: Actor;
  readonly at: number;
};

export type CheckResult = {
  readonly stepId: string;
  readonly itemId: string;
  readonly result: "pass" | "fail" | "na";
  readonly note: string;
  readonly evidence: readonly Evidence[];
  readonly by: Actor;
  readonly at: number;
  readonly treeId: string | null;
};

/** Where an upgrade goes back to. */
export type Anchor = { readonly commit: string; readonly branch: string | null; readonly treeId: string; readonly lockedVersion: string | null };

/** One app going through one lane: everything its records imply. */
export type Upgrade = {
  readonly id: string;
  readonly app: EventOf<"upgrade.started">["app"];
  readonly lane: Lane;
  readonly laneDigest: Digest;
  readonly policy: Policy;
  readonly overrides: Readonly<Record<string, Argv>>;
  readonly startedBy: Actor;
  readonly startedAt: number;
  readonly ending: { readonly type: "finished" | "abandoned"; readonly at: number; readonly by: Actor; readonly reason: string } | null;
  readonly decisions: Readonly<Record<string, StepDecision>>;
  readonly attempts: readonly Attempt[];
  readonly gatePasses: readonly GatePass[];
  readonly anchor: Anchor | null;
  readonly snapshots: readonly Snapshot[];
  readonly assignments: readonly Assignment[];
  readonly accepted: readonly AcceptedExpectation[];
  readonly signOffs: readonly SignOff[];
  readonly checks: readonly CheckResult[];
  /** Oldest first. */
  readonly threads: readonly Thread[];
  readonly lastSeq: number;
  readonly lastAt: number;
};

/** The snapshot under review, or undefined before the first one. */
export function findSnapshot(upgrade: Upgrade): Snapshot | undefined {
  return upgrade.snapshots.at(-1);
}

/** Attempts at a step, oldest first; snapshots are not attempts at a step. */
export function listAttempts(upgrade: Upgrade, stepId: string): readonly Attempt[] {
  return upgrade.attempts.filter(({ job }) => job.stepId === stepId && job.action.type !== "snapshot");
}

/** Whether the agent still owes a result for it. */
export function isActive({ progress }: Attempt): boolean {
  return progress.status === "sent" || progress.status === "running";
}

/** The attempt that keeps the app busy, or undefined; a served app does not count. */
export function findActiveAttempt(upgrade: Upgrade): Attempt | undefined {
  return upgrade.attempts.find(isActive);
}

/** An attempt that ran on what nobody had signed, and that nobody has looked at since; undefined when there is none. */
export function findUnseen(upgrade: Upgrade): Attempt | undefined {
  return upgrade.attempts.find(({ progress, lookedAt }) => progress.status === "ended" && progress.ranOnChanged && lookedAt === null);
}

/** The attempt whose server is up, or undefined. */
export function findServing(upgrade: Upgrade): Attempt | undefined {
  return upgrade.attempts.find(({ progress }) => progress.status === "serving");
}
