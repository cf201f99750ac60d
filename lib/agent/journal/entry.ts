import { z } from "zod";
import { agentEventSchema, appIdSchema, jobIdSchema, jobSchema, type AgentEvent } from "@/lib/contract/agent-api";
import { digestSchema } from "@/lib/core/digest";

/** One line of the journal: a job was taken in, or a fact that the dashboard is told. */
export const journalEntrySchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("accepted"),
    at: z.int(),
    jobId: jobIdSchema,
    appId: appIdSchema,
    upgradeId: z.string(),
    stepId: jobSchema.unwrap().shape.stepId,
    /** Of the whole job, to tell a repeat from another job under the same id. */
    digest: digestSchema,
    /** The gate pass this job used up. */
    passId: jobIdSchema.nullable(),
  }),
  z.object({ kind: z.literal("event"), event: agentEventSchema }),
]);
export type JournalEntry = z.infer<typeof journalEntrySchema>;
export type AcceptedEntry = Extract<JournalEntry, { kind: "accepted" }>;

type Unnumbered<Event> = Event extends AgentEvent ? Omit<Event, "number" | "at"> : never;
/** An event before the journal gives it its number and moment. */
export type NewEvent = Unnumbered<AgentEvent>;
