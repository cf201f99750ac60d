"use client";

import { FilterMenu } from "@/components/fleet/filter-menu";
import { SearchInput } from "@/components/ui/search-input";
import { RECORD_KINDS, type RecordFilter, type RecordKind } from "@/lib/browser/audit/record-filter";

export type RecordFiltersProps = { filter: RecordFilter; actors: readonly string[]; shown: number; total: number; onChange: (filter: RecordFilter) => void };

const KIND_WORD: Record<RecordKind, string> = {
  upgrade: "Upgrade",
  step: "Steps",
  attempt: "Attempts",
  gate: "Gate",
  snapshot: "Snapshots",
  hunk: "Moved hunks",
  expectation: "Expectations",
  "sign-off": "Sign-offs",
  comment: "Comments",
  check: "Checks",
};

/** Which records are shown. Verification always looks at all of them. */
export function RecordFilters({ filter, actors, shown, total, onChange }: RecordFiltersProps) {
  const change = (part: Partial<RecordFilter>) => onChange({ ...filter, ...part });
  return (
    <div className="filters">
      <SearchInput label="Search records" group="Audit" value={filter.text} onChange={(text) => change({ text })} />
      <FilterMenu
        label="Actor"
        any="anyone"
        value={filter.actor}
        options={actors.map((actor) => ({ value: actor, label: actor }))}
        onChange={(actor) => change({ actor })}
      />
      <FilterMenu
        label="Kind"
        any="any"
        value={filter.kind}
        options={RECORD_KINDS.map((kind) => ({ value: kind, label: KIND_WORD[kind] }))}
        onChange={(kind) => change({ kind })}
      />
      <span className="end q small pr-1.5" role="status">
        {shown === total ? `${total} ${total === 1 ? "record" : "records"}` : `${shown} of ${total} records`}, newest first
      </span>
    </div>
  );
}
