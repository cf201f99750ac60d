import { z } from "zod";

/** What changed, by id; never the state itself. */
export const liveEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("upgrade"), upgradeId: z.string(), seq: z.int() }),
  z.object({ type: z.literal("fleet") }),
  z.object({ type: z.literal("people") }),
  z.object({ type: z.literal("backups") }),
  /** Writing stopped working, or works again. */
  z.object({ type: z.literal("storage") }),
  z.object({ type: z.literal("agent"), agentId: z.string(), reachable: z.boolean() }),
]);
export type LiveEvent = z.infer<typeof liveEventSchema>;
