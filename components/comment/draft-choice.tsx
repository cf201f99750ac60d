"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { Chip } from "@/components/ui/chip";
import { useComments } from "@/lib/browser/comments/comments-view";
import type { OpenDraft } from "@/lib/browser/comments/draft-store";
import { describePlace } from "@/lib/core/comment/place";

const LONGEST = 160;

/** One draft in the list of those that are published together. */
export function DraftChoice({ draft, checked, onToggle }: { draft: OpenDraft | undefined; checked: boolean; onToggle: () => void }) {
  const { upgrade } = useComments();
  if (!draft) return null;
  const { target, body, mustFix } = draft;
  const thread = target.type === "thread" ? upgrade.threads.find(({ id }) => id === target.threadId) : undefined;
  const about = thread ? `Answer on ${describePlace(thread.place)}` : target.type === "place" && target.place.line ? "On a line" : "On a hunk";
  const text = body.trim().replace(/\s+/g, " ");
  return (
    <li>
      <Checkbox
        label={text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text}
        hint={
          <>
            {about} {mustFix && <Chip status="changes">Must fix</Chip>}
          </>
        }
        checked={checked}
        onChange={onToggle}
      />
    </li>
  );
}
