import { z } from "zod";

/** What a person may be; one person may be several. */
export const ROLES = ["reviewer", "lead", "qa", "operator", "administrator"] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

export const personSchema = z
  .object({ id: z.string().min(1), name: z.string().min(1), email: z.string().min(3), roles: z.array(roleSchema).readonly() })
  .readonly();
export type Person = z.infer<typeof personSchema>;

/** What each role is called and does. */
export const ROLE_TEXT: Record<Role, { readonly title: string; readonly does: string }> = {
  reviewer: { title: "Reviewer", does: "Reads the diff and signs off buckets." },
  lead: { title: "Tech lead", does: "Starts upgrades, runs steps, waives what the guide leaves open." },
  qa: { title: "QA", does: "Ticks off the smoke checklist." },
  operator: { title: "Operator", does: "Runs the agent and the steps." },
  administrator: { title: "Administrator", does: "Invites people and adds apps." },
};

/** Who did something; the system and the agent are actors too. */
export const actorSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("person"), id: z.string(), name: z.string(), email: z.string() }),
  z.object({ kind: z.literal("agent"), id: z.string() }),
  z.object({ kind: z.literal("system") }),
]);
export type Actor = z.infer<typeof actorSchema>;

export const SYSTEM: Actor = { kind: "system" };

/** The person as the actor of an event. */
export function toActor({ id, name, email }: Person): Actor {
  return { kind: "person", id, name, email };
}

/** The name an actor goes by. */
export function describeActor(actor: Actor): string {
  return actor.kind === "person" ? actor.name : actor.kind === "agent" ? "the agent" : "the system";
}
