"use client";

import { useMemo } from "react";
import { LOOK } from "@/components/diff/row-look";
import { Skeleton } from "@/components/ui/skeleton";
import type { DifferencePlace } from "@/lib/browser/review/use-differences";
import { useLinesOf } from "@/lib/browser/review/use-former-lines";
import { mergeVersions } from "@/lib/core/review/view-two-hunks";
import { useReview } from "./review-context";

const LOOKS = {
  same: { className: "ctx", sign: "", words: "" },
  gone: { className: "del", sign: "−", words: "no longer there: " },
  come: { className: "add", sign: "+", words: "new: " },
} as const;

/** In what a hunk differs from what it was: the difference of two differences. */
export function ChangedHunk({ was, now }: { was: DifferencePlace; now: DifferencePlace }) {
  const { upgrade } = useReview();
  const old = useLinesOf(upgrade.id, was);
  const fresh = useLinesOf(upgrade.id, now);
  const merged = useMemo(() => mergeVersions(old.lines, fresh.lines, ([kind, , , text]) => `${kind}${text}`), [old.lines, fresh.lines]);
  const left = old.left + fresh.left;
  if (old.status === "loading" || fresh.status === "loading") return <Skeleton className="rv-pad" label="Comparing the two" lines={2} />;
  if (old.status === "failed" || fresh.status === "failed") return <p className="rv-pad q2">One of the two could not be read.</p>;
  return (
    <div className="rv-former">
      <p className="rv-pad q small">
        The first sign says what changed in this hunk between snapshot {was.snapshot} and {now.snapshot}; the second is the hunk’s own.
      </p>
      <table className="diff" aria-label={`What changed in the hunk: ${now.path}`}>
        <colgroup>
          <col className="diff-col-s" />
          <col className="diff-col-s" />
          <col />
        </colgroup>
        <tbody>
          {merged.map(({ status, line: [kind, oldLine, newLine, text] }) => (
            <tr key={`${status}${oldLine}:${newLine}`} className={LOOKS[status].className}>
              <td className="s">
                {LOOKS[status].sign}
                <span className="vh">{LOOKS[status].words}</span>
              </td>
              <td className="n">{LOOK[kind].sign}</td>
              <td className="x">{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && <p className="rv-pad q2">And {left.toLocaleString("en-GB")} more lines.</p>}
    </div>
  );
}
