import type { ReactNode } from "react";
import { Box } from "@/components/ui/box";
import { Chip } from "@/components/ui/chip";
import type { CatalogRule } from "@/lib/core/classify/rule-catalog";
import { RuleHunks, type RuleHunksProps } from "./rule-hunks";

export type NumberedRule = CatalogRule & {
  /** Its place in the order in which rules are asked. */
  readonly place: number;
};

/** What rules decided about in an upgrade, by rule id. */
export type MatchesOfUpgrade = { readonly upgradeId: string; readonly rules: Readonly<Record<string, Pick<RuleHunksProps, "count" | "hunks">>> };

export type RuleGroupProps = {
  title: ReactNode;
  note: ReactNode;
  rules: readonly NumberedRule[];
  /** Null when no upgrade was chosen. */
  matches: MatchesOfUpgrade | null;
};

const NO_HUNKS = { count: 0, hunks: [] };

/** The rules that lead to one category. */
export function RuleGroup({ title, note, rules, matches }: RuleGroupProps) {
  return (
    <Box title={title}>
      <p className="small q2 border-b border-line px-3 py-2">{note}</p>
      <ul>
        {rules.map(({ id, place, reason, supporting }) => (
          <li
            key={id}
            id={`rule-${id}`}
            className="rule-row grid grid-cols-[2.25rem_minmax(0,1fr)] gap-x-2 border-b border-line px-3 py-2 last:border-b-0 sm:grid-cols-[2.25rem_13rem_minmax(0,1fr)_auto]"
          >
            <span className="num q small text-right">{place}</span>
            <span className="mono [overflow-wrap:anywhere]">{id}</span>
            <div className="max-sm:col-start-2">
              {reason}
              {matches && <RuleHunks upgradeId={matches.upgradeId} rule={id} {...(matches.rules[id] ?? NO_HUNKS)} />}
            </div>
            {supporting && (
              <span className="max-sm:col-start-2">
                <Chip title="Listed after the code">Supporting</Chip>
              </span>
            )}
          </li>
        ))}
      </ul>
    </Box>
  );
}
