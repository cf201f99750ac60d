import { GENESIS } from "@/lib/core/audit/genesis";
import { openRecord, sealRecords, type SealedRecord } from "@/lib/core/audit/record";
import { CATEGORIES } from "@/lib/core/classify/category";
import { sha256Hex, type Digest } from "@/lib/core/digest";
import { foldRecords } from "@/lib/core/upgrade/evolve";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";
import { aSnapshot, anUpgrade, snapshotTaken, upgraded } from "@/lib/testing/upgrade-builders";

/** An upgrade of an app of its own whose five buckets wait for a decision, and an absence in two of them that can be accepted. */
export function createReviewedUpgrade(
  upgradeId: string,
  options: { readonly indexBlob?: Digest; readonly absent?: readonly string[] } = {},
): { readonly records: readonly SealedRecord[]; readonly upgrade: Upgrade } {
  const { indexBlob = sha256Hex("index"), absent = [] } = options;
  const expectations = CATEGORIES.map((category) => ({
    id: `absent-${category}`,
    title: `Something of ${category}`,
    category,
    met: !absent.includes(category),
    why: "",
    howToMeet: "",
    found: "",
  }));
  const history = upgraded(anUpgrade());
  snapshotTaken(history, aSnapshot({ router: ["first"], host_auth: ["first"] }, { indexBlob, expectations }));
  const entries = history.records().map((record) => {
    const { actor, event } = openRecord(record);
    return { actor, event: event.type === "upgrade.started" ? { ...event, app: { ...event.app, id: `app-of-${upgradeId}` } } : event };
  });
  const records = sealRecords(upgradeId, { seq: 0, hash: GENESIS }, entries, Date.now());
  const upgrade = foldRecords(records);
  if (!upgrade) throw new Error("expected an upgrade");
  return { records, upgrade };
}
