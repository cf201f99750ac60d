import "server-only";
import { type FirstRows, ROWS_A_PIECE } from "@/lib/contract/review-api";
import type { Placement } from "@/lib/core/classify/category";
import type { Assignment } from "@/lib/core/upgrade/upgrade";
import { container } from "@/lib/server/container";
import { readFirstRows } from "@/lib/services/review/first-rows";

export type FirstRowsOf = {
  readonly upgradeId: string;
  /** The snapshot's number. */
  readonly snapshot: number;
  readonly placement: Placement;
  readonly assignments: readonly Pick<Assignment, "hunkId" | "to">[];
  readonly layout: "unified" | "split";
};

const FIRST_ROWS = 60;

/** The top of a bucket for a page's first answer; null when there is no such snapshot. Whoever calls has asked who is signed in. */
export async function loadFirstRows({ upgradeId, snapshot, ...query }: FirstRowsOf, rowsAPiece = ROWS_A_PIECE): Promise<FirstRows | null> {
  const { review } = container();
  const open = await review.open(upgradeId, snapshot);
  if (!open.ok) return null;
  const rows = await readFirstRows(review, open.value, { ...query, rowsAPiece, rows: FIRST_ROWS });
  return rows.ok ? rows.value : null;
}
