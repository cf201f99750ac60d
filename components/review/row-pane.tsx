"use client";

import type { ReactNode } from "react";
import type { PaneSide } from "./row-chunk";

export type RowPaneProps = {
  side: PaneSide;
  top: number;
  height: number;
  /** Whether its lines are longer than it is wide. */
  isWide: boolean;
  label: string;
  children: ReactNode;
};

const PANE = "rows-pane";

/** A column of rows. One that has longer lines than fit moves sideways, and the others of its file with it. */
export function RowPane({ side, top, height, isWide, label, children }: RowPaneProps) {
  const look = `${PANE} rows-${side}`;
  if (!isWide) {
    return (
      <div className={look} style={{ top, height }}>
        {children}
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a column of tables is no fieldset
    <div
      ref={placeSideways}
      className={`${look} rows-wide`}
      style={{ top, height }}
      role="group"
      aria-label={`Long lines, ${label}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
      tabIndex={0}
      onScroll={({ currentTarget }) => moveTogether(currentTarget)}
    >
      {children}
    </div>
  );
}

/** The bar at the end of the view that moves the lines of a file sideways. */
export function SideBar({ side }: { side: PaneSide }) {
  return (
    <div ref={placeSideways} className={`${PANE}-bar rows-${side}`} aria-hidden="true" onScroll={({ currentTarget }) => moveTogether(currentTarget)}>
      <div />
    </div>
  );
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
