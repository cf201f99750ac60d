import { canonicalJson } from "@/lib/core/canonical-json";
import type { Digest } from "@/lib/core/digest";
import { evolve } from "@/lib/core/upgrade/evolve";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";
import { GENESIS } from "./genesis";
import { type RecordBody, recordBodySchema, recordHash, type SealedRecord } from "./record";

/** What is wrong with the first bad record: a sentence, what was expected and what came. */
export type ChainProblem = {
  readonly code: "other-upgrade" | "wrong-number" | "broken-link" | "wrong-hash" | "unreadable" | "not-canonical" | "cannot-follow";
  readonly sentence: string;
  readonly expected: string;
  readonly came: string;
};

export type ChainVerdict =
  | { readonly ok: true; readonly head: Digest; readonly count: number }
  | { readonly ok: false; readonly seq: number; readonly problem: ChainProblem };

/** How far a chain was verified; everything the next record is compared with. */
export type ChainProgress = {
  readonly upgradeId: string;
  readonly count: number;
  readonly head: Digest;
  readonly upgrade: Upgrade | undefined;
};

export type ChainStep = { readonly ok: true; readonly progress: ChainProgress } | { readonly ok: false; readonly seq: number; readonly problem: ChainProblem };

/** Before the first record. */
export function startChain(upgradeId: string): ChainProgress {
  return { upgradeId, count: 0, head: GENESIS, upgrade: undefined };
}

/**
 * Recomputes a whole chain and names the first record that does not hold, by the number it should have.
 *
 * Records cut off at the end leave a chain that holds: only a checkpoint knows how long it was.
 */
export function verifyChain(records: readonly SealedRecord[], upgradeId = records[0]?.upgradeId ?? ""): ChainVerdict {
  let progress = startChain(upgradeId);
  for (const record of records) {
    const step = verifyNext(progress, record);
    if (!step.ok) return step;
    progress = step.progress;
  }
  return { ok: true, head: progress.head, count: progress.count };
}

/** Verifies one more record, so that a long chain can be verified in pieces. */
export function verifyNext(progress: ChainProgress, record: SealedRecord): ChainStep {
  const seq = progress.count + 1;
  const problem = findPlaceProblem(progress, record, seq) ?? findHashProblem(record);
  if (problem) return { ok: false, seq, problem };
  const opened = open(record);
  if (!opened.ok) return { ok: false, seq, problem: opened.problem };
  const followed = follow(progress, opened.body);
  if (!followed.ok) return { ok: false, seq, problem: followed.problem };
  return { ok: true, progress: { ...progress, count: seq, head: record.hash, upgrade: followed.upgrade } };
}

function findPlaceProblem({ upgradeId, head, count }: ChainProgress, record: SealedRecord, seq: number): ChainProblem | undefined {
  if (record.upgradeId !== upgradeId) {
    return { code: "other-upgrade", sentence: "It belongs to another upgrade.", expected: upgradeId, came: record.upgradeId };
  }
  if (record.seq !== seq) {
    const sentence = record.seq > seq ? "It is missing; a later one stands in its place." : "In its place stands a record from before.";
    return { code: "wrong-number", sentence, expected: `record ${seq}`, came: `record ${record.seq}` };
  }
  if (record.prevHash !== head) {
    const sentence = count === 0 ? "It does not start a chain." : `It was not sealed after record ${count}.`;
    return { code: "broken-link", sentence, expected: head, came: record.prevHash };
  }
  return undefined;
}

function findHashProblem({ prevHash, canonical, hash }: SealedRecord): ChainProblem | undefined {
  const expected = recordHash(prevHash, canonical);
  if (expected === hash) return undefined;
  return { code: "wrong-hash", sentence: "Its stored hash is not the hash of its bytes.", expected, came: hash };
}

type Opened = { readonly ok: true; readonly body: RecordBody } | { readonly ok: false; readonly problem: ChainProblem };

function open(record: SealedRecord): Opened {
  try {
    const value: unknown = JSON.parse(record.canonical);
    const again = canonicalJson(value);
    if (again !== record.canonical) return { ok: false, problem: notCanonical(again, record.canonical) };
    const body = recordBodySchema.parse(value);
    const problem = findBodyProblem(body, record);
    return problem ? { ok: false, problem } : { ok: true, body };
  } catch (error) {
    const sentence = "Its text is no record.";
    return { ok: false, problem: { code: "unreadable", sentence, expected: "the canonical JSON of a record", came: toMessage(error) } };
  }
}

function findBodyProblem(body: RecordBody, { upgradeId, seq }: SealedRecord): ChainProblem | undefined {
  if (body.upgradeId !== upgradeId) {
    return { code: "other-upgrade", sentence: "Its text belongs to another upgrade.", expected: upgradeId, came: body.upgradeId };
  }
  if (body.seq === seq) return undefined;
  return { code: "wrong-number", sentence: "Its text has another number.", expected: `record ${seq}`, came: `record ${body.seq}` };
}

/** Shows both texts from where they part. */
function notCanonical(again: string, canonical: string): ChainProblem {
  let at = 0;
  while (at < again.length && again[at] === canonical[at]) at += 1;
  const piece = (text: string) => text.slice(Math.max(0, at - 20), at + 20);
  const sentence = "Its text is not the canonical text of what it says.";
  return { code: "not-canonical", sentence, expected: piece(again), came: piece(canonical) };
}

type Followed = { readonly ok: true; readonly upgrade: Upgrade } | { readonly ok: false; readonly problem: ChainProblem };

function follow({ upgrade }: ChainProgress, body: RecordBody): Followed {
  try {
    return { ok: true, upgrade: evolve(upgrade, body) };
  } catch (error) {
    const sentence = "What it says cannot follow the records before it.";
    return { ok: false, problem: { code: "cannot-follow", sentence, expected: "an event that can follow", came: toMessage(error) } };
  }
}

function toMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
