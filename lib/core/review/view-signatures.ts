import type { RecordBody } from "@/lib/core/audit/record";
import type { Category } from "@/lib/core/classify/category";
import type { EventOf } from "@/lib/core/upgrade/event";
import type { SignOff, Upgrade } from "@/lib/core/upgrade/upgrade";
import { isCurrent, listStanding, whySignOffNotCounted } from "./bucket";

/** What the system found about a sign-off after it was given. */
export type SignatureTurn =
  | { readonly type: "outdated"; readonly at: number; readonly cause: EventOf<"sign-off.outdated">["cause"]; readonly added: number; readonly vanished: number }
  | { readonly type: "current-again"; readonly at: number };

/** One decision on a bucket with everything that became of it. */
export type Signature = {
  readonly signOff: SignOff;
  /** Newest last. */
  readonly turns: readonly SignatureTurn[];
  readonly isCurrent: boolean;
  /** The same person decided again since. */
  readonly isReplaced: boolean;
  /** Why it does not count towards the gate; undefined when it does. */
  readonly notCounted: string | undefined;
};

/** Every decision on a bucket, newest first, with what the records say became of it. */
export function listSignatures(upgrade: Upgrade, records: readonly RecordBody[], category: Category): readonly Signature[] {
  const standing = new Set(listStanding(upgrade, category).map(({ seq }) => seq));
  return upgrade.signOffs
    .filter((signOff) => signOff.category === category)
    .map((signOff) => ({
      signOff,
      turns: listTurns(records, signOff.seq),
      isCurrent: isCurrent(upgrade, signOff),
      isReplaced: signOff.withdrawn === null && !standing.has(signOff.seq),
      notCounted: whySignOffNotCounted(upgrade, signOff),
    }))
    .reverse();
}

function listTurns(records: readonly RecordBody[], seq: number): readonly SignatureTurn[] {
  return records.flatMap(({ event, at }): readonly SignatureTurn[] => {
    if (event.type === "sign-off.outdated" && event.signOffSeq === seq)
      return [{ type: "outdated", at, cause: event.cause, added: event.added, vanished: event.vanished }];
    if (event.type === "sign-off.current-again" && event.signOffSeq === seq) return [{ type: "current-again", at }];
    return [];
  });
}

/**
 * The decision whose content a reader compares with: their own when it is no longer what is under review,
 * else the newest of anybody that is not. Undefined when all that stands is current.
 */
export function findBaseline(upgrade: Upgrade, category: Category, personId: string): SignOff | undefined {
  const standing = listStanding(upgrade, category);
  const outdated = standing.filter((signOff) => !isCurrent(upgrade, signOff));
  const own = standing.find(({ by }) => by.id === personId);
  if (own) return outdated.includes(own) ? own : undefined;
  return outdated.toSorted((left, right) => right.seq - left.seq)[0];
}
