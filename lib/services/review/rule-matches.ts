import type { Placement } from "@/lib/core/classify/category";
import { ok, type Result } from "@/lib/core/result";
import { fileOf, PLACEMENT_ORDER, toIdStart } from "@/lib/core/review/review-index";
import { findSnapshot, type Upgrade } from "@/lib/core/upgrade/upgrade";
import { placeHunks } from "@/lib/core/review/view-list";
import { refuse, type Refusal } from "@/lib/core/upgrade/refusal";
import type { UpgradeLog } from "@/lib/ports/upgrade-log";
import { foldUpgrade } from "../fold-upgrade";
import type { ReviewReader } from "./review-reader";

/** A hunk that a rule decided about, and where it is reviewed. */
export type MatchedHunk = { readonly idStart: string; readonly path: string; readonly line: number; readonly placement: Placement };
export type RuleMatches = {
  readonly app: Upgrade["app"]["name"];
  readonly snapshot: number;
  /** By rule id: how many hunks, and the first of them. */
  readonly rules: Readonly<Record<string, { readonly count: number; readonly hunks: readonly MatchedHunk[] }>>;
};

const MOST_HUNKS = 30;

/** What each rule decided about in the snapshot under review of an upgrade. */
export async function readRuleMatches(
  { log, review }: { readonly log: UpgradeLog; readonly review: ReviewReader },
  upgradeId: string,
): Promise<Result<RuleMatches, Refusal>> {
  const { upgrade } = await foldUpgrade(log, upgradeId);
  if (!upgrade) return refuse("not-found", "There is no such upgrade.");
  const snapshot = findSnapshot(upgrade);
  if (!snapshot) return refuse("no-snapshot", "There is no snapshot of this upgrade yet, so no rule has decided anything.");
  const open = await review.open(upgradeId, snapshot.number);
  if (!open.ok) return open;
  const { columns, review: index } = open.value.snapshot;
  const placements = placeHunks(index, upgrade.assignments);
  const rules: Record<string, { count: number; hunks: MatchedHunk[] }> = {};
  for (let hunk = 0; hunk < index.hunks.count; hunk += 1) {
    const rule = columns.texts[columns.hunks.rules[hunk] ?? 0] ?? "none";
    rules[rule] ??= { count: 0, hunks: [] };
    const matches = rules[rule];
    matches.count += 1;
    if (matches.hunks.length >= MOST_HUNKS) continue;
    matches.hunks.push({
      idStart: toIdStart(index.hunks.keys[hunk] ?? 0),
      path: index.files.paths[fileOf(index, hunk)] ?? "",
      line: index.hunks.newStart[hunk] || index.hunks.oldStart[hunk] || 0,
      placement: PLACEMENT_ORDER[placements[hunk] ?? 0] ?? "unclassified",
    });
  }
  return ok({ app: upgrade.app.name, snapshot: snapshot.number, rules });
}
