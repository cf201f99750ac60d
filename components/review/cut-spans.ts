import type { RowSpan } from "@/lib/core/review/view-flow";

/** Spans of rows, cut where something stands between two rows. */
export function cutAt(spans: readonly RowSpan[], cuts: readonly number[]): readonly RowSpan[] {
  const some = spans.filter(({ from, to }) => from < to);
  if (cuts.length === 0) return some;
  return some.flatMap(({ from, to }) => {
    const inside = [...new Set(cuts)].filter((cut) => cut > from && cut < to).sort((left, right) => left - right);
    const ends = [from, ...inside, to];
    return ends.slice(1).map((end, position) => ({ from: ends[position] ?? from, to: end }));
  });
}
