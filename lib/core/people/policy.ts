import { z } from "zod";
import type { Category } from "@/lib/core/classify/category";
import { type Policy, policySchema } from "@/lib/core/upgrade/event";

/** What an app asks of its upgrades, as a person set it; `auto` is four eyes as soon as two reviewers exist. */
export const appPolicySchema = z.strictObject({
  approvals: policySchema.unwrap().shape.approvals,
  fourEyes: z.enum(["auto", "on", "off"]),
  openedPercent: z.int().min(0).max(100),
});
export type AppPolicy = z.infer<typeof appPolicySchema>;

/** Holds where nobody set anything. */
export const DEFAULT_POLICY: AppPolicy = { approvals: 1, fourEyes: "auto", openedPercent: 0 };

/** The categories where a signer must have opened a share of the hunks. */
export const OPENING_CATEGORIES: readonly Category[] = ["schema", "audit_security"];

/**
 * The rules for an upgrade, from what the app asks and how many reviewers there are. Four eyes that came on by
 * themselves do not go off by themselves.
 */
export function resolvePolicy({ approvals, fourEyes, openedPercent }: AppPolicy, reviewers: number, before?: Policy): Policy {
  const isOn = fourEyes === "auto" ? reviewers >= 2 || before?.fourEyes === true : fourEyes === "on";
  return { approvals, fourEyes: isOn, openedPercent };
}

/** How many of a bucket's hunks a signer must have opened; rounded up. */
export function openedNeeded({ openedPercent }: Policy, category: Category, hunks: number): number {
  return OPENING_CATEGORIES.includes(category) ? Math.ceil((hunks * openedPercent) / 100) : 0;
}

export function isSamePolicy(left: Policy, right: Policy): boolean {
  return left.approvals === right.approvals && left.fourEyes === right.fourEyes && left.openedPercent === right.openedPercent;
}

/** "2 approvals for each category, four eyes, 80 % of the hunks of Schema and Audit opened". */
export function describePolicy({ approvals, fourEyes, openedPercent }: Policy): string {
  const parts = [
    `${approvals} ${approvals === 1 ? "approval" : "approvals"} for each category`,
    fourEyes ? "four eyes" : "no four eyes",
    ...(openedPercent > 0 ? [`${openedPercent} % of the hunks of Schema and Audit opened`] : []),
  ];
  return parts.join(", ");
}
