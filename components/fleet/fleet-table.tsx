"use client";

import { flexRender, getCoreRowModel, getSortedRowModel, type Row, type SortingState, useReactTable } from "@tanstack/react-table";
import { useMemo, useState } from "react";
import { useListKeys } from "@/lib/browser/fleet/use-list-keys";
import type { FleetRow } from "@/lib/contract/dashboard-api";
import { rowLinkId } from "./app-cell";
import { cellClass } from "./cell-class";
import { type ColumnContext, fleetColumns } from "./fleet-columns";
import { FleetHead } from "./fleet-head";

export type FleetTableProps = ColumnContext & { rows: readonly FleetRow[] };

/** Every app as one line. Trouble and what waits come first until a column is sorted. */
export function FleetTable({ rows, lanes, myName, onStart }: FleetTableProps) {
  const [sorting, setSorting] = useState<SortingState>([]);
  const columns = useMemo(() => fleetColumns({ lanes, myName, onStart }), [lanes, myName, onStart]);
  const table = useReactTable({
    data: useMemo(() => [...rows], [rows]),
    columns,
    state: { sorting },
    onSortingChange: setSorting,
    getRowId: ({ app }) => app.id,
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
  });
  const shown = table.getRowModel().rows;
  const { selectedId, select } = useListKeys(
    shown.map(({ id }) => rowLinkId(id)),
    { noun: "app" },
  );

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no place for a table
    <div className="fleet-scroll overflow-x-auto" role="group" aria-label="Apps" tabIndex={0}>
      <table className="fleet">
        <FleetHead table={table} />
        <tbody>
          {shown.map((row) => (
            <FleetLine key={row.id} row={row} selected={rowLinkId(row.id) === selectedId} onFocus={() => select(rowLinkId(row.id))} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type FleetLineProps = { row: Row<FleetRow>; selected: boolean; onFocus: () => void };

function FleetLine({ row, selected, onFocus }: FleetLineProps) {
  return (
    <tr aria-selected={selected} onFocus={onFocus}>
      {row.getVisibleCells().map(({ id, column, getContext }) => (
        <td key={id} className={cellClass(column.id)}>
          {flexRender(column.columnDef.cell, getContext())}
        </td>
      ))}
    </tr>
  );
}
