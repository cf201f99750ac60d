import type { ReactNode } from "react";

/** Under the head of a hunk, above all of its rows. */
export const UNDER_HEAD = Number.NEGATIVE_INFINITY;

/** What stands under a head when its reason was asked for. */
export const REASON = "reason";

/** Something that stands among the rows of a hunk and whose height is measured. */
export type FlowExtra = {
  /** The row of the hunk it stands under, negative for unchanged lines shown above the first; or `UNDER_HEAD`. */
  readonly under: number;
  readonly node: ReactNode;
  /** How high it is, as long as nobody saw it. */
  readonly guess: number;
};

type Placed = FlowExtra & { readonly key: string; readonly height: number };

/** What stands among the rows, by hunk, with heights. */
export type FlowExtras = {
  /** Puts something there, or takes it away with null. */
  readonly put: (hunk: number, key: string, extra: FlowExtra | null) => void;
  readonly measure: (hunk: number, key: string, height: number) => void;
  readonly of: (hunk: number) => readonly Placed[];
  /** Pixels by hunk; a new map whenever one changed. */
  readonly heights: () => ReadonlyMap<number, number>;
  readonly subscribe: (listener: () => void) => () => void;
};

const NOTHING: readonly Placed[] = [];

export function createFlowExtras(): FlowExtras {
  const byHunk = new Map<number, readonly Placed[]>();
  /** What was seen once has its height when it comes back. */
  const measured = new Map<string, number>();
  const listeners = new Set<() => void>();
  let heights: ReadonlyMap<number, number> = new Map();

  const change = (hunk: number, next: readonly Placed[]) => {
    if (next.length === 0) byHunk.delete(hunk);
    else
      byHunk.set(
        hunk,
        next.toSorted((left, right) => left.under - right.under),
      );
    heights = new Map([...byHunk].map(([at, extras]) => [at, extras.reduce((sum, { height }) => sum + height, 0)]));
    for (const listener of [...listeners]) listener();
  };

  return {
    put(hunk, key, extra) {
      const before = byHunk.get(hunk) ?? NOTHING;
      const known = before.find((other) => other.key === key);
      if (extra === null && known === undefined) return;
      const others = before.filter((other) => other.key !== key);
      change(hunk, extra === null ? others : [...others, { ...extra, key, height: known?.height ?? measured.get(`${hunk} ${key}`) ?? extra.guess }]);
    },
    measure(hunk, key, height) {
      const before = byHunk.get(hunk) ?? NOTHING;
      const known = before.find((other) => other.key === key);
      if (known === undefined) return;
      measured.set(`${hunk} ${key}`, height);
      if (Math.abs(known.height - height) < 0.5) return;
      change(
        hunk,
        before.map((other) => (other === known ? { ...other, height } : other)),
      );
    },
    of: (hunk) => byHunk.get(hunk) ?? NOTHING,
    heights: () => heights,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
