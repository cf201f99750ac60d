import type { ReactNode } from "react";
import { Box } from "@/components/ui/box";
import { Chip } from "@/components/ui/chip";
import type { CatalogRule } from "@/lib/core/classify/rule-catalog";

export type NumberedRule = CatalogRule & {
  /** Its place in the order in which rules are asked. */
  readonly place: number;
};

export type RuleGroupProps = { title: ReactNode; note: ReactNode; rules: readonly NumberedRule[] };

/** The rules that lead to one category. */
export function RuleGroup({ title, note, rules }: RuleGroupProps) {
  return (
    <Box title={title}>
      <p className="small q2 border-b border-line px-3 py-2">{note}</p>
      <ul>
        {rules.map(({ id, place, reason, supporting }) => (
          <li
            key={id}
            id={`rule-${id}`}
            className="grid grid-cols-[2.25rem_minmax(0,1fr)] gap-x-2 border-b border-line px-3 py-2 last:border-b-0 sm:grid-cols-[2.25rem_13rem_minmax(0,1fr)_auto]"
          >
            <span className="num q small text-right">{place}</span>
            <span className="mono [overflow-wrap:anywhere]">{id}</span>
            <span className="max-sm:col-start-2">{reason}</span>
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
