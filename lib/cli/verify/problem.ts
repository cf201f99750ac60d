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
  throw new DossierProblem({ records: { from: seq, to: seq }, where: "records.jsonl", sentence, expected: String(expected), came: String(came) });
}
