import { GENESIS } from "@/lib/core/audit/genesis";
import { openRecord, type SealedRecord } from "@/lib/core/audit/record";
import type { Digest } from "@/lib/core/digest";
import { evolve } from "@/lib/core/upgrade/evolve";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";
import type { UpgradeLog } from "@/lib/ports/upgrade-log";

/** An upgrade as its records make it, and the last of them. */
export type FoldedUpgrade = { readonly upgrade: Upgrade | undefined; readonly head: { readonly seq: number; readonly hash: Digest } };

const NOTHING: FoldedUpgrade = { upgrade: undefined, head: { seq: 0, hash: GENESIS } };
/** Upgrades whose state is kept: more than people work on at a time. */
const MOST_KEPT = 200;
/** Kept on the global object because Next loads pages, routes and instrumentation as separate bundles. */
const KEY = Symbol.for("upgrade-review.folded");
type Global = typeof globalThis & { [KEY]?: WeakMap<UpgradeLog, Map<string, FoldedUpgrade>> };

/**
 * Folds an upgrade's records. What was folded before is gone on with, behind the very record it ended with: that one is
 * read again, and when it is another by now, everything is folded from the start.
 */
export async function foldUpgrade(log: UpgradeLog, upgradeId: string): Promise<FoldedUpgrade> {
  const kept = keptOf(log);
  const folded = await foldFurther(log, upgradeId, kept.get(upgradeId));
  kept.delete(upgradeId);
  if (folded.upgrade) kept.set(upgradeId, folded);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return folded;
}

function keptOf(log: UpgradeLog): Map<string, FoldedUpgrade> {
  const holder: Global = globalThis;
  holder[KEY] ??= new WeakMap();
  const kept = holder[KEY].get(log) ?? new Map<string, FoldedUpgrade>();
  holder[KEY].set(log, kept);
  return kept;
}

async function foldFurther({ read }: UpgradeLog, upgradeId: string, before: FoldedUpgrade | undefined): Promise<FoldedUpgrade> {
  if (before) {
    const [last, ...news] = await read(upgradeId, before.head.seq);
    if (last?.hash === before.head.hash) return news.reduce(foldOne, before);
  }
  return (await read(upgradeId)).reduce(foldOne, NOTHING);
}

function foldOne({ upgrade }: FoldedUpgrade, record: SealedRecord): FoldedUpgrade {
  return { upgrade: evolve(upgrade, openRecord(record)), head: record };
}
