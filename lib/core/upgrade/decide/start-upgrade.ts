import type { Digest } from "@/lib/core/digest";
import type { Argv, Lane } from "@/lib/core/lane/lane";
import { toActor, type Person } from "@/lib/core/people/person";
import { type AppPolicy, DEFAULT_POLICY, resolvePolicy } from "@/lib/core/people/policy";
import { ok } from "@/lib/core/result";
import type { EventOf } from "../event";
import { refuse } from "../refusal";
import type { Upgrade } from "../upgrade";
import type { Decision } from "./decision";

export type StartUpgrade = {
  readonly app: EventOf<"upgrade.started">["app"];
  readonly lane: Lane;
  readonly laneDigest: Digest;
  /** Null: what holds where nobody set anything. */
  readonly policy: AppPolicy | null;
  readonly overrides: Readonly<Record<string, Argv>>;
  readonly reviewers: readonly Person[];
};

/**
 * Starts an upgrade when every category has somebody left who may sign: with four eyes, whoever starts it
 * does not count. It never fails open.
 */
export function decideStart(existing: Upgrade | undefined, person: Person, input: StartUpgrade): Decision {
  if (existing) return refuse("taken", "An upgrade with this id exists already.");
  const policy = resolvePolicy(input.policy ?? DEFAULT_POLICY, input.reviewers.length);
  const eligible = input.reviewers.filter(({ id }) => !policy.fourEyes || id !== person.id);
  if (eligible.length < policy.approvals) {
    return refuse(
      "nobody-can-sign",
      `Each bucket needs ${policy.approvals} approving ${policy.approvals === 1 ? "reviewer" : "reviewers"}, and ${eligible.length} can. Invite a reviewer, or let somebody else start the upgrade.`,
    );
  }
  const { app, lane, laneDigest, overrides } = input;
  return ok([{ actor: toActor(person), event: { type: "upgrade.started", app, lane, laneDigest, policy, overrides } }]);
}
