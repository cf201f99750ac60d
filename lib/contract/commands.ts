import { z } from "zod";
import { draftIdSchema } from "@/lib/contract/comments-api";
import { jobIdSchema, passkeySettingsSchema } from "@/lib/contract/agent-api";
import { categorySchema } from "@/lib/core/classify/category";
import { digestSchema } from "@/lib/core/digest";
import { evidenceRefSchema, MOST_EVIDENCE } from "@/lib/core/evidence/evidence";
import { stepIdSchema } from "@/lib/core/lane/lane";

const noteSchema = z.string().max(4_000).default("");
const evidenceRefsSchema = z.array(evidenceRefSchema).max(MOST_EVIDENCE).optional();
const step = { stepId: stepIdSchema };
const threadRef = { threadId: z.string().max(64) };
const commentRef = { ...threadRef, commentId: z.string().max(64) };
const approveSchema = z.strictObject({ type: z.literal("approve"), category: categorySchema, seenDigest: digestSchema, note: noteSchema });
const requestChangesSchema = z.strictObject({ type: z.literal("request-changes"), category: categorySchema, seenDigest: digestSchema, reason: noteSchema });

/** Everything a person can ask of one upgrade: the body of `POST /api/upgrades/{id}/commands`. */
export const upgradeCommandSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("attest"), ...step, note: noteSchema, evidence: evidenceRefsSchema }),
  z.strictObject({ type: z.literal("choose"), ...step, option: z.string(), note: noteSchema }),
  z.strictObject({ type: z.literal("waive"), ...step, reason: noteSchema }),
  z.strictObject({ type: z.literal("reopen"), ...step, reason: noteSchema }),
  z.strictObject({
    type: z.literal("run"),
    ...step,
    alternative: z.string().max(64).nullable().default(null),
    reason: noteSchema,
    passkeys: passkeySettingsSchema.nullable().default(null),
  }),
  z.strictObject({ type: z.literal("cancel"), jobId: jobIdSchema }),
  z.strictObject({ type: z.literal("look-at"), jobId: jobIdSchema, note: noteSchema }),
  z.strictObject({ type: z.literal("take-snapshot") }),
  approveSchema,
  requestChangesSchema,
  z.strictObject({ type: z.literal("withdraw"), category: categorySchema, reason: noteSchema }),
  z.strictObject({ type: z.literal("assign-hunk"), hunkId: digestSchema, to: categorySchema, reason: noteSchema }),
  z.strictObject({ type: z.literal("accept-expectation"), expectationId: z.string().max(128), reason: noteSchema }),
  z.strictObject({ type: z.literal("reinstate-expectation"), expectationId: z.string().max(128) }),
  z.strictObject({
    type: z.literal("check"),
    ...step,
    itemId: z.string().max(64),
    result: z.enum(["pass", "fail", "na"]),
    note: noteSchema,
    evidence: evidenceRefsSchema,
  }),
  z.strictObject({ type: z.literal("clear-check"), ...step, itemId: z.string().max(64) }),
  /** Publishes one's own drafts in this order, all or none, and a decision with them when there is one. */
  z.strictObject({
    type: z.literal("publish-comments"),
    draftIds: z.array(draftIdSchema).min(1).max(200),
    decision: z.discriminatedUnion("type", [approveSchema, requestChangesSchema]).nullable().default(null),
  }),
  z.strictObject({ type: z.literal("resolve-thread"), ...threadRef, reason: noteSchema }),
  z.strictObject({ type: z.literal("reopen-thread"), ...threadRef, reason: noteSchema }),
  z.strictObject({ type: z.literal("edit-comment"), ...commentRef, body: z.string().max(100_000) }),
  z.strictObject({ type: z.literal("withdraw-comment"), ...commentRef }),
  z.strictObject({ type: z.literal("finish") }),
  z.strictObject({ type: z.literal("abandon"), reason: noteSchema }),
]);
export type UpgradeCommand = z.infer<typeof upgradeCommandSchema>;
/** A command as the browser writes it, defaults left out. */
export type UpgradeCommandInput = z.input<typeof upgradeCommandSchema>;
