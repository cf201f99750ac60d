import { CATEGORIES, type Category, type Placement } from "@/lib/core/classify/category";
import { listHolding } from "@/lib/core/comment/thread";
import { PORTABLE_SHA256, type Sha256 } from "@/lib/core/diff/sha256";
import { digestOf, type Digest } from "@/lib/core/digest";
import { isSameMailbox, toMailbox } from "@/lib/core/people/mailbox";
import { openedNeeded } from "@/lib/core/people/policy";
import type { ExpectationResult } from "@/lib/core/review/expectation-result";
import type { Policy } from "@/lib/core/upgrade/event";
import { findSnapshot, type SignOff, type Snapshot, type Upgrade } from "@/lib/core/upgrade/upgrade";

const utf8 = new TextEncoder();
const HUNKS_DOMAIN = utf8.encode("upgrade-review/hunks/1\0");
/** Ids that are hashed in one piece. */
const IDS_AT_ONCE = 1_000;

/** Digest of a set of hunk ids: order and repeats do not matter. What `digestOf` gives for them, sorted, by any SHA-256. */
export function hunksDigest(hunkIds: Iterable<Digest>, sha256: Sha256 = PORTABLE_SHA256): Digest {
  const sorted = [...hunkIds].sort().filter((id, at, ids) => id !== ids[at - 1]);
  const digest = sha256.start();
  digest.update(HUNKS_DOMAIN);
  for (let from = 0; from < sorted.length; from += IDS_AT_ONCE) {
    const ids = sorted.slice(from, from + IDS_AT_ONCE);
    digest.update(utf8.encode(ids.map((id) => `${id.length}:${id}`).join("")));
  }
  return digest.end();
}

const ID_BYTES = 32;
const DIGITS = utf8.encode("0123456789abcdef");
/** What stands before each id: how many digits it has. */
const ID_HEAD = utf8.encode(`${2 * ID_BYTES}:`);

/** As `hunksDigest`, of the ids of some hunks in a column of bytes. */
export function hunkColumnDigest(ids: Uint8Array, hunks: Uint32Array, sha256: Sha256 = PORTABLE_SHA256): Digest {
  const sorted = hunks.slice().sort((a, b) => compareIds(ids, a, b));
  const digest = sha256.start();
  digest.update(HUNKS_DOMAIN);
  const text = new Uint8Array(IDS_AT_ONCE * (ID_HEAD.length + 2 * ID_BYTES));
  let used = 0;
  sorted.forEach((hunk, at) => {
    if (at > 0 && compareIds(ids, sorted[at - 1] as number, hunk) === 0) return;
    used = writeId(text, used, ids, hunk);
    if (used < text.length) return;
    digest.update(text);
    used = 0;
  });
  if (used > 0) digest.update(text.subarray(0, used));
  return digest.end();
}

function compareIds(ids: Uint8Array, one: number, other: number): number {
  for (let at = 0; at < ID_BYTES; at += 1) {
    const difference = (ids[one * ID_BYTES + at] as number) - (ids[other * ID_BYTES + at] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}

function writeId(text: Uint8Array, from: number, ids: Uint8Array, hunk: number): number {
  text.set(ID_HEAD, from);
  let to = from + ID_HEAD.length;
  for (let at = hunk * ID_BYTES; at < (hunk + 1) * ID_BYTES; at += 1) {
    const byte = ids[at] as number;
    text[to] = DIGITS[byte >> 4] as number;
    text[to + 1] = DIGITS[byte & 15] as number;
    to += 2;
  }
  return to;
}

/** Expectations of a category that are not met in a snapshot. */
export function listUnmet(snapshot: Snapshot, category: Category): readonly ExpectationResult[] {
  return snapshot.expectations.filter((expectation) => expectation.category === category && !expectation.met);
}

/** Unmet expectations of a category whose absence nobody accepted: they stand in the way of a sign-off. */
export function listOpenExpectations(upgrade: Upgrade, snapshot: Snapshot, category: Category): readonly ExpectationResult[] {
  return listUnmet(snapshot, category).filter(({ id }) => !upgrade.accepted.some(({ expectationId }) => expectationId === id));
}

/** What a sign-off of this bucket covers: the exact set of hunk ids and of accepted, still unmet expectations. */
export function bucketDigest(upgrade: Upgrade, snapshot: Snapshot, category: Category): Digest {
  const accepted = listUnmet(snapshot, category)
    .map(({ id }) => id)
    .filter((id) => upgrade.accepted.some(({ expectationId }) => expectationId === id))
    .sort();
  return digestOf("upgrade-review/bucket/1", [category, snapshot.buckets[category].hunksDigest, ...accepted]);
}

/** The newest decision of each person on a category, withdrawn ones left out (newest per person counts). */
export function listStanding({ signOffs }: Upgrade, category: Category): readonly SignOff[] {
  const newest = new Map<string, SignOff>();
  for (const signOff of signOffs) {
    if (signOff.category === category) newest.set(signOff.by.id, signOff);
  }
  return [...newest.values()].filter(({ withdrawn }) => withdrawn === null);
}

/** Whether what was signed is exactly what is under review now. */
export function isCurrent(upgrade: Upgrade, signOff: SignOff): boolean {
  const snapshot = findSnapshot(upgrade);
  return snapshot !== undefined && signOff.bucketDigest === bucketDigest(upgrade, snapshot, signOff.category);
}

/** Whether a bucket holds other hunks than in an earlier snapshot. */
export function hasMovedOn(upgrade: Upgrade, { snapshot, placement }: { readonly snapshot: number; readonly placement: Placement }): boolean {
  const then = upgrade.snapshots[snapshot - 1]?.buckets[placement].hunksDigest;
  return then !== findSnapshot(upgrade)?.buckets[placement].hunksDigest;
}

/** Why no approval of this person counts towards the gate; undefined when one would. */
export function whyNotCounted(upgrade: Upgrade, person: { readonly id: string; readonly email: string }): string | undefined {
  if (!upgrade.policy.fourEyes) return undefined;
  if (upgrade.startedBy.kind === "person" && upgrade.startedBy.id === person.id) return "started this upgrade";
  const wrote = listWriters(upgrade).some(({ email }) => isSameMailbox(email, person.email));
  return wrote ? "wrote on the upgrade branch" : undefined;
}

/**
 * Every author and committer on the branch since the anchor, over all snapshots: rewriting a branch does not
 * make somebody's change somebody else's.
 */
export function listWriters({ snapshots }: Upgrade): readonly { readonly name: string; readonly email: string }[] {
  const writers = new Map<string, { readonly name: string; readonly email: string }>();
  for (const { people } of snapshots) for (const writer of people) writers.set(toMailbox(writer.email), writer);
  return [...writers.values()];
}

/** Why this approval does not count towards the gate under the policy as it is now; undefined when it does. */
export function whySignOffNotCounted(upgrade: Upgrade, signOff: SignOff): string | undefined {
  return whyNotCounted(upgrade, signOff.by) ?? whyTooLittleOpened(upgrade.policy, signOff);
}

function whyTooLittleOpened(policy: Policy, { category, coverage }: SignOff): string | undefined {
  if (!coverage) return undefined;
  const needed = openedNeeded(policy, category, coverage.hunks);
  return coverage.opened >= needed ? undefined : `had opened ${coverage.opened} of ${coverage.hunks} hunks, and the policy asks for ${needed}`;
}

/** Approvals of a category that are current and count. */
export function listCounting(upgrade: Upgrade, category: Category): readonly SignOff[] {
  return listStanding(upgrade, category).filter(
    (signOff) => signOff.decision === "approved" && isCurrent(upgrade, signOff) && whySignOffNotCounted(upgrade, signOff) === undefined,
  );
}

export type BucketStatus = "none" | "never" | "waiting" | "changes" | "outdated" | "done";

/** The state of a bucket that everybody shares; what one person opened is not part of it. */
export function bucketStatus(upgrade: Upgrade, category: Category): BucketStatus {
  if (!findSnapshot(upgrade)) return "none";
  const standing = listStanding(upgrade, category);
  if (standing.some(({ decision }) => decision === "changes-requested") || listHolding(upgrade, category).length > 0) return "changes";
  if (listCounting(upgrade, category).length >= upgrade.policy.approvals) {
    return isBlockedByExpectation(upgrade, category) ? "outdated" : "done";
  }
  if (standing.some((signOff) => !isCurrent(upgrade, signOff))) return "outdated";
  return standing.length > 0 ? "waiting" : "never";
}

function isBlockedByExpectation(upgrade: Upgrade, category: Category): boolean {
  const snapshot = findSnapshot(upgrade);
  return snapshot !== undefined && listOpenExpectations(upgrade, snapshot, category).length > 0;
}

/** The state of all five buckets, in category order. */
export function bucketStatuses(upgrade: Upgrade): readonly { readonly category: Category; readonly status: BucketStatus }[] {
  return CATEGORIES.map((category) => ({ category, status: bucketStatus(upgrade, category) }));
}
