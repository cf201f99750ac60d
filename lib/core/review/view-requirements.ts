import type { Category } from "@/lib/core/classify/category";
import { describePlace } from "@/lib/core/comment/place";
import { authorOf, listHolding } from "@/lib/core/comment/thread";
import { canDo } from "@/lib/core/people/permission";
import type { Person } from "@/lib/core/people/person";
import { openedNeeded } from "@/lib/core/people/policy";
import type { Snapshot, Upgrade } from "@/lib/core/upgrade/upgrade";
import { listOpenExpectations, listStanding, whyNotCounted } from "./bucket";

/** One thing a signer should know first; `blocks` when approving would be refused. */
export type Requirement = {
  readonly status: "done" | "never" | "unmet" | "waiting" | "changes" | "na" | "failed";
  readonly what: string;
  readonly detail: string;
  readonly blocks: boolean;
};

export type RequirementInput = {
  readonly upgrade: Upgrade;
  readonly snapshot: Snapshot;
  readonly category: Category;
  readonly person: Person;
  readonly counts: { readonly hunks: number; readonly opened: number };
};

/** What holds an approval back, what it would not change, and what holds. */
export function listRequirements({ upgrade, snapshot, category, person, counts }: RequirementInput): readonly Requirement[] {
  if (upgrade.ending) return [{ status: "na", what: `This upgrade was ${upgrade.ending.type}.`, detail: "Its record can be read, not signed.", blocks: true }];
  return [
    ...permission(person),
    ...expectations(upgrade, snapshot, category),
    ...unopened(upgrade, category, counts),
    ...requestsOfOthers(upgrade, category, person),
    ...mustFixes(upgrade, category, person),
    ...(canDo(person, "bucket.sign") ? [counting(upgrade, person)] : []),
  ];
}

function permission(person: Person): readonly Requirement[] {
  if (canDo(person, "bucket.sign")) return [];
  return [{ status: "waiting", what: "Only a reviewer can sign.", detail: "An administrator can give you that role.", blocks: true }];
}

function expectations(upgrade: Upgrade, snapshot: Snapshot, category: Category): readonly Requirement[] {
  const open = listOpenExpectations(upgrade, snapshot, category).length;
  if (open === 0) return [];
  return [
    {
      status: "unmet",
      what: open === 1 ? "1 expectation is unmet." : `${open} expectations are unmet.`,
      detail: "Fix it or accept the absence.",
      blocks: true,
    },
  ];
}

function unopened({ policy }: Upgrade, category: Category, { hunks, opened }: RequirementInput["counts"]): readonly Requirement[] {
  const left = hunks - opened;
  if (left <= 0) return [];
  const what = left === 1 ? "1 hunk not opened." : `${left} hunks not opened.`;
  const needed = openedNeeded(policy, category, hunks);
  if (opened < needed) return [{ status: "never", what, detail: `The policy asks you to open ${needed} of ${hunks} before you sign here.`, blocks: true }];
  return [{ status: "never", what, detail: `The record will say that you opened ${opened} of ${hunks}.`, blocks: false }];
}

function requestsOfOthers(upgrade: Upgrade, category: Category, person: Person): readonly Requirement[] {
  return listStanding(upgrade, category)
    .filter(({ decision, by }) => decision === "changes-requested" && by.id !== person.id)
    .map(({ by }) => ({
      status: "changes",
      what: `${by.name} requested changes.`,
      detail: "Only they can lift that; until then the bucket stays open.",
      blocks: false,
    }));
}

function mustFixes(upgrade: Upgrade, category: Category, person: Person): readonly Requirement[] {
  return listHolding(upgrade, category).map((thread) => {
    const author = authorOf(thread);
    return {
      status: "changes",
      what: `Must fix: ${author.id === person.id ? "your" : `${author.name}’s`} comment on ${describePlace(thread.place)}.`,
      detail: "You may sign; the gate stays closed until it is resolved.",
      blocks: false,
    };
  });
}

function counting(upgrade: Upgrade, person: Person): Requirement {
  const why = whyNotCounted(upgrade, person);
  if (why !== undefined) return { status: "na", what: `Does not count: you ${why}.`, detail: "You may sign; someone else has to as well.", blocks: false };
  const holds = upgrade.policy.fourEyes ? "you did not start this upgrade or write on its branch." : "this app does not ask for four eyes.";
  return { status: "done", what: `Your sign-off counts: ${holds}`, detail: "", blocks: false };
}
