import type { Header, Table } from "@tanstack/react-table";
import { CategorySquare } from "@/components/ui/category-square";
import type { FleetRow } from "@/lib/contract/dashboard-api";
import { CATEGORIES, CATEGORY_TEXT } from "@/lib/core/classify/category";
import { STAGES } from "@/lib/core/lane/lane";
import { STAGE_TEXT } from "./stage-text";
import { cellClass } from "./cell-class";

const NUMBERS = [1, 2, 3, 4, 5] as const;

export function FleetHead({ table }: { table: Table<FleetRow> }) {
  const headers = new Map(table.getFlatHeaders().map((header) => [header.column.id, header]));
  return (
    <thead>
      <tr>
        <SortableHead header={headers.get("app")} label="App" />
        <th rowSpan={2} scope="col" className="lane-col">
          Lane
        </th>
        <th colSpan={STAGES.length} scope="colgroup" className="grp h-6 border-b-0 pl-3.5 align-bottom">
          Stage
        </th>
        <th colSpan={CATEGORIES.length} scope="colgroup" className="grp h-6 border-b-0 pl-3.5 align-bottom">
          Buckets
        </th>
        <th rowSpan={2} scope="col" className="grp chk-col">
          Checklist
        </th>
        <th rowSpan={2} scope="col" className="grp">
          Who acts next
        </th>
        <th rowSpan={2} scope="col">
          Why
        </th>
        <SortableHead header={headers.get("since")} label="Since" className="text-right" />
      </tr>
      <tr>
        {STAGES.map((stage) => (
          <th key={stage} scope="col" className={`${cellClass(stage)} text-11 font-normal`}>
            <span className="w-lg">{STAGE_TEXT[stage].title}</span>
            <abbr className="w-md" title={STAGE_TEXT[stage].title}>
              {STAGE_TEXT[stage].short}
            </abbr>
          </th>
        ))}
        {CATEGORIES.map((category, index) => (
          <th key={category} scope="col" className={cellClass(category)} title={CATEGORY_TEXT[category].title}>
            <CategorySquare number={NUMBERS[index] ?? "?"} label={CATEGORY_TEXT[category].shortTitle} />
          </th>
        ))}
      </tr>
    </thead>
  );
}

type SortableHeadProps = { header: Header<FleetRow, unknown> | undefined; label: string; className?: string };

function SortableHead({ header, label, className }: SortableHeadProps) {
  const sorted = header?.column.getIsSorted() ?? false;
  const direction = sorted === "asc" ? "ascending" : sorted === "desc" ? "descending" : "none";
  return (
    <th rowSpan={2} scope="col" className={className} aria-sort={direction}>
      <button type="button" className="cursor-pointer font-medium" onClick={header?.column.getToggleSortingHandler()}>
        {label}
        <span aria-hidden="true">{sorted === "asc" ? " ↑" : sorted === "desc" ? " ↓" : ""}</span>
      </button>
    </th>
  );
}
