import type { Placement } from "@/lib/core/classify/category";
import type { Actor } from "@/lib/core/people/person";
import type { Mention } from "./mention";
import type { ThreadPlace } from "./place";

/** Characters a comment may have. */
export const LONGEST_COMMENT = 10_000;

/** What somebody said in a thread. */
export type Comment = {
  readonly id: string;
  readonly seq: number;
  readonly by: Extract<Actor, { kind: "person" }>;
  readonly at: number;
  readonly body: string;
  readonly mentions: readonly Mention[];
  /** How it read before each change, oldest first. */
  readonly earlier: readonly { readonly body: string; readonly until: number }[];
  readonly withdrawnAt: number | null;
};

/** A conversation about a line or a hunk. */
export type Thread = {
  readonly id: string;
  /** `placement` follows when a person moves the hunk to another bucket. */
  readonly place: ThreadPlace;
  /** Holds its category until it is resolved. */
  readonly mustFix: boolean;
  readonly comments: readonly Comment[];
  readonly resolved: { readonly by: Actor; readonly at: number; readonly reason: string } | null;
};

/** Whether anything is left of it: a thread whose every comment was withdrawn is only in the record. */
export function isShown({ comments }: Thread): boolean {
  return comments.some(({ withdrawnAt }) => withdrawnAt === null);
}

export function isOpen(thread: Thread): boolean {
  return thread.resolved === null && isShown(thread);
}

/** Whether it holds its category: marked as must fix, not resolved, and not taken back by its author. */
export function isHolding({ mustFix, resolved, comments }: Thread): boolean {
  return mustFix && resolved === null && comments[0]?.withdrawnAt === null;
}

/** Whoever opened it. */
export function authorOf({ comments }: Thread): Comment["by"] {
  const [first] = comments;
  if (!first) throw new Error("a thread has at least one comment");
  return first.by;
}

/** The threads that hold a category, whether their lines are still under review or not. */
export function listHolding({ threads }: { readonly threads: readonly Thread[] }, placement: Placement): readonly Thread[] {
  return threads.filter((thread) => thread.place.placement === placement && isHolding(thread));
}
