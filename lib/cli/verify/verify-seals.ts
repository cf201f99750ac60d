import type { Head } from "@/lib/core/audit/heads-tree";
import { DossierProblem, failAt, failRecord, RECORDS, type Finding, type Problem } from "./problem";
import { readLines } from "./read-lines";
import { CHAIN_START, followLine, type ChainPoint } from "./chain-follower";
import { createSignatureQueue } from "./signature-queue";
import { verifyCheckpoints, type Checkpoints, type SealedPart } from "./verify-checkpoints";

export type Seals =
  | {
      readonly ok: true;
      readonly checkpoints: Checkpoints;
      /** How far the chain of records holds. */
      readonly reached: ChainPoint;
      /** What holds it up there. */
      readonly finding: Finding | null;
    }
  /** The checkpoints do not hold, and so nothing. */
  | { readonly ok: false; readonly problem: Problem };

/** After so many records the thread looks whether a processor has become free. */
const RECORDS_A_LOOK = 4_096;

/**
 * Verifies what can be verified without knowing what records mean: checkpoints, signatures and hashes.
 *
 * @param isFree whether a processor has nothing else to do, so that signatures can be verified beside the hashes.
 */
export async function verifySeals(part: SealedPart, isFree: () => boolean = () => false): Promise<Seals> {
  const signatures = createSignatureQueue();
  try {
    const checkpoints = await verifyCheckpoints(part, signatures);
    const chain = followChain(part, checkpoints.heads, (seq) => seq % RECORDS_A_LOOK === 0 && isFree() && signatures.begin());
    await signatures.settle();
    return { ok: true, checkpoints, ...chain };
  } catch (error) {
    if (error instanceof DossierProblem) return { ok: false, problem: error.problem };
    throw error;
  }
}

type Chain = { readonly reached: ChainPoint; readonly finding: Finding | null };

function followChain({ source, entries, statement }: SealedPart, heads: ReadonlyMap<number, Head>, passed: (seq: number) => void): Chain {
  let reached = CHAIN_START;
  let covered = 0;
  const findingAt = (rank: Finding["rank"], problem: Problem): Chain => ({ reached, finding: { seq: reached.length + 1, rank, problem } });
  try {
    for (const line of readLines(source, entries.get(RECORDS) ?? failAt(RECORDS, "It is missing."))) {
      const seq = reached.length + 1;
      if (seq > statement.records) failRecord(seq, "It was not there when the dossier was made.", `${statement.records} records`, "more");
      const next = followLine(reached, line);
      const head = heads.get(seq);
      if (head && (head.head !== next.head || head.trail !== next.trail)) return findingAt("checkpoint", notCovered(covered + 1, seq, head, next));
      if (head) covered = seq;
      reached = next;
      passed(seq);
    }
  } catch (error) {
    if (error instanceof DossierProblem) return findingAt("bytes", error.problem);
    throw error;
  }
  return { reached, finding: null };
}

function notCovered(from: number, to: number, expected: Head, came: ChainPoint): Problem {
  const sentence = from === to ? "It is not the record its checkpoint was signed over." : "One of these is not the record their checkpoint was signed over.";
  return { records: { from, to }, where: RECORDS, sentence, expected: expected.head, came: came.head };
}
