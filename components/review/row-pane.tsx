"use client";

import type { MouseEvent, ReactNode } from "react";
import type { PaneSide } from "@/components/diff/row-look";
import type { AnchoredLine } from "@/lib/browser/review/hunk-anchor";

export type RowPaneProps = {
  side: PaneSide;
  top: number;
  height: number;
  /** Whether its lines are longer than it is wide. */
  isWide: boolean;
  label: string;
  /** A line whose number was pressed. */
  onLine: (line: AnchoredLine) => void;
  children: ReactNode;
};

const PANE = "rows-pane";

/** A column of rows. One that has longer lines than fit moves sideways, and the others of its file with it. */
export function RowPane({ side, top, height, isWide, label, onLine, children }: RowPaneProps) {
  const look = `${PANE} rows-${side}`;
  if (!isWide) {
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: a line is reached by its link too
      // biome-ignore lint/a11y/useKeyWithClickEvents: a line is reached by its link too
      <div className={look} style={{ top, height }} onClick={(event) => pressLine(event, side, onLine)}>
        {children}
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a column of tables is no fieldset
    // biome-ignore lint/a11y/useKeyWithClickEvents: a line is reached by its link too
    <div
      ref={placeSideways}
      className={`${look} rows-wide`}
      style={{ top, height }}
      role="group"
      aria-label={`Long lines, ${label}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
      tabIndex={0}
      onScroll={({ currentTarget }) => moveTogether(currentTarget)}
      onClick={(event) => pressLine(event, side, onLine)}
    >
      {children}
    </div>
  );
}

/** The bar at the end of the view that moves the lines of a file sideways. */
export function SideBar({ side }: { side: PaneSide }) {
  return (
    <div
      ref={placeSideways}
      className={`${PANE}-bar rows-${side}`}
      aria-hidden="true"
      tabIndex={-1}
      onScroll={({ currentTarget }) => moveTogether(currentTarget)}
    >
      <div />
    </div>
  );
}

/** The number of a line names it: before the change in the first column, after it in the last. */
function pressLine({ target }: MouseEvent, side: PaneSide, onLine: RowPaneProps["onLine"]): void {
  const cell = target instanceof Element ? target.closest<HTMLTableCellElement>("td.n") : null;
  const line = Number(cell?.textContent || 0);
  if (!cell || line === 0) return;
  const isOld = side === "old" || (side === "both" && cell.cellIndex === 0);
  onLine({ side: isOld ? "old" : "new", line });
}

function placeSideways(pane: HTMLElement | null): void {
  const left = pane?.closest<HTMLElement>("article")?.dataset.left;
  if (pane && left) pane.scrollLeft = Number(left);
}

function moveTogether(moved: HTMLElement): void {
  const file = moved.closest<HTMLElement>("article");
  const left = Math.round(moved.scrollLeft);
  if (!file || file.dataset.left === String(left)) return;
  file.dataset.left = String(left);
  for (const other of file.querySelectorAll(`.rows-wide, .${PANE}-bar`)) if (other !== moved) other.scrollLeft = left;
}
