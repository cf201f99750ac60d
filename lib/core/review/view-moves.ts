import type { Move } from "./find-moves";

/** Where lines of a hunk went to, or came from. */
export type MoveOfHunk = {
  readonly way: "to" | "from";
  /** The other hunk, and the line there. */
  readonly hunk: number;
  readonly line: number;
  readonly lines: number;
};

/** Moves by hunk, each at both of its ends; several between the same two are one, and the longest comes first. */
export function groupMoves(moves: readonly Move[]): ReadonlyMap<number, readonly MoveOfHunk[]> {
  const byHunk = new Map<number, MoveOfHunk[]>();
  const add = (at: number, move: MoveOfHunk) => {
    const known = byHunk.get(at) ?? [];
    const same = known.findIndex(({ way, hunk }) => way === move.way && hunk === move.hunk);
    const first = known[same];
    if (first) known[same] = { ...first, lines: first.lines + move.lines };
    else known.push(move);
    byHunk.set(at, known);
  };
  for (const { from, fromLine, to, toLine, lines } of moves) {
    add(from, { way: "to", hunk: to, line: toLine, lines });
    add(to, { way: "from", hunk: from, line: fromLine, lines });
  }
  for (const known of byHunk.values()) known.sort((left, right) => right.lines - left.lines);
  return byHunk;
}
