import { ok, type Result } from "@/lib/core/result";
import { refuse, type Refusal } from "@/lib/core/upgrade/refusal";

/** Refuses when the person last proved too long ago who they are; proving it again lets the same request through. */
export function requireFreshProof({ now, proofMs }: { readonly now: () => number; readonly proofMs: number }, provedAt: number): Result<null, Refusal> {
  if (now() - provedAt <= proofMs) return ok(null);
  const minutes = Math.round(proofMs / 60_000);
  return refuse(
    "prove-again",
    `You last proved who you are more than ${minutes} ${minutes === 1 ? "minute" : "minutes"} ago. Prove it again; nothing was recorded yet.`,
  );
}
