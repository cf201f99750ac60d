import { AppLink } from "@/components/ui/app-link";
import { reviewPath } from "@/lib/browser/upgrade/paths";
import type { Placement } from "@/lib/core/classify/category";

export type RuleHunksProps = {
  upgradeId: string;
  rule: string;
  count: number;
  /** The first of them. */
  hunks: readonly { readonly idStart: string; readonly path: string; readonly line: number; readonly placement: Placement }[];
};

/** How many hunks of an upgrade a rule decided about, and the way to them. */
export function RuleHunks({ upgradeId, rule, count, hunks }: RuleHunksProps) {
  if (count === 0) return <p className="small q">No hunk</p>;
  const words = count === 1 ? "1 hunk" : `${count.toLocaleString("en-GB")} hunks`;
  return (
    <details className="small">
      <summary className="cursor-pointer py-0.5 max-sm:py-3">
        {words}
        <span className="vh"> of the rule {rule}</span>
      </summary>
      <ul className="grid gap-1 py-1">
        {hunks.map(({ idStart, path, line, placement }) => (
          <li key={idStart}>
            <AppLink className="mono [overflow-wrap:anywhere] max-sm:inline-block max-sm:py-3" href={`${reviewPath(upgradeId, placement)}#hunk-${idStart}`}>
              {line === 0 ? path : `${path}, line ${line}`}
            </AppLink>
          </li>
        ))}
        {count > hunks.length && <li className="q">and {(count - hunks.length).toLocaleString("en-GB")} more</li>}
      </ul>
    </details>
  );
}
