import type { WitnessStanding } from "@/lib/contract/dashboard-api";
import type { SealedRecord } from "@/lib/core/audit/record";

/** What the signatures under an upgrade's record come to. */
export type WitnessJudgement =
  | { readonly status: "asking" }
  | { readonly status: "none"; readonly covered: number }
  | { readonly status: "witnessed" | "waiting"; readonly length: number; readonly covered: number; readonly at: number }
  | { readonly status: "differs"; readonly length: number; readonly by: "agent" | "dashboard" }
  | { readonly status: "refused"; readonly message: string };

/** Compares what was signed with the records at hand, whose hashes this browser recomputes itself. */
export function judgeWitness(standing: WitnessStanding | undefined, records: readonly SealedRecord[]): WitnessJudgement {
  if (!standing) return { status: "asking" };
  const { covered, witnessed, problem } = standing;
  const differs = (signed: typeof covered) => signed !== null && signed.length <= records.length && records[signed.length - 1]?.hash !== signed.head;
  if (witnessed && differs(witnessed)) return { status: "differs", length: witnessed.length, by: "agent" };
  if (covered && differs(covered)) return { status: "differs", length: covered.length, by: "dashboard" };
  if (problem !== null) return { status: "refused", message: problem };
  if (!witnessed) return { status: "none", covered: covered?.length ?? 0 };
  const length = covered?.length ?? witnessed.length;
  return { status: length > witnessed.length ? "waiting" : "witnessed", length: witnessed.length, covered: length, at: witnessed.at };
}
