"use client";

import { ThreadCard } from "@/components/comment/thread-card";
import { Box } from "@/components/ui/box";
import { useComments } from "@/lib/browser/comments/comments-view";
import { isOpen } from "@/lib/core/comment/thread";
import { useReview } from "./review-context";

/** Open comments of this bucket whose lines are gone: they are still to be answered. */
export function GoneComments() {
  const { placement } = useReview();
  const { upgrade, anchors } = useComments();
  const gone = upgrade.threads.filter((thread) => isOpen(thread) && thread.place.placement === placement && anchors.get(thread.id)?.state === "gone");
  if (gone.length === 0) return null;
  return (
    <Box title="Comments on lines that are gone" padded>
      <div className="cm-spot">
        {gone.map((thread) => (
          <div key={thread.id}>
            <p className="mono small trunc">{thread.place.path}</p>
            <ThreadCard thread={thread} />
          </div>
        ))}
      </div>
    </Box>
  );
}
