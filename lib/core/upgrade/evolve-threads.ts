import { assertNever } from "@/lib/core/assert-never";
import type { RecordBody } from "@/lib/core/audit/record";
import type { Comment, Thread } from "@/lib/core/comment/thread";
import type { EventOf, UpgradeEvent } from "./event";

type AboutThread = Extract<UpgradeEvent, { type: `comment.${string}` }>;

/** The threads after one more event about them. @throws when the event is about a thread or comment that does not exist. */
export function evolveThreads(threads: readonly Thread[], event: AboutThread, record: RecordBody): readonly Thread[] {
  const { actor: by, at } = record;
  switch (event.type) {
    case "comment.published": {
      const { threadId: id, place, mustFix } = event;
      return [...threads, { id, place, mustFix, comments: [toComment(event, record)], resolved: null }];
    }
    case "comment.answered":
      return change(threads, event.threadId, (thread) => ({ ...thread, comments: [...thread.comments, toComment(event, record)] }));
    case "comment.resolved":
      return change(threads, event.threadId, (thread) => ({ ...thread, resolved: { by, at, reason: event.reason } }));
    case "comment.reopened":
      return change(threads, event.threadId, (thread) => ({ ...thread, resolved: null }));
    case "comment.edited":
      return changeComment(threads, event, (comment) => ({
        ...comment,
        body: event.body,
        mentions: event.mentions,
        earlier: [...comment.earlier, { body: comment.body, until: at }],
      }));
    case "comment.withdrawn":
      return changeComment(threads, event, (comment) => ({ ...comment, withdrawnAt: at }));
    default:
      return assertNever(event);
  }
}

/** Threads go with their hunk when a person moves it to another bucket. */
export function moveThreads(threads: readonly Thread[], { hunkId, to }: EventOf<"hunk.assigned">): readonly Thread[] {
  return threads.map((thread) => (thread.place.hunkId === hunkId ? { ...thread, place: { ...thread.place, placement: to } } : thread));
}

function toComment({ commentId: id, body, mentions }: EventOf<"comment.published" | "comment.answered">, { seq, actor: by, at }: RecordBody): Comment {
  if (by.kind !== "person") throw new Error(`record ${seq}: only a person can comment`);
  return { id, seq, by, at, body, mentions, earlier: [], withdrawnAt: null };
}

function change(threads: readonly Thread[], threadId: string, next: (thread: Thread) => Thread): readonly Thread[] {
  const at = threads.findIndex(({ id }) => id === threadId);
  const thread = threads[at];
  if (!thread) throw new Error(`there is no thread ${threadId}`);
  return threads.with(at, next(thread));
}

function changeComment(threads: readonly Thread[], { threadId, commentId }: { threadId: string; commentId: string }, next: (comment: Comment) => Comment) {
  return change(threads, threadId, (thread) => {
    const at = thread.comments.findIndex(({ id }) => id === commentId);
    const comment = thread.comments[at];
    if (!comment) throw new Error(`thread ${threadId} has no comment ${commentId}`);
    return { ...thread, comments: thread.comments.with(at, next(comment)) };
  });
}
