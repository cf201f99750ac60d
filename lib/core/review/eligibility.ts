import { CATEGORIES, CATEGORY_TEXT, type Category } from "@/lib/core/classify/category";
import { toMailbox } from "@/lib/core/people/mailbox";
import { canDo } from "@/lib/core/people/permission";
import type { Person } from "@/lib/core/people/person";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";
import { listCounting, listWriters, whyNotCounted } from "./bucket";

/** Who can still bring a category to the approvals it needs. */
export type Eligibility = {
  readonly category: Category;
  readonly needed: number;
  /** Whose approval counts already. */
  readonly signed: readonly string[];
  /** Reviewers whose approval would count and is not there yet. */
  readonly open: readonly Person[];
  /** Reviewers who may sign and do not count, with the reason. */
  readonly excluded: readonly { readonly person: Person; readonly why: string }[];
  /** How many counting signers there are too few, even when everybody signs; 0 when it can be done. */
  readonly missing: number;
};

/** Reviewers whose sign-off would count. */
export function listEligible(upgrade: Upgrade, people: readonly Person[]): readonly Person[] {
  return people.filter((person) => canDo(person, "bucket.sign") && whyNotCounted(upgrade, person) === undefined);
}

/**
 * For every category who can still sign. It follows from the records and the people as they are, so that a
 * commit, a lost role or another policy shows at once; the gate itself counts sign-offs and does not ask it.
 */
export function listEligibility(upgrade: Upgrade, people: readonly Person[]): readonly Eligibility[] {
  const eligible = listEligible(upgrade, people);
  const excluded = people.flatMap((person) => {
    const why = canDo(person, "bucket.sign") ? whyNotCounted(upgrade, person) : undefined;
    return why === undefined ? [] : [{ person, why }];
  });
  return CATEGORIES.map((category) => {
    const counting = listCounting(upgrade, category);
    const open = eligible.filter(({ id }) => !counting.some(({ by }) => by.id === id));
    const needed = upgrade.policy.approvals;
    const missing = Math.max(0, needed - counting.length - open.length);
    return { category, needed, signed: counting.map(({ by }) => by.name), open, excluded, missing };
  });
}

/** Why a category cannot come to its approvals, and what to do; undefined when it can. */
export function describeMissing({ category, needed, excluded, missing }: Eligibility): string | undefined {
  if (missing === 0) return undefined;
  const { title } = CATEGORY_TEXT[category];
  const who = needed === missing ? `Nobody is left who may sign ${title}` : `${title} needs ${needed} approvals, and ${missing} cannot be given`;
  const why = excluded.map(({ person, why: reason }) => `${person.name} ${reason}`).join(", ");
  const reviewers = missing === 1 ? "a reviewer who neither started this upgrade nor wrote on its branch" : `${missing} more such reviewers`;
  return `${who}: ${why === "" ? "there are too few reviewers" : why}. Invite ${reviewers}, or change the app's policy.`;
}

/** Addresses on the branch that belong to nobody here: whose they are, no rule can know. */
export function listUnknownWriters(upgrade: Upgrade, people: readonly Person[]): readonly { readonly name: string; readonly email: string }[] {
  const known = new Set(people.map(({ email }) => toMailbox(email)));
  return listWriters(upgrade).filter(({ email }) => !known.has(toMailbox(email)));
}
