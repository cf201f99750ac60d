"use client";

import { AppLink } from "@/components/ui/app-link";
import { type AnchoredLine, lineAnchor } from "@/lib/browser/review/hunk-anchor";
import { toVisibleText } from "@/lib/core/diff/visible-text";
import { fileOf, PLACEMENT_ORDER } from "@/lib/core/review/review-index";
import type { MoveOfHunk } from "@/lib/core/review/view-moves";
import { fileNameOf } from "@/lib/core/review/view-path";
import { useShownBucket } from "./bucket-context";
import { bucketHref } from "./placement-text";
import { useReview } from "./review-context";

const MOST_SHOWN = 2;

/** That lines of a hunk stand in another hunk now, or come from one, each with the way there. */
export function MovedChips({ hunk }: { hunk: number }) {
  const { movesOf } = useShownBucket();
  const moves = movesOf.get(hunk) ?? [];
  return moves.slice(0, MOST_SHOWN).map((move) => <MovedChip key={`${move.way}${move.hunk}`} hunk={hunk} move={move} />);
}

function MovedChip({ hunk, move }: { hunk: number; move: MoveOfHunk }) {
  const { upgrade, placement: here } = useReview();
  const { index, placements, goTo } = useShownBucket();
  const file = fileOf(index, move.hunk);
  const path = toVisibleText(index.files.paths[file] ?? "");
  const line: AnchoredLine = { side: move.way === "to" ? "new" : "old", line: move.line };
  const placement = PLACEMENT_ORDER[placements[move.hunk] ?? 0] ?? "unclassified";
  const name = file === fileOf(index, hunk) ? `line ${move.line}` : fileNameOf(path);
  return (
    <AppLink
      className="chip rv-moves"
      title={`${path}, line ${move.line}`}
      href={`${bucketHref(upgrade.id, placement)}#${lineAnchor(index, move.hunk, line)}`}
      onClick={(event) => {
        if (placement !== here) return;
        event.preventDefault();
        goTo(move.hunk, line);
      }}
    >
      {move.lines} {move.lines === 1 ? "line" : "lines"} moved {move.way} {name}
    </AppLink>
  );
}
