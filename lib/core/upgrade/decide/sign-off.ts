import { CATEGORY_TEXT, type Category } from "@/lib/core/classify/category";
import type { Digest } from "@/lib/core/digest";
import { toActor, type Person } from "@/lib/core/people/person";
import { openedNeeded } from "@/lib/core/people/policy";
import { ok, type Result } from "@/lib/core/result";
import { bucketDigest, listOpenExpectations, listStanding } from "@/lib/core/review/bucket";
import { refuse, type Refusal } from "../refusal";
import { findSnapshot, type SignOff, type Snapshot, type Upgrade } from "../upgrade";
import { requireOpen, type Decision } from "./decision";

export type Approve = {
  readonly category: Category;
  /** Digest of the bucket that was on the reviewer's screen. */
  readonly seenDigest: Digest;
  readonly note: string;
  readonly hunks: number;
  readonly opened: number;
  readonly coverageBlob: Digest;
};

/** Approves a bucket exactly as it was shown; refused when the content moved on since. */
export function decideApprove(upgrade: Upgrade, person: Person, input: Approve): Decision {
  const seen = requireSeen(upgrade, input);
  if (!seen.ok) return seen;
  const snapshot = seen.value;
  const { category, note, hunks, opened, coverageBlob } = input;
  const open = listOpenExpectations(upgrade, snapshot, category);
  if (open.length > 0) {
    return refuse(
      "expectation-open",
      "An expectation is unmet. Meet it, or accept the absence with a reason.",
      open.map(({ title }) => title),
    );
  }
  const needed = openedNeeded(upgrade.policy, category, hunks);
  if (opened < needed) {
    return refuse(
      "hunks-unopened",
      `You have opened ${opened} of ${hunks} hunks, and this app's policy asks a signer to open ${needed} here. Read on, then sign.`,
    );
  }
  return ok([
    {
      actor: toActor(person),
      event: {
        type: "sign-off.recorded",
        category,
        snapshot: snapshot.number,
        treeId: snapshot.treeId,
        bucketDigest: input.seenDigest,
        hunks,
        opened,
        coverageBlob,
        note: note.trim(),
      },
    },
  ]);
}

/** Says what has to change; it stands until its author lifts it, whatever the content becomes. */
export function decideRequestChanges(
  upgrade: Upgrade,
  person: Person,
  input: { readonly category: Category; readonly seenDigest: Digest; readonly reason: string },
): Decision {
  const seen = requireSeen(upgrade, input);
  if (!seen.ok) return seen;
  if (input.reason.trim() === "") return refuse("reason-missing", "Say what has to change.");
  const { category, seenDigest } = input;
  return ok([
    {
      actor: toActor(person),
      event: { type: "sign-off.changes-requested", category, snapshot: seen.value.number, bucketDigest: seenDigest, reason: input.reason.trim() },
    },
  ]);
}

/** Takes back one's own approval, or lifts one's own request for changes. */
export function decideWithdraw(upgrade: Upgrade, person: Person, input: { readonly category: Category; readonly reason: string }): Decision {
  const open = requireOpen(upgrade);
  if (!open.ok) return open;
  const own = findOwn(upgrade, person, input.category);
  if (!own) return refuse("not-yours", `You have no standing decision on ${CATEGORY_TEXT[input.category].title}; only its author can take one back.`);
  return ok([{ actor: toActor(person), event: { type: "sign-off.withdrawn", category: input.category, signOffSeq: own.seq, reason: input.reason.trim() } }]);
}

/** The person's own standing decision on a category. */
export function findOwn(upgrade: Upgrade, person: { readonly id: string }, category: Category): SignOff | undefined {
  return listStanding(upgrade, category).find(({ by }) => by.id === person.id);
}

function requireSeen(upgrade: Upgrade, { category, seenDigest }: { readonly category: Category; readonly seenDigest: Digest }): Result<Snapshot, Refusal> {
  const open = requireOpen(upgrade);
  if (!open.ok) return open;
  const snapshot = findSnapshot(upgrade);
  if (!snapshot) return refuse("no-snapshot", "There is no snapshot yet, so nothing to sign.");
  if (seenDigest !== bucketDigest(upgrade, snapshot, category)) {
    return refuse(
      "content-changed",
      `${CATEGORY_TEXT[category].title} is no longer what you were shown. Nothing was signed; read what changed and sign again.`,
    );
  }
  return ok(snapshot);
}
