import "server-only";
import { type FirstRows, ROWS_A_PIECE } from "@/lib/contract/review-api";
import type { Placement } from "@/lib/core/classify/category";
import type { Digest } from "@/lib/core/digest";
import type { Person } from "@/lib/core/people/person";
import type { Assignment } from "@/lib/core/upgrade/upgrade";
import { container } from "@/lib/server/container";
import type { ComingSnapshot } from "@/lib/services/coming-snapshot";
import { readFirstRows } from "@/lib/services/review/first-rows";

export type FirstRowsOf = {
  readonly upgradeId: string;
  /** The snapshot's number. */
  readonly snapshot: number;
  readonly placement: Placement;
  readonly assignments: readonly Pick<Assignment, "hunkId" | "to">[];
  readonly layout: "unified" | "split";
  /** Whoever reads it, when files with hunks they have not opened come first. */
  readonly owedFirstFor: Person | null;
};

const FIRST_ROWS = 60;

/** The top of a bucket of a snapshot that is being sorted, as far as it is known; null while nothing is. */
export async function loadComingRows(
  coming: ComingSnapshot,
  { placement, assignments }: Pick<FirstRowsOf, "placement" | "assignments">,
  rowsAPiece: number,
): Promise<FirstRows | null> {
  const first = coming.openFirst();
  if (first === null) return null;
  const open = { indexBlob: first.name, snapshot: first.snapshot, appId: "", oldTree: "", newTree: "" };
  const rows = await readFirstRows(container().review, open, { placement, assignments, layout: "unified", rowsAPiece, rows: FIRST_ROWS });
  return rows.ok && rows.value.files.length > 0 ? rows.value : null;
}

/** The top of a bucket for a page's first answer; null when there is no such snapshot. Whoever calls has asked who is signed in. */
export async function loadFirstRows({ upgradeId, snapshot, owedFirstFor, ...query }: FirstRowsOf, rowsAPiece = ROWS_A_PIECE): Promise<FirstRows | null> {
  const { review, marks } = container();
  const open = await review.open(upgradeId, snapshot);
  if (!open.ok) return null;
  const listOpened = owedFirstFor ? (hunkIds: readonly Digest[]) => marks.list(owedFirstFor.id, new Set(hunkIds)) : undefined;
  const rows = await readFirstRows(review, open.value, { ...query, listOpened, rowsAPiece, rows: FIRST_ROWS });
  return rows.ok ? rows.value : null;
}
