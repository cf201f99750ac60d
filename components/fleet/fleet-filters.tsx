"use client";

import { LiveIndicator } from "@/components/shell/live-indicator";
import { Button } from "@/components/ui/button";
import { ToggleChip } from "@/components/ui/chip";
import { SearchInput } from "@/components/ui/search-input";
import { Kbd } from "@/components/ui/kbd";
import { useLiveState } from "@/lib/browser/providers";
import type { FleetRow } from "@/lib/contract/dashboard-api";
import { type FleetFilter, hasTrouble, isFiltered, NO_FILTER, TROUBLES, WAITING_FOR } from "@/lib/core/fleet/filter-rows";
import type { LaneChoice } from "@/lib/core/fleet/lane-choice";
import { STAGES } from "@/lib/core/lane/lane";
import { ROLE_TEXT } from "@/lib/core/people/person";
import { FilterMenu } from "./filter-menu";
import { STAGE_TEXT } from "./stage-text";

export type FleetFiltersProps = { rows: readonly FleetRow[]; lanes: readonly LaneChoice[]; filter: FleetFilter; onChange: (filter: FleetFilter) => void };

type Trouble = (typeof TROUBLES)[number];

const TROUBLE_WORD: Record<Trouble, string> = { failed: "Failed", interrupted: "Interrupted", outdated: "Outdated" };

/** What of the fleet is shown; the address follows. */
export function FleetFilters({ rows, lanes, filter, onChange }: FleetFiltersProps) {
  const change = (part: Partial<FleetFilter>) => onChange({ ...filter, ...part });
  const countOf = (trouble: Trouble) => rows.filter((row) => hasTrouble(row, trouble)).length;

  return (
    <div className="filters">
      <SearchInput label="Search apps" group="Fleet" value={filter.text} onChange={(text) => change({ text })} />
      <FilterMenu
        label="Lane"
        any="any"
        value={filter.lane}
        options={lanes.map(({ id, shortTitle }) => ({ value: id, label: shortTitle }))}
        onChange={(lane) => change({ lane })}
      />
      <FilterMenu
        label="Stage"
        any="any"
        value={filter.stage}
        options={STAGES.map((stage) => ({ value: stage, label: STAGE_TEXT[stage].title }))}
        onChange={(stage) => change({ stage })}
      />
      <FilterMenu
        label="Waiting for"
        any="anyone"
        value={filter.waiting}
        options={WAITING_FOR.map((who) => ({ value: who, label: who === "me" || who === "nobody" ? who : ROLE_TEXT[who].title }))}
        onChange={(waiting) => change({ waiting })}
      />
      {TROUBLES.filter((trouble) => countOf(trouble) > 0 || filter.trouble === trouble).map((trouble) => (
        <ToggleChip
          key={trouble}
          status={trouble}
          pressed={filter.trouble === trouble}
          count={countOf(trouble)}
          onClick={() => change({ trouble: filter.trouble === trouble ? null : trouble })}
        >
          {TROUBLE_WORD[trouble]}
        </ToggleChip>
      ))}
      {isFiltered(filter) && (
        <Button variant="quiet" size="sm" onClick={() => onChange(NO_FILTER)}>
          Show all
        </Button>
      )}
      <span className="end row">
        <span className="q small row hide-md mr-2 gap-1.5">
          <Kbd keys="j" />
          <Kbd keys="k" />
          move
          <Kbd keys="Enter" />
          open
        </span>
        <LiveIndicator state={useLiveState()} className="hide-sm" />
      </span>
    </div>
  );
}
