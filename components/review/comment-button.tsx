"use client";

import { IconButton } from "@/components/ui/icon-button";
import { useComments } from "@/lib/browser/comments/comments-view";
import type { Digest } from "@/lib/core/digest";
import { useShownBucket } from "./bucket-context";

/** Opens the field for a comment on a hunk. */
export function CommentButton({ hunkId, label }: { hunkId: Digest; label: string }) {
  const { whyNot, write } = useComments();
  const { snapshot } = useShownBucket();
  if (whyNot !== undefined) return null;
  return (
    <IconButton
      icon="comment"
      label={`Comment on ${label}`}
      onClick={() => write({ type: "place", place: { snapshot: snapshot.number, hunkId, line: null } })}
    />
  );
}
