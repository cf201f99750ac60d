import type { Actor } from "@/lib/core/people/person";
import { type AppPolicy, isSamePolicy, resolvePolicy } from "@/lib/core/people/policy";
import { ok } from "@/lib/core/result";
import type { Upgrade } from "../upgrade";
import type { Decision } from "./decision";

export type ChangePolicy = { readonly policy: AppPolicy; readonly reviewers: number; readonly reason: string };

/** Brings an open upgrade to what its app asks; nothing when it is there already or the upgrade has ended. */
export function decideChangePolicy(upgrade: Upgrade, actor: Actor, { policy, reviewers, reason }: ChangePolicy): Decision {
  const to = resolvePolicy(policy, reviewers, policy.fourEyes === "auto" ? upgrade.policy : undefined);
  if (upgrade.ending || isSamePolicy(upgrade.policy, to)) return ok([]);
  return ok([{ actor, event: { type: "policy.changed", from: upgrade.policy, to, reason } }]);
}
