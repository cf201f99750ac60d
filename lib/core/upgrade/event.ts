import { z } from "zod";
import { gatePassSchema, jobOutcomeSchema, jobReportSchema, jobSchema, oidSchema, probeResultSchema, sealingSchema } from "@/lib/contract/agent-api";
import { categorySchema, placementSchema } from "@/lib/core/classify/category";
import { mentionSchema } from "@/lib/core/comment/mention";
import { threadPlaceSchema } from "@/lib/core/comment/place";
import { digestSchema } from "@/lib/core/digest";
import { evidenceSchema } from "@/lib/core/evidence/evidence";
import { findingSchema } from "@/lib/core/lane/finding";
import { argvSchema, laneSchema, stepIdSchema } from "@/lib/core/lane/lane";
import { expectationResultSchema } from "@/lib/core/review/expectation-result";

/** What one bucket holds: the digest of its sorted hunk ids, and how many there are. */
export const bucketContentSchema = z.object({ hunksDigest: digestSchema, hunks: z.int().min(0), supporting: z.int().min(0), files: z.int().min(0) }).readonly();
export type BucketContent = z.infer<typeof bucketContentSchema>;
const bucketsSchema = z.record(placementSchema, bucketContentSchema);

/** Rules that hold for one upgrade, until a `policy.changed`. */
export const policySchema = z
  .object({
    /** Counting approvals each category needs. */
    approvals: z.int().min(1).max(5),
    /** Whoever started the upgrade or wrote on its branch does not count. */
    fourEyes: z.boolean(),
    /** Percent of the hunks of Schema and of Audit that a signer must have opened; absent from records of before there was the rule. */
    openedPercent: z.int().min(0).max(100).default(0),
  })
  .readonly();
export type Policy = z.infer<typeof policySchema>;

const reasonSchema = z.string().min(1).max(4_000);
const jobRef = { jobId: z.string() };
/** Absent where nothing was shown. */
const evidence = { evidence: z.array(evidenceSchema).readonly().optional() };
const stepRef = { stepId: stepIdSchema };
/** `path`: of the file the thread is about, so that the record says it on its own. */
const threadRef = { threadId: z.string(), path: z.string() };
const commentRef = { ...threadRef, commentId: z.string() };
const words = { body: z.string().min(1), mentions: z.array(mentionSchema).readonly() };

/** One variant per kind; the payload of an audit record. */
export const upgradeEventSchema = z.discriminatedUnion("type", [
  event("upgrade.started", {
    app: z.object({ id: z.string(), name: z.string(), path: z.string(), agentId: z.string(), standIn: z.string().nullable() }),
    lane: laneSchema,
    laneDigest: digestSchema,
    policy: policySchema,
    /** The agent's own commands for this lane: step id to argv. */
    overrides: z.record(z.string(), argvSchema),
  }),
  event("policy.changed", { from: policySchema, to: policySchema, reason: z.string().max(4_000) }),
  event("upgrade.finished", { waived: z.array(z.string()) }),
  event("upgrade.abandoned", { reason: reasonSchema }),
  event("step.attested", { ...stepRef, note: z.string(), ...evidence }),
  event("step.chosen", { ...stepRef, option: z.string(), note: z.string() }),
  event("step.waived", { ...stepRef, reason: reasonSchema }),
  event("step.reopened", { ...stepRef, reason: reasonSchema }),
  event("gate.passed", { pass: gatePassSchema }),
  event("attempt.started", { job: jobSchema, argv: z.array(z.string()), reason: z.string() }),
  event("attempt.accepted", jobRef),
  event("attempt.refused", { ...jobRef, code: z.string(), message: z.string(), treeId: oidSchema.nullable() }),
  event("attempt.running", {
    ...jobRef,
    startedAt: z.int(),
    argv: z.array(z.string()),
    treeId: oidSchema.nullable(),
    /** How a gated step was kept to what was signed; null for any other. */
    sealing: sealingSchema.nullable().default(null),
  }),
  /** A person looked at what an attempt ran on that nobody had signed. */
  event("attempt.looked-at", { ...jobRef, note: reasonSchema }),
  event("attempt.serving", { ...jobRef, url: z.string(), probes: z.array(probeResultSchema) }),
  event("attempt.cancel-requested", jobRef),
  event("attempt.finished", {
    ...jobRef,
    outcome: jobOutcomeSchema,
    exitCode: z.int().nullable(),
    signal: z.string().nullable(),
    startedAt: z.int(),
    endedAt: z.int(),
    log: z.object({ blob: digestSchema, sizeBytes: z.int().min(0) }),
    treeBefore: oidSchema.nullable(),
    treeAfter: oidSchema.nullable(),
    message: z.string(),
    report: jobReportSchema,
    findings: z.array(findingSchema),
  }),
  event("snapshot.taken", {
    ...jobRef,
    number: z.int().min(1),
    treeId: oidSchema,
    head: oidSchema.nullable(),
    lockDigest: digestSchema.nullable(),
    people: z.array(z.object({ name: z.string(), email: z.string() })),
    /** Blob of the snapshot's index: changes and classified hunks. */
    indexBlob: digestSchema,
    files: z.int().min(0),
    additions: z.int().min(0),
    deletions: z.int().min(0),
    buckets: bucketsSchema,
    expectations: z.array(expectationResultSchema),
  }),
  event("hunk.assigned", {
    snapshot: z.int().min(1),
    hunkId: digestSchema,
    path: z.string(),
    from: placementSchema,
    to: categorySchema,
    reason: reasonSchema,
    /** The buckets as they are after the assignment. */
    buckets: bucketsSchema,
  }),
  event("expectation.accepted", { expectationId: z.string(), category: categorySchema, reason: reasonSchema }),
  event("expectation.reinstated", { expectationId: z.string(), category: categorySchema }),
  event("sign-off.recorded", {
    category: categorySchema,
    snapshot: z.int().min(1),
    treeId: oidSchema,
    bucketDigest: digestSchema,
    hunks: z.int().min(0),
    opened: z.int().min(0),
    /** Blob with the hunk ids covered and those the reviewer had opened. */
    coverageBlob: digestSchema,
    note: z.string(),
  }),
  event("sign-off.changes-requested", { category: categorySchema, snapshot: z.int().min(1), bucketDigest: digestSchema, reason: reasonSchema }),
  event("sign-off.withdrawn", { category: categorySchema, signOffSeq: z.int().min(1), reason: z.string() }),
  event("sign-off.outdated", {
    category: categorySchema,
    signOffSeq: z.int().min(1),
    cause: z.enum(["snapshot", "assignment", "expectation"]),
    added: z.int().min(0),
    vanished: z.int().min(0),
  }),
  event("sign-off.current-again", { category: categorySchema, signOffSeq: z.int().min(1) }),
  event("check.recorded", { ...stepRef, itemId: z.string(), result: z.enum(["pass", "fail", "na"]), note: z.string(), ...evidence }),
  event("check.cleared", { ...stepRef, itemId: z.string() }),
  event("comment.published", { threadId: z.string(), commentId: z.string(), place: threadPlaceSchema, mustFix: z.boolean(), ...words }),
  event("comment.answered", { ...commentRef, ...words }),
  event("comment.resolved", { ...threadRef, reason: z.string() }),
  event("comment.reopened", { ...threadRef, reason: z.string() }),
  event("comment.edited", { ...commentRef, ...words }),
  event("comment.withdrawn", commentRef),
]);
export type UpgradeEvent = z.infer<typeof upgradeEventSchema>;
export type UpgradeEventType = UpgradeEvent["type"];
/** The payload of one kind of event. */
export type EventOf<Type extends UpgradeEventType> = Extract<UpgradeEvent, { type: Type }>;

function event<Type extends string, Shape extends z.core.$ZodLooseShape>(type: Type, shape: Shape) {
  return z.object({ type: z.literal(type), ...shape });
}
