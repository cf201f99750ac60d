import { z } from "zod";
import { jobSchema } from "@/lib/contract/agent-api";

/** One line of the fleet, as stored. `summary` is what the fleet shows without folding the records. */
export const upgradeRowSchema = z
  .object({
    upgradeId: z.string(),
    appId: z.string(),
    laneId: z.string(),
    startedAt: z.int(),
    endedAt: z.int().nullable(),
    state: z.enum(["open", "finished", "abandoned"]),
    lastSeq: z.int().min(1),
    lastAt: z.int(),
  })
  .readonly();
export type UpgradeRow = z.infer<typeof upgradeRowSchema>;

/** Something that must reach an agent: a job, or the wish to cancel one. */
export const deliverySchema = z
  .object({
    /** Orders deliveries of one upgrade: the record that caused it. */
    seq: z.int().min(1),
    upgradeId: z.string(),
    agentId: z.string(),
    jobId: z.string(),
    kind: z.enum(["job", "cancel"]),
    job: jobSchema.nullable(),
  })
  .readonly();
export type Delivery = z.infer<typeof deliverySchema>;

/** All rows that follow from one upgrade's records. */
export type UpgradeProjection = { readonly row: UpgradeRow; readonly deliveries: readonly Delivery[] };
