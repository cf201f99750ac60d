import { CATEGORIES } from "@/lib/core/classify/category";
import { SYSTEM, type Actor } from "@/lib/core/people/person";
import { bucketDigest, isCurrent, listStanding } from "@/lib/core/review/bucket";
import type { EventOf } from "../event";
import type { SignOff, Snapshot, Upgrade } from "../upgrade";
import type { NewEvent } from "./decision";

/** For each approval by its sequence number: hunks under review that it does not cover, and covered ones that are gone. */
export type SignOffDifferences = Readonly<Record<number, { readonly added: number; readonly vanished: number }>>;

/** Records a snapshot and which sign-offs it outdates or makes current again. */
export function recordSnapshot(
  upgrade: Upgrade,
  jobId: string,
  content: Omit<EventOf<"snapshot.taken">, "type" | "jobId" | "number">,
  differences: SignOffDifferences,
  actor: Actor,
): readonly NewEvent[] {
  const number = upgrade.snapshots.length + 1;
  const taken = { type: "snapshot.taken", jobId, number, ...content } as const;
  const { type: _, ...shown } = taken;
  const snapshot: Snapshot = { ...shown, seq: 0, at: 0 };
  const after = { ...upgrade, snapshots: [...upgrade.snapshots, snapshot] };
  return [{ actor, event: taken }, ...listFlips(upgrade, after, "snapshot", differences)];
}

/** Sign-offs whose content left, or came back under, review between two states; the system is the actor. */
export function listFlips(before: Upgrade, after: Upgrade, cause: EventOf<"sign-off.outdated">["cause"], differences: SignOffDifferences): readonly NewEvent[] {
  const snapshot = after.snapshots.at(-1);
  if (!snapshot) return [];
  return CATEGORIES.flatMap((category) => {
    const digest = bucketDigest(after, snapshot, category);
    return listStanding(before, category).flatMap((signOff) => flip(before, signOff, digest, cause, differences));
  });
}

function flip(
  before: Upgrade,
  signOff: SignOff,
  digestAfter: string,
  cause: EventOf<"sign-off.outdated">["cause"],
  differences: SignOffDifferences,
): readonly NewEvent[] {
  const { category, seq: signOffSeq } = signOff;
  const wasCurrent = isCurrent(before, signOff);
  const isNow = signOff.bucketDigest === digestAfter;
  if (wasCurrent === isNow || signOff.decision !== "approved") return [];
  if (isNow) return [{ actor: SYSTEM, event: { type: "sign-off.current-again", category, signOffSeq } }];
  const { added, vanished } = differences[signOffSeq] ?? { added: 0, vanished: 0 };
  return [{ actor: SYSTEM, event: { type: "sign-off.outdated", category, signOffSeq, cause, added, vanished } }];
}
