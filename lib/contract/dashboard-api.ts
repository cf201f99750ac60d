import { z } from "zod";
import { appIdSchema, candidateSchema, checkoutSchema, healthSchema } from "@/lib/contract/agent-api";
import { sealedRecordSchema } from "@/lib/core/audit/record";
import { categorySchema } from "@/lib/core/classify/category";
import { digestSchema } from "@/lib/core/digest";
import { EVIDENCE_TYPES } from "@/lib/core/evidence/evidence";
import { stageSchema } from "@/lib/core/lane/lane";
import { personSchema, roleSchema } from "@/lib/core/people/person";
import { appPolicySchema } from "@/lib/core/people/policy";
import { REFUSAL_CODES } from "@/lib/core/upgrade/refusal";
import { STEP_STATUSES } from "@/lib/core/upgrade/step-status";

/** The body of every answer that is no success. */
export const refusalSchema = z.object({
  code: z.enum([...REFUSAL_CODES, "not-signed-in", "internal"]),
  message: z.string(),
  details: z.array(z.string()),
});

/** `GET /api/upgrades/{id}/records?after=N` */
export const recordsPageSchema = z.object({ records: z.array(sealedRecordSchema) });

/** `POST /api/upgrades` */
export const startUpgradeSchema = z.strictObject({ appId: appIdSchema, laneId: z.string().max(64) });
export const startedUpgradeSchema = z.object({ upgradeId: z.string() });

/** The answer to a command: the sequence number of the last record it caused (or found). */
export const commandResultSchema = z.object({ seq: z.int() });

/** Who has to act next: roles when anybody of them may, people when it is somebody in particular. */
export const nextActionSchema = z.object({
  kind: z.enum(["person", "running", "nobody"]),
  roles: z.array(roleSchema),
  people: z.array(z.string()),
  /** What they have to do, as a sentence. */
  why: z.string(),
  stepId: z.string().nullable(),
});

/** One app in the fleet. */
export const fleetRowSchema = z.object({
  app: z.object({ id: appIdSchema, name: z.string(), path: z.string(), standIn: z.string().nullable() }),
  upgrade: z
    .object({
      id: z.string(),
      laneId: z.string(),
      laneTitle: z.string(),
      state: z.enum(["open", "finished", "abandoned"]),
      stages: z.array(z.object({ stage: stageSchema, status: z.enum(STEP_STATUSES) })),
      step: z.object({ id: z.string(), title: z.string(), status: z.enum(STEP_STATUSES) }).nullable(),
      buckets: z.array(z.object({ category: categorySchema, status: z.enum(["none", "never", "waiting", "changes", "outdated", "done"]), hunks: z.int() })),
      unclassified: z.int(),
      checks: z.object({ done: z.int(), failed: z.int(), total: z.int() }),
      waived: z.int(),
      startedAt: z.int(),
      since: z.int(),
    })
    .nullable(),
  next: nextActionSchema,
});
export const fleetSchema = z.object({ rows: z.array(fleetRowSchema), at: z.int() });
export type FleetRow = z.infer<typeof fleetRowSchema>;
export type NextAction = z.infer<typeof nextActionSchema>;

/** `GET /api/apps` with what the agent sees in each checkout; null when the agent did not answer. */
export const appsSchema = z.object({
  apps: z.array(
    z.object({
      id: appIdSchema,
      name: z.string(),
      path: z.string(),
      standIn: z.string().nullable(),
      addedAt: z.int(),
      policy: appPolicySchema.nullable(),
      checkout: checkoutSchema.nullable(),
      problem: z.string().nullable(),
    }),
  ),
  agent: healthSchema.nullable(),
});

/** `POST /api/apps/{id}/policy` */
export const changePolicySchema = z.strictObject({ policy: appPolicySchema, reason: z.string().trim().max(4_000) });
/** `GET /api/apps/{id}/policy`: what holds, every change newest first, and the open upgrade it would touch. */
export const policyStateSchema = z.object({
  policy: appPolicySchema,
  changes: z.array(z.object({ at: z.int(), by: z.object({ id: z.string(), name: z.string() }), policy: appPolicySchema, reason: z.string() })),
  people: z.array(personSchema),
  openUpgrade: z.string().nullable(),
});
export type PolicyState = z.infer<typeof policyStateSchema>;

export const candidatesSchema = z.object({ candidates: z.array(candidateSchema), roots: z.array(z.string()) });
export const newAppSchema = z.strictObject({ id: appIdSchema, name: z.string().trim().min(1).max(80), path: z.string().min(1).max(4_096) });

/**
 * `GET /api/upgrades/{id}/opened`: which hunks this person has opened, with the time. `POST` marks some, by their ids or by
 * their index in a snapshot, and answers with those of them that are opened then.
 */
export const openedSchema = z.object({ opened: z.record(digestSchema, z.int()) });
const HUNKS_A_MARK = 5_000;
export const markOpenedSchema = z.union([
  z.strictObject({ hunkIds: z.array(digestSchema).max(HUNKS_A_MARK), opened: z.boolean() }),
  z.strictObject({ snapshot: z.int().min(1), hunks: z.array(z.int().min(0)).max(HUNKS_A_MARK), opened: z.boolean() }),
]);
export type MarkOpened = z.infer<typeof markOpenedSchema>;

/** `POST /api/upgrades/{id}/evidence`: a PNG or a text, in base64. */
export const newEvidenceSchema = z.strictObject({
  content: z
    .string()
    .min(1)
    .max(11_500_000)
    .regex(/^[A-Za-z0-9+/]+={0,2}$/, "expected base64"),
});
export const storedEvidenceSchema = z.object({ blob: digestSchema, type: z.enum(EVIDENCE_TYPES), sizeBytes: z.int() });

/** What a sign-off covered: `GET /api/upgrades/{id}/sign-offs/{seq}/coverage`. */
export const coverageSchema = z.object({ hunkIds: z.array(digestSchema), opened: z.array(digestSchema), expectations: z.array(z.string()) });
export type Coverage = z.infer<typeof coverageSchema>;

/** How far an upgrade's record was signed by somebody: a checkpoint's number and when it was made, and the upgrade's head in it. */
const signedHeadSchema = z.object({ checkpoint: z.int().min(1), at: z.int(), length: z.int().min(1), head: digestSchema });

/** `GET /api/upgrades/{id}/witness` */
export const witnessStandingSchema = z.object({
  installationId: digestSchema,
  /** By the dashboard; null before the first checkpoint that covers the upgrade. */
  covered: signedHeadSchema.nullable(),
  /** By an agent, with the agent's moment. */
  witnessed: signedHeadSchema.extend({ agentId: z.string() }).nullable(),
  /** What the agent said when it did not sign; null when it did, or was not asked. */
  problem: z.string().nullable(),
});
export type WitnessStanding = z.infer<typeof witnessStandingSchema>;

/** `GET /api/people` */
export const peopleSchema = z.object({
  people: z.array(personSchema),
  invitations: z.array(z.object({ id: z.string(), email: z.string(), name: z.string(), roles: z.array(roleSchema), expiresAt: z.int() })),
});
export const inviteSchema = z.strictObject({ email: z.email().max(320), name: z.string().trim().min(1).max(200), roles: z.array(roleSchema).min(1) });
export const withdrawInvitationSchema = z.strictObject({ id: z.string().min(1).max(64) });
export const invitedSchema = z.object({ link: z.string(), expiresAt: z.int() });
export const acceptInvitationSchema = z.strictObject({
  token: z.string().min(20).max(200),
  name: z.string().trim().min(1).max(200),
  /** Only for an invitation that names no address. */
  email: z.email().max(320).optional(),
  password: z.string().min(12, "at least 12 characters").max(128, "at most 128 characters"),
});
export const setRolesSchema = z.strictObject({ roles: z.array(roleSchema) });
