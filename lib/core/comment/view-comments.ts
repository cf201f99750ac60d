import { CATEGORIES, type Placement } from "@/lib/core/classify/category";
import type { ThreadAnchor } from "@/lib/contract/comments-api";
import { isHolding, isOpen, isShown, type Thread } from "./thread";

export const COMMENT_FILTERS = ["open", "must-fix", "mine", "mentions", "all"] as const;
export type CommentFilter = (typeof COMMENT_FILTERS)[number];

const LETS_THROUGH: Record<CommentFilter, (thread: Thread, personId: string) => boolean> = {
  open: isOpen,
  "must-fix": isHolding,
  mine: ({ comments }, personId) => comments.some(({ by, withdrawnAt }) => by.id === personId && withdrawnAt === null),
  mentions: ({ comments }, personId) => comments.some(({ mentions, withdrawnAt }) => withdrawnAt === null && mentions.some(({ id }) => id === personId)),
  all: () => true,
};

/** The threads a filter lets through, oldest first; one with nothing left of it is never shown. */
export function filterThreads(threads: readonly Thread[], filter: CommentFilter, personId: string): readonly Thread[] {
  return threads.filter((thread) => isShown(thread) && LETS_THROUGH[filter](thread, personId));
}

/** Threads that are shown in one place of the page. */
export type ThreadGroup = {
  readonly placement: Placement;
  readonly path: string;
  /** Their lines are gone. */
  readonly isGone: boolean;
  readonly threads: readonly Thread[];
};

/** Threads by bucket and file, in the order of the review; those whose lines are gone come last. */
export function groupThreads(threads: readonly Thread[], anchors: ReadonlyMap<string, ThreadAnchor>): readonly ThreadGroup[] {
  const groups = new Map<string, ThreadGroup & { threads: Thread[] }>();
  for (const thread of threads) {
    const { placement, path, state } = anchors.get(thread.id) ?? { ...thread.place, state: "here" };
    const isGone = state === "gone";
    const key = JSON.stringify([placement, path, isGone]);
    const group = groups.get(key) ?? { placement, path, isGone, threads: [] };
    groups.set(key, group);
    group.threads.push(thread);
  }
  const order: readonly Placement[] = [...CATEGORIES, "unclassified"];
  return [...groups.values()].toSorted(
    (a, b) =>
      Number(a.isGone) - Number(b.isGone) || order.indexOf(a.placement) - order.indexOf(b.placement) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0),
  );
}

/** How many open threads there are, and how many of them hold. */
export type ThreadCount = { readonly open: number; readonly holding: number };

/** Open threads of each file and each bucket, where they are shown. */
export function countThreads(
  threads: readonly Thread[],
  anchors: ReadonlyMap<string, ThreadAnchor>,
): { readonly files: ReadonlyMap<string, ThreadCount>; readonly buckets: ReadonlyMap<Placement, ThreadCount> } {
  const files = new Map<string, ThreadCount>();
  const buckets = new Map<Placement, ThreadCount>();
  for (const thread of threads.filter(isOpen)) {
    const { path, placement } = anchors.get(thread.id) ?? thread.place;
    add(files, path, thread);
    add(buckets, placement, thread);
  }
  return { files, buckets };
}

function add<Key>(counts: Map<Key, ThreadCount>, key: Key, thread: Thread): void {
  const { open, holding } = counts.get(key) ?? { open: 0, holding: 0 };
  counts.set(key, { open: open + 1, holding: holding + (isHolding(thread) ? 1 : 0) });
}
