import { openRecord, type RecordBody, type SealedRecord } from "@/lib/core/audit/record";
import { verifyChain } from "@/lib/core/audit/verify-chain";
import { foldRecords } from "@/lib/core/upgrade/evolve";
import type { UpgradeProjection } from "@/lib/core/upgrade/projection";
import { toProjection } from "@/lib/core/upgrade/to-projection";
import type { StormRequest } from "./storm-requests";

const ALLOWED = [200, 409, 429];

/** Everything that is wrong with one upgrade after its storm. `before` is how many records it had. */
export function judgeStorm(
  requests: readonly StormRequest[],
  records: readonly SealedRecord[],
  row: UpgradeProjection["row"] | undefined,
  before: number,
): readonly string[] {
  const problems = requests.filter(({ status }) => status !== null && !ALLOWED.includes(status)).map(({ status, marker }) => `${marker}: answered ${status}`);
  const verdict = verifyChain(records);
  if (!verdict.ok) problems.push(`record ${verdict.seq}: ${verdict.problem.sentence}`);
  else problems.push(...judgeProjection(records, row));
  const caused = records.slice(before).map(openRecord).filter(isByPerson);
  return [...problems, ...judgeMarked(requests, caused), ...judgeUnmarked(requests, caused)];
}

/** The rows follow from the records and from nothing else. */
function judgeProjection(records: readonly SealedRecord[], row: UpgradeProjection["row"] | undefined): readonly string[] {
  const upgrade = foldRecords(records);
  const expected = upgrade && toProjection(upgrade).row;
  return JSON.stringify(sorted(expected)) === JSON.stringify(sorted(row)) ? [] : [`the row ${JSON.stringify(row)} is not the fold ${JSON.stringify(expected)}`];
}

function sorted(value: object | undefined) {
  return value && Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isByPerson({ actor }: RecordBody): boolean {
  return actor.kind === "person";
}

/** Each marker stands in as many records as requests with it were accepted; whoever hung up may have been accepted too. */
function judgeMarked(requests: readonly StormRequest[], caused: readonly RecordBody[]): readonly string[] {
  const found = groupBy(caused, (record) => markerOf(record) ?? "");
  const problems: string[] = [];
  for (const [marker, sent] of groupBy(requests.filter(hasMarker), (request) => request.marker)) {
    const records = found.get(marker) ?? [];
    found.delete(marker);
    const accepted = sent.filter(({ status }) => status === 200);
    const unknown = sent.filter(({ status }) => status === null).length;
    if (records.length < accepted.length || records.length > accepted.length + unknown) {
      problems.push(`${marker}: ${accepted.length} accepted and ${unknown} unheard requests, ${records.length} records`);
    }
    for (const { seq, personId } of accepted) {
      const own = records.some(({ seq: at, actor }) => seq !== null && at <= seq && actor.kind === "person" && actor.id === personId);
      if (!own) problems.push(`${marker}: accepted as record ${seq}, which is not there`);
    }
  }
  found.delete("");
  return [...problems, ...[...found.keys()].map((marker) => `${marker}: a record that nobody asked for`)];
}

/** Taking back an acceptance carries no text; accepted requests and records are counted. */
function judgeUnmarked(requests: readonly StormRequest[], caused: readonly RecordBody[]): readonly string[] {
  const sent = requests.filter((request) => !hasMarker(request));
  const accepted = sent.filter(({ status }) => status === 200).length;
  const unknown = sent.filter(({ status }) => status === null).length;
  const records = caused.filter(({ event }) => event.type === "expectation.reinstated").length;
  return records < accepted || records > accepted + unknown ? [`${accepted} acceptances taken back, ${unknown} unheard, ${records} records`] : [];
}

function groupBy<Value>(values: readonly Value[], keyOf: (value: Value) => string): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}

function hasMarker({ command }: StormRequest): boolean {
  return command.type !== "reinstate-expectation";
}

function markerOf({ event }: RecordBody): string | undefined {
  if (event.type === "sign-off.recorded") return event.note;
  if (event.type === "sign-off.changes-requested" || event.type === "sign-off.withdrawn" || event.type === "expectation.accepted") return event.reason;
  return undefined;
}
