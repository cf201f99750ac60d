import type { AppPolicy } from "@/lib/core/people/policy";

const FOUR_EYES: Record<AppPolicy["fourEyes"], string> = {
  auto: "Four eyes as soon as two reviewers exist.",
  on: "Four eyes: whoever starts an upgrade or writes on its branch may sign and does not count.",
  off: "No four eyes: every reviewer's approval counts, also of their own change.",
};

/** An app's policy in plain words, one sentence a rule. */
export function describeAppPolicy({ approvals, fourEyes, openedPercent }: AppPolicy): readonly string[] {
  return [
    approvals === 1 ? "Each category needs one approval." : `Each category needs ${approvals} approvals by different people.`,
    FOUR_EYES[fourEyes],
    openedPercent === 0
      ? "How many hunks a signer has opened is recorded, not demanded."
      : `In Schema and in Audit a signer must have opened ${openedPercent} % of the hunks.`,
  ];
}
