import { openRecord, type RecordBody, type SealedRecord } from "@/lib/core/audit/record";
import type { Digest } from "@/lib/core/digest";
import { evolve } from "@/lib/core/upgrade/evolve";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";

export type OpenedRecords = { readonly records: readonly RecordBody[]; readonly upgrade: Upgrade };

/** More than a server draws for people at a time. */
const MOST_KEPT = 20;
const kept = new Map<Digest, OpenedRecords>();

/**
 * What an upgrade's records say, and the upgrade that they make. The hash of the last record stands for all of them: the
 * same records, drawn by the server for one reader after the other, are opened once. @throws when there are none
 */
export function openRecords(sealed: readonly SealedRecord[]): OpenedRecords {
  const head = sealed.at(-1)?.hash;
  const known = head === undefined ? undefined : kept.get(head);
  const opened = known?.records.length === sealed.length ? known : open(sealed);
  if (head !== undefined) {
    kept.delete(head);
    kept.set(head, opened);
  }
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return opened;
}

function open(sealed: readonly SealedRecord[]): OpenedRecords {
  const records = sealed.map(openRecord);
  const upgrade = records.reduce<Upgrade | undefined>(evolve, undefined);
  if (!upgrade) throw new Error("expected the records of an upgrade, got none");
  return { records, upgrade };
}
