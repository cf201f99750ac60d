import { ADDED } from "@/lib/core/diff/patch-scan";
import { findMoves, type MovableHunk, type Move } from "@/lib/core/review/find-moves";
import type { StoredSnapshot } from "../read-snapshot";
import { createBreather } from "./breather";
import { openPatch } from "./open-patch";

/** In a difference with more changed lines nobody looks for the few that moved. */
const MOST_LINES = 20_000;
const MOST_MOVES = 500;

/** Blocks of lines that moved from one hunk of a snapshot to another; none of a very large one. */
export async function listMoves({ review: { files }, readPatch }: StoredSnapshot): Promise<readonly Move[]> {
  const lines = [files.additions, files.deletions].reduce((sum, column) => sum + column.reduce((total, count) => total + count, 0), 0);
  if (lines > MOST_LINES) return [];
  const breathe = createBreather();
  const hunks: MovableHunk[] = [];
  for (let file = 0; file < files.count; file += 1) {
    await breathe();
    const patch = await readPatch(file);
    if (!patch) continue;
    const { blocks, textAt } = openPatch(patch);
    const { kinds } = patch.lines;
    blocks.forEach(({ from, to, oldStart, newStart }, at) => {
      const [removed, added]: [string[], string[]] = [[], []];
      for (let line = from; line < to; line += 1) (kinds[line] === ADDED ? added : removed).push(textAt(line));
      hunks.push({ hunk: (files.firstHunk[file] ?? 0) + at, oldStart, newStart, removed, added });
    });
  }
  return findMoves(hunks).slice(0, MOST_MOVES);
}
