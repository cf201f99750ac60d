/** The first thing that does not hold. */
export type Problem = {
  /** The record it is about, or the records one of which it must be; null when it is about no record. */
  readonly records: { readonly from: number; readonly to: number } | null;
  /** Which part of the dossier. */
  readonly where: string;
  readonly sentence: string;
  readonly expected: string;
  readonly came: string;
};

/** The entry that holds the records. */
export const RECORDS = "records.jsonl";

/** Stops the verification at the first problem. */
export class DossierProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.sentence);
    this.problem = problem;
  }
}

/** Stops at something that is about a part of the dossier. */
export function failAt(where: string, sentence: string, expected: unknown = "", came: unknown = ""): never {
  throw new DossierProblem({ records: null, where, sentence, expected: String(expected), came: String(came) });
}

/** Stops at a record. */
export function failRecord(seq: number, sentence: string, expected: unknown = "", came: unknown = ""): never {
  throw new DossierProblem(aboutRecord(seq, sentence, expected, came));
}

/** What does not hold about one record. */
export function aboutRecord(seq: number, sentence: string, expected: unknown = "", came: unknown = ""): Problem {
  return { records: { from: seq, to: seq }, where: RECORDS, sentence, expected: String(expected), came: String(came) };
}

/**
 * A record whose hash fits and which still cannot be: it, or one before it that no checkpoint covers yet. Without
 * a signature over them, hashes that fit say nothing about which.
 */
export function widen(problem: Problem, from: number): Problem {
  return problem.records ? { ...problem, records: { from: Math.min(from, problem.records.from), to: problem.records.to } } : problem;
}

/** In which order the things about one record are looked at. */
const RANKS = ["bytes", "words", "checkpoint"] as const;

/** What was found at a record, so that two who look at different things can agree on what comes first. */
export type Finding = { readonly seq: number; readonly rank: (typeof RANKS)[number]; readonly problem: Problem };

/** The finding that whoever looks at one record after the other comes upon first. */
export function firstOf(one: Finding | null, other: Finding | null): Finding | null {
  if (!one || !other) return one ?? other;
  if (one.seq !== other.seq) return one.seq < other.seq ? one : other;
  return RANKS.indexOf(one.rank) <= RANKS.indexOf(other.rank) ? one : other;
}
