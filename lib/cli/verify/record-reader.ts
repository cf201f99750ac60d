import { recordBodySchema, type RecordBody } from "@/lib/core/audit/record";
import { actorSchema, type Actor } from "@/lib/core/people/person";
import { upgradeEventSchema } from "@/lib/core/upgrade/event";
import { TEXT_START } from "./chain-follower";
import { failRecord } from "./problem";
import { readCanonical } from "./read-canonical";
import type { Line } from "./read-lines";

/** `value`: what the text says, with everything this version may not know. */
export type ReadRecord = { readonly body: RecordBody; readonly value: unknown };

/** Reads the record of a line, whose bytes behind the hash must be the one text of what they say. */
export function readRecord(seq: number, { bytes, start, end }: Line, upgradeId: string): ReadRecord {
  const value = readCanonical(bytes, Math.min(end, start + TEXT_START), end);
  if (value === undefined) failRecord(seq, "Its text is not the canonical text of a record.");
  const body = readExpected(value, seq, upgradeId) ?? readBody(value, seq);
  if (body.upgradeId !== upgradeId) failRecord(seq, "It belongs to another upgrade.", upgradeId, body.upgradeId);
  if (body.seq !== seq) failRecord(seq, "Another record stands in its place.", `record ${seq}`, `record ${body.seq}`);
  return { body, value };
}

function readBody(value: unknown, seq: number): RecordBody {
  const parsed = recordBodySchema.safeParse(value);
  return parsed.success ? parsed.data : failRecord(seq, "Its text is no record.", "a record", parsed.error.issues[0]?.message ?? "");
}

/** What `recordBodySchema` makes of the record that must stand here, in a third of the time; undefined for any other. */
function readExpected(value: unknown, seq: number, upgradeId: string): RecordBody | undefined {
  if (typeof value !== "object" || value === null || !("upgradeId" in value && "seq" in value && "at" in value && "actor" in value && "event" in value)) {
    return undefined;
  }
  const { at } = value;
  if (value.upgradeId !== upgradeId || value.seq !== seq || typeof at !== "number" || !Number.isSafeInteger(at) || at < 0) return undefined;
  const actor = readActor(value.actor);
  const event = upgradeEventSchema.safeParse(value.event);
  return actor && event.success ? { upgradeId, seq, at, actor, event: event.data } : undefined;
}

/** Most records are by whom the one before is by; the same text was read as the same value. */
let lastActor: { readonly value: unknown; readonly actor: Actor | undefined } = { value: undefined, actor: undefined };

function readActor(value: unknown): Actor | undefined {
  if (lastActor.value !== value) lastActor = { value, actor: actorSchema.safeParse(value).data };
  return lastActor.actor;
}
