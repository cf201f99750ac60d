import { CATEGORY_TEXT, type Category, type Placement } from "@/lib/core/classify/category";
import type { Digest } from "@/lib/core/digest";
import { toActor, type Person } from "@/lib/core/people/person";
import { ok } from "@/lib/core/result";
import { listUnmet } from "@/lib/core/review/bucket";
import type { BucketContent } from "../event";
import { refuse } from "../refusal";
import { findSnapshot, type Upgrade } from "../upgrade";
import { requireOpen, type Decision } from "./decision";
import { listFlips, type SignOffDifferences } from "./record-snapshot";

export type AssignHunk = {
  readonly hunkId: Digest;
  readonly to: Category;
  readonly reason: string;
  /** Where the hunk is now, and its path; null when the snapshot has no such hunk. */
  readonly hunk: { readonly path: string; readonly placement: Placement } | null;
  readonly bucketsAfter: Readonly<Record<Placement, BucketContent>>;
  readonly differences: SignOffDifferences;
};

/** Moves a hunk to another category, with a reason; both categories' sign-offs feel it. */
export function decideAssign(upgrade: Upgrade, person: Person, input: AssignHunk): Decision {
  const open = requireOpen(upgrade);
  if (!open.ok) return open;
  const snapshot = findSnapshot(upgrade);
  if (!snapshot) return refuse("no-snapshot", "There is no snapshot yet.");
  if (!input.hunk) return refuse("unknown-hunk", "That hunk is not in the newest snapshot; reload to see what is.");
  if (input.reason.trim() === "") return refuse("reason-missing", "Say why it belongs there.");
  const { path, placement: from } = input.hunk;
  if (from === input.to) return refuse("already-settled", `It is in ${CATEGORY_TEXT[input.to].title} already.`);
  const buckets = { ...input.bucketsAfter };
  const after = { ...upgrade, snapshots: upgrade.snapshots.with(-1, { ...snapshot, buckets }) };
  return ok([
    {
      actor: toActor(person),
      event: { type: "hunk.assigned", snapshot: snapshot.number, hunkId: input.hunkId, path, from, to: input.to, reason: input.reason.trim(), buckets },
    },
    ...listFlips(upgrade, after, "assignment", input.differences),
  ]);
}

/** Accepts that something expected is absent; part of what is signed from then on. */
export function decideAcceptExpectation(upgrade: Upgrade, person: Person, input: { readonly expectationId: string; readonly reason: string }): Decision {
  const found = findUnmet(upgrade, input.expectationId);
  if (!found.ok) return found;
  if (input.reason.trim() === "") return refuse("reason-missing", "Say why its absence is all right.");
  const { id: expectationId, category } = found.value;
  const reason = input.reason.trim();
  const actor = toActor(person);
  const after = { ...upgrade, accepted: [...upgrade.accepted, { expectationId, category, reason, by: actor, at: 0 }] };
  return ok([{ actor, event: { type: "expectation.accepted", expectationId, category, reason } }, ...listFlips(upgrade, after, "expectation", {})]);
}

/** Takes the acceptance back: the expectation is open again. */
export function decideReinstateExpectation(upgrade: Upgrade, person: Person, input: { readonly expectationId: string }): Decision {
  const open = requireOpen(upgrade);
  if (!open.ok) return open;
  const accepted = upgrade.accepted.find(({ expectationId }) => expectationId === input.expectationId);
  if (!accepted) return refuse("already-settled", "Nobody accepted that absence, or somebody has taken it back already.");
  const { expectationId, category } = accepted;
  const after = { ...upgrade, accepted: upgrade.accepted.filter((other) => other !== accepted) };
  return ok([{ actor: toActor(person), event: { type: "expectation.reinstated", expectationId, category } }, ...listFlips(upgrade, after, "expectation", {})]);
}

function findUnmet(upgrade: Upgrade, expectationId: string) {
  const open = requireOpen(upgrade);
  if (!open.ok) return open;
  const snapshot = findSnapshot(upgrade);
  const unmet = snapshot?.expectations.find(({ id, met }) => id === expectationId && !met);
  if (!snapshot || !unmet || !listUnmet(snapshot, unmet.category).includes(unmet))
    return refuse("not-found", "That expectation is met, or not part of this upgrade.");
  if (upgrade.accepted.some((accepted) => accepted.expectationId === expectationId)) return refuse("already-settled", "Its absence was accepted already.");
  return ok(unmet);
}
