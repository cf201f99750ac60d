"use client";

import type { Category } from "@/lib/core/classify/category";
import { listSignatures } from "@/lib/core/review/view-signatures";
import { useReview } from "./review-context";
import { Signature } from "./signature";
import { StartedBy } from "./started-by";

/** Everybody's decisions on this bucket, newest first, with what became of them. */
export function Signatures({ category }: { category: Category }) {
  const { upgrade, records } = useReview();
  const signatures = listSignatures(upgrade, records, category);
  return (
    <section aria-label="Signatures">
      <h2>Signatures</h2>
      {signatures.length === 0 && <p className="small q">Nobody has signed this bucket yet.</p>}
      <ul className="rv-sigs">
        {signatures.map((signature) => (
          <Signature key={signature.signOff.seq} signature={signature} />
        ))}
        <StartedBy />
      </ul>
    </section>
  );
}
