import { CATEGORY_TEXT } from "@/lib/core/classify/category";
import { canDo } from "@/lib/core/people/permission";
import type { Person } from "@/lib/core/people/person";
import { type AppPolicy, resolvePolicy } from "@/lib/core/people/policy";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";
import { listCounting, whySignOffNotCounted } from "./bucket";
import { describeMissing, listEligibility } from "./eligibility";

export type PolicyPreview = {
  /** What the next start would find. */
  readonly next: string;
  readonly isStuck: boolean;
  /** For each category of the open upgrade: who could sign, and which sign-offs would no longer suffice. */
  readonly open: readonly { readonly title: string; readonly who: string; readonly lost: readonly string[] }[];
};

/** What a policy would mean for the next upgrade of an app and for the one that is open. */
export function previewPolicy(policy: AppPolicy, people: readonly Person[], upgrade?: Upgrade): PolicyPreview {
  const reviewers = people.filter((person) => canDo(person, "bucket.sign"));
  const { approvals, fourEyes } = resolvePolicy(policy, reviewers.length);
  const worst = fourEyes ? reviewers.length - 1 : reviewers.length;
  const isStuck = reviewers.length < approvals;
  const names = reviewers.map(({ name }) => name).join(", ");
  return { isStuck, next: describeNext(), open: upgrade ? previewOpen(upgrade, policy, people, reviewers.length) : [] };

  function describeNext(): string {
    const count = `${reviewers.length} ${reviewers.length === 1 ? "reviewer" : "reviewers"}`;
    if (isStuck) return `No upgrade could start: each category needs ${approvals}, and there ${reviewers.length === 1 ? "is" : "are"} ${count}. Invite more.`;
    if (worst < approvals) return `Sign-offs of ${names} count. An upgrade cannot start when a reviewer starts it: too few would be left.`;
    return fourEyes
      ? `Sign-offs of ${names} count, except of whoever starts the upgrade or writes on its branch.`
      : `Sign-offs of ${names} count, whoever made the change.`;
  }
}

function previewOpen(upgrade: Upgrade, policy: AppPolicy, people: readonly Person[], reviewers: number): PolicyPreview["open"] {
  const after: Upgrade = { ...upgrade, policy: resolvePolicy(policy, reviewers, policy.fourEyes === "auto" ? upgrade.policy : undefined) };
  return listEligibility(after, people).map((eligibility) => {
    const { category, signed, open, needed } = eligibility;
    const parts = [
      ...(signed.length > 0 ? [`${signed.join(", ")} signed`] : []),
      ...(open.length > 0 ? [`${open.map(({ name }) => name).join(", ")} could`] : []),
    ];
    const lost = listCounting(upgrade, category).flatMap((signOff) => {
      const why = whySignOffNotCounted(after, signOff);
      return why === undefined ? [] : [`The sign-off of ${signOff.by.name} would no longer count: they ${why}.`];
    });
    const who = describeMissing(eligibility) ?? `${parts.join("; ")}. ${signed.length} of ${needed} there.`;
    return { title: CATEGORY_TEXT[category].title, who, lost };
  });
}
