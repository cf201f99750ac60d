"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useKeys } from "@/lib/browser/keys/use-keys";
import { useComments, useDraftOutline } from "@/lib/browser/comments/comments-view";
import { type PublishDecision, PublishDialog } from "./publish-dialog";

const KEY = "Shift+c";

/** How many drafts I have here, and how to publish them together. */
export function DraftsBar({ decision }: { decision?: PublishDecision | undefined }) {
  const { whyNot } = useComments();
  const drafts = useDraftOutline().filter(({ isEmpty }) => !isEmpty);
  const [isOpen, setIsOpen] = useState(false);
  const isShown = drafts.length > 0 && whyNot === undefined;
  useKeys([{ keys: KEY, label: "Publish your drafts", group: "Comments", run: () => setIsOpen(true) }], { enabled: isShown });
  if (!isShown) return null;
  const count = drafts.length === 1 ? "1 draft" : `${drafts.length} drafts`;
  return (
    <section className="cm-bar" aria-label="Your drafts">
      <span>
        <b className="semi">{count}</b> <span className="q hide-sm">Only you see them.</span>
      </span>
      <Button variant="primary" keys={KEY} onClick={() => setIsOpen(true)}>
        Publish…
      </Button>
      {isOpen && <PublishDialog decision={decision} onClose={() => setIsOpen(false)} />}
    </section>
  );
}
