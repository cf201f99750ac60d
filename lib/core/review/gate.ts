import { CATEGORIES, CATEGORY_TEXT, type Placement } from "@/lib/core/classify/category";
import { describePlace } from "@/lib/core/comment/place";
import { authorOf, listHolding } from "@/lib/core/comment/thread";
import { findSnapshot, type SignOff, type Snapshot, type Upgrade } from "@/lib/core/upgrade/upgrade";
import { bucketStatus, listCounting, listOpenExpectations, listStanding } from "./bucket";

/** One thing that must change before a gated step may start. */
export type GateObstacle = { readonly placement: Placement | null; readonly sentence: string };

export type Gate =
  | { readonly open: true; readonly snapshot: Snapshot /** One counting approval per category, in order. */; readonly signOffs: readonly SignOff[] }
  | { readonly open: false; readonly obstacles: readonly GateObstacle[] };

/**
 * The rule that must hold before a gated step starts: a snapshot, nothing unclassified, and for each of
 * the five categories enough current approvals that count, no request for changes, no comment that must be
 * fixed and no open expectation.
 */
export function checkGate(upgrade: Upgrade): Gate {
  const snapshot = findSnapshot(upgrade);
  if (!snapshot) return { open: false, obstacles: [{ placement: null, sentence: "There is no snapshot yet; run the upgrade task or take one." }] };
  const obstacles = [
    ...unclassified(snapshot),
    ...mustFixes(upgrade, "unclassified"),
    ...CATEGORIES.flatMap((category) => categoryObstacles(upgrade, snapshot, category)),
  ];
  if (obstacles.length > 0) return { open: false, obstacles };
  const signOffs = CATEGORIES.flatMap((category) => listCounting(upgrade, category).slice(-1));
  return { open: true, snapshot, signOffs };
}

function unclassified({ buckets }: Snapshot): readonly GateObstacle[] {
  const { hunks } = buckets.unclassified;
  return hunks === 0 ? [] : [{ placement: "unclassified", sentence: `${countOf(hunks, "hunk waits", "hunks wait")} for a category.` }];
}

/** Comments marked as must fix hold until they are resolved, also where their line has changed or is gone. */
function mustFixes(upgrade: Upgrade, placement: Placement): readonly GateObstacle[] {
  const title = placement === "unclassified" ? "Unclassified" : CATEGORY_TEXT[placement].title;
  return listHolding(upgrade, placement).map((thread) => ({
    placement,
    sentence: `${title}: ${authorOf(thread).name} marked a comment on ${describePlace(thread.place)} as must fix, and it is not resolved.`,
  }));
}

function categoryObstacles(upgrade: Upgrade, snapshot: Snapshot, category: (typeof CATEGORIES)[number]): readonly GateObstacle[] {
  const { title } = CATEGORY_TEXT[category];
  const say = (sentence: string): GateObstacle => ({ placement: category, sentence: `${title}: ${sentence}` });
  const requests = listStanding(upgrade, category).filter(({ decision }) => decision === "changes-requested");
  const obstacles = [...requests.map(({ by }) => say(`${by.name} requested changes and has not lifted the request.`)), ...mustFixes(upgrade, category)];
  const open = listOpenExpectations(upgrade, snapshot, category);
  if (open.length > 0) obstacles.push(say(`${countOf(open.length, "expectation is", "expectations are")} unmet; meet it or accept the absence.`));
  const missing = upgrade.policy.approvals - listCounting(upgrade, category).length;
  if (missing > 0 && requests.length === 0) {
    const outdated = bucketStatus(upgrade, category) === "outdated";
    obstacles.push(
      say(outdated ? "the sign-off is outdated; what is under review is not what was signed." : `${countOf(missing, "sign-off is", "sign-offs are")} missing.`),
    );
  }
  return obstacles;
}

function countOf(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
