"use client";

import { useComments } from "@/lib/browser/comments/comments-view";
import { DraftItem } from "./draft-item";
import { ThreadCard } from "./thread-card";

export type CommentSpotProps = {
  /** What it stands under, in words. */
  place: string;
  threadIds: readonly string[];
  draftId: string | null;
};

/** What was said about one line or hunk, and my draft there. */
export function CommentSpot({ place, threadIds, draftId }: CommentSpotProps) {
  const { upgrade } = useComments();
  const threads = upgrade.threads.filter(({ id }) => threadIds.includes(id));
  return (
    <div className="cm-spot">
      {threads.map((thread) => (
        <ThreadCard key={thread.id} thread={thread} />
      ))}
      {draftId !== null && <DraftItem draftId={draftId} place={place} />}
    </div>
  );
}
