import type { Job } from "@/lib/contract/agent-api";
import { type KnownJobs, sayRecord } from "@/lib/core/audit/describe-record";
import { type Phrase, toText } from "@/lib/core/audit/phrase";
import { type RecordBody, recordBodySchema, type SealedRecord } from "@/lib/core/audit/record";
import type { Lane } from "@/lib/core/lane/lane";

/** A record as the page shows it; `body` is null when its text is no record any more. */
export type ReadRecord = {
  readonly sealed: SealedRecord;
  readonly body: RecordBody | null;
  readonly sentence: readonly Phrase[];
  /** What a search looks through. */
  readonly text: string;
};

export type ReadRecords = {
  readonly records: readonly ReadRecord[];
  readonly appName: string | null;
  readonly laneTitle: string | null;
  readonly startedAt: number | null;
};

/** Reads sealed records one by one. A damaged one does not keep the others from being read. */
export function readRecords(sealed: readonly SealedRecord[]): ReadRecords {
  const bodies = sealed.map((record) => ({ record, body: openSafely(record) }));
  const jobs = new Map<string, Job>();
  let start: { readonly at: number; readonly lane: Lane; readonly name: string } | null = null;
  for (const { body } of bodies) {
    if (body?.event.type === "attempt.started") jobs.set(body.event.job.jobId, body.event.job);
    if (body?.event.type === "upgrade.started") start ??= { at: body.at, lane: body.event.lane, name: body.event.app.name };
  }
  const lane = start?.lane ?? null;
  return {
    records: bodies.map(({ record, body }) => toReadRecord(record, body, lane, jobs)),
    appName: start?.name ?? null,
    laneTitle: lane?.shortTitle ?? null,
    startedAt: start?.at ?? null,
  };
}

function toReadRecord(sealed: SealedRecord, body: RecordBody | null, lane: Lane | null, jobs: KnownJobs): ReadRecord {
  const sentence = body && lane ? sayRecord(body, lane, jobs) : UNREADABLE;
  return { sealed, body, sentence, text: `${sealed.seq} ${body?.event.type ?? ""} ${toText(sentence)}`.toLowerCase() };
}

const UNREADABLE: readonly Phrase[] = [{ text: "This record cannot be read; its bytes are kept as they are.", mark: "plain" }];

function openSafely({ canonical }: SealedRecord): RecordBody | null {
  try {
    return recordBodySchema.parse(JSON.parse(canonical));
  } catch {
    return null;
  }
}
