"use client";

import { useMemo } from "react";
import type { DifferencePlace } from "@/lib/browser/review/use-differences";
import { type PlacedLines, useLinesOf } from "@/lib/browser/review/use-former-lines";
import { toLineDelta } from "@/lib/core/review/view-delta";
import { useReview } from "./review-context";

/** The words in which a changed hunk differs, when it is one line; nothing where it is more. */
export function ChangedWords({ was, now }: { was: DifferencePlace; now: DifferencePlace }) {
  const { upgrade } = useReview();
  const old = useLinesOf(upgrade.id, was);
  const fresh = useLinesOf(upgrade.id, now);
  const delta = useMemo(() => {
    if (old.status !== "ready" || fresh.status !== "ready" || old.left + fresh.left > 0) return null;
    return toLineDelta(textsOf(old, 1), textsOf(fresh, 1)) ?? toLineDelta(textsOf(old, 2), textsOf(fresh, 2));
  }, [old, fresh]);

  if (!delta) return null;
  return (
    <span className="delta trunc">
      {delta.before}
      {delta.removed && <del>{delta.removed}</del>}
      {delta.removed && delta.added && " "}
      {delta.added && <ins>{delta.added}</ins>}
      {delta.after}
    </span>
  );
}

function textsOf({ lines }: PlacedLines, kind: 1 | 2): readonly string[] {
  return lines.filter((line) => line[0] === kind).map((line) => line[3]);
}
