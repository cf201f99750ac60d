import { type FirstRows, type Piece, PIECES_A_REQUEST, type RowsAnswer } from "@/lib/contract/review-api";
import type { Placement } from "@/lib/core/classify/category";
import type { Digest } from "@/lib/core/digest";
import type { Result } from "@/lib/core/result";
import { contextOf, type ReviewIndex, rowCount } from "@/lib/core/review/review-index";
import type { Refusal } from "@/lib/core/upgrade/refusal";
import { type HunkList, hunksAt, listBucket, placeHunks } from "@/lib/core/review/view-list";
import type { Assignment } from "@/lib/core/upgrade/upgrade";
import type { Layout } from "./piece-rows";
import type { OpenReview, ReviewReader } from "./review-reader";

export type FirstRowsQuery = {
  readonly placement: Placement;
  /** Where people put hunks. */
  readonly assignments: readonly Pick<Assignment, "hunkId" | "to">[];
  readonly layout: Layout;
  /** Pieces are cut at its multiples. */
  readonly rowsAPiece: number;
  /** Which hunks the reader has opened: files with others come first. Without it files are in their order. */
  readonly listOpened?: ((hunkIds: readonly Digest[]) => Promise<ReadonlyMap<Digest, number>>) | undefined;
  /** At most so many are given. */
  readonly rows: number;
};

const ASKED_AT_ONCE = 200;

type FirstFile = FirstRows["files"][number];

/** What stands at the top of a bucket: its first files with their hunks, and the first rows of these. */
export async function readFirstRows(reader: ReviewReader, review: OpenReview, query: FirstRowsQuery): Promise<Result<FirstRows, Refusal>> {
  const index = review.snapshot.review;
  const files: FirstFile[] = [];
  const pieces: Piece[] = [];
  let left = query.rows;
  const list = listBucket(index, placeHunks(index, query.assignments), query.placement);
  for await (const at of inReadingOrder(review, list, query.listOpened)) {
    if (left <= 0 || pieces.length >= PIECES_A_REQUEST) break;
    const first = toFirstFile(index, list.files[at] ?? 0, [...hunksAt(list, at)], query.layout);
    files.push(first);
    for (const { hunk, before, after, rows } of first.hunks) {
      for (let from = 0; from < Math.max(rows, 1) && left > 0 && pieces.length < PIECES_A_REQUEST; from += query.rowsAPiece) {
        const to = Math.min(rows, from + query.rowsAPiece);
        pieces.push({ hunk, before, after, from, to });
        left -= to - from + 2;
      }
    }
  }
  const rows = await reader.readRows(review, pieces, query.layout);
  return rows.ok ? { ok: true, value: { files, rows: cutAfter(rows.value, query.rows) } } : rows;
}

/** A page draws all that it is given before anything can be read; the rest of a piece is below every screen. */
function cutAfter(answer: RowsAnswer, count: number): RowsAnswer {
  let left = count;
  const pieces = answer.pieces.map(({ piece, rows }) => {
    const shown = rows.slice(0, left);
    left -= shown.length;
    return { piece, rows: shown };
  });
  return { ...answer, pieces };
}

/** Positions of files as a reader has them; what they opened is asked for as far as it is needed. */
async function* inReadingOrder({ snapshot }: OpenReview, list: HunkList, listOpened: FirstRowsQuery["listOpened"]): AsyncGenerator<number> {
  const parts = [
    [0, list.supportingFrom],
    [list.supportingFrom, list.files.length],
  ] as const;
  for (const [from, to] of parts) {
    const opened: number[] = [];
    let at = from;
    while (at < to) {
      const first = at;
      const ids: Digest[] = [];
      while (at < to && ids.length < ASKED_AT_ONCE) {
        ids.push(...Array.from(hunksAt(list, at), snapshot.hunkId));
        at += 1;
      }
      const marks = await listOpened?.(ids);
      for (let file = first; file < at; file += 1) {
        if (marks && hunksAt(list, file).every((hunk) => marks.has(snapshot.hunkId(hunk)))) opened.push(file);
        else yield file;
      }
    }
    yield* opened;
  }
}

function toFirstFile(index: ReviewIndex, file: number, hunks: readonly number[], layout: Layout): FirstFile {
  const { paths, oldPaths, kinds, binary, additions, deletions } = index.files;
  return {
    file,
    path: paths[file] ?? "",
    oldPath: oldPaths[file] ?? null,
    kind: kinds[file] ?? "modified",
    binary: binary[file] === 1,
    additions: additions[file] ?? 0,
    deletions: deletions[file] ?? 0,
    hunks: hunks.map((hunk, at) => {
      const context = contextOf(index, hunk, hunks[at - 1] === hunk - 1);
      return { hunk, ...context, rows: rowCount(index, hunk, context, layout) };
    }),
  };
}
