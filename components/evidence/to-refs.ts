import type { Evidence } from "@/lib/core/evidence/evidence";

/** Evidence as a command names it. */
export function toRefs(evidence: readonly Evidence[] = []) {
  return evidence.map(({ blob, shows }) => ({ blob, shows }));
}
