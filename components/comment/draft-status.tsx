"use client";

import { Button } from "@/components/ui/button";
import { useComments } from "@/lib/browser/comments/comments-view";
import type { OpenDraft } from "@/lib/browser/comments/draft-store";

/** Whether a draft is saved, and what to do when it is not. */
export function DraftStatus({ draft }: { draft: OpenDraft }) {
  const { store } = useComments();
  const { id, state, body, base, message } = draft;
  if (state === "changed") {
    return (
      <div className="cm-trouble" role="alert">
        <p>{message}</p>
        <span className="row wrap">
          <Button size="sm" onClick={() => void store.settle(id, "here")}>
            Keep what is written here
          </Button>
          <Button size="sm" onClick={() => void store.settle(id, "there")}>
            Take what was saved there
          </Button>
        </span>
      </div>
    );
  }
  if (state === "failed") {
    return (
      <div className="cm-trouble" role="alert">
        <p>Not saved: {message}</p>
        <Button size="sm" onClick={() => void store.flush()}>
          Save again
        </Button>
      </div>
    );
  }
  if (base === 0 && body.trim() === "") return null;
  return (
    <span className="q small" role="status">
      {state === "saved" ? "Draft saved" : "Saving the draft…"}
    </span>
  );
}
