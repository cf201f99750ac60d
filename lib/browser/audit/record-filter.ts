import { describeActor } from "@/lib/core/people/person";
import type { ReadRecord } from "./read-records";

/** What an event is about, by the noun of its type. */
export const RECORD_KINDS = ["upgrade", "step", "attempt", "gate", "snapshot", "hunk", "expectation", "sign-off", "comment", "check"] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

export type RecordFilter = { readonly text: string; readonly actor: string | null; readonly kind: RecordKind | null };

export const ALL_RECORDS: RecordFilter = { text: "", actor: null, kind: null };

/** The noun of a record's event; null for a record that cannot be read. */
export function recordKind({ body }: ReadRecord): RecordKind | null {
  const noun = body?.event.type.split(".")[0];
  return RECORD_KINDS.find((kind) => kind === noun) ?? null;
}

/** Everybody who acted, in the order of their first record. */
export function listActors(records: readonly ReadRecord[]): readonly string[] {
  return [...new Set(records.flatMap(({ body }) => (body ? [describeActor(body.actor)] : [])))];
}

/** The records a filter lets through. One that cannot be read is always shown: it must not hide. */
export function filterRecords(records: readonly ReadRecord[], { text, actor, kind }: RecordFilter): readonly ReadRecord[] {
  const wanted = text.trim().toLowerCase();
  return records.filter(
    (record) =>
      record.body === null ||
      ((wanted === "" || record.text.includes(wanted)) &&
        (actor === null || describeActor(record.body.actor) === actor) &&
        (kind === null || recordKind(record) === kind)),
  );
}
