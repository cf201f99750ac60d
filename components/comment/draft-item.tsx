"use client";

import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Chip } from "@/components/ui/chip";
import { Kbd } from "@/components/ui/kbd";
import { useComments, useOpenDraft } from "@/lib/browser/comments/comments-view";
import { canDo } from "@/lib/core/people/permission";
import { CommentField } from "./comment-field";
import { CommentText } from "./comment-text";
import { DraftStatus } from "./draft-status";

export type DraftItemProps = {
  draftId: string;
  /** What it is about, for the screen reader. */
  place: string;
};

/** A draft of mine: as a card, or in the field where it is written. */
export function DraftItem({ draftId, place }: DraftItemProps) {
  const { editing } = useComments();
  const draft = useOpenDraft(draftId);
  if (!draft) return null;
  return editing === draftId ? <DraftEditor draftId={draftId} place={place} /> : <DraftCard draftId={draftId} place={place} />;
}

function DraftEditor({ draftId, place }: DraftItemProps) {
  const { me, store, edit } = useComments();
  const draft = useOpenDraft(draftId);
  const opener = useRef<Element | null>(null);
  opener.current ??= typeof document === "undefined" ? null : document.activeElement;
  if (!draft) return null;
  const isReply = draft.target.type === "thread";
  const close = () => {
    store.leave(draftId);
    edit(null);
    focusAgain(opener.current, draftId);
  };
  const discard = async () => {
    await store.discard(draftId);
    if (!store.get(draftId)) edit(null);
    focusAgain(opener.current, draftId);
  };
  return (
    <section className="cm-draft" aria-label={`Draft on ${place}`}>
      <CommentField
        label={isReply ? `Answer on ${place}` : `Comment on ${place}`}
        value={draft.body}
        onChange={(body) => store.write(draftId, { body })}
        onSubmit={close}
        onLeave={close}
      />
      {!isReply && canDo(me, "comment.hold") && (
        <Checkbox
          label="Must fix"
          hint="Holds this category until it is resolved."
          checked={draft.mustFix}
          onChange={({ target }) => store.write(draftId, { mustFix: target.checked })}
        />
      )}
      <div className="row wrap">
        <Button size="sm" onClick={close}>
          Keep as draft <Kbd keys="Mod+Enter" />
        </Button>
        <Button size="sm" variant="quiet" onClick={() => void discard()}>
          Discard
        </Button>
        <span className="grow" />
        <DraftStatus draft={draft} />
      </div>
    </section>
  );
}

function DraftCard({ draftId, place }: DraftItemProps) {
  const { people, edit, store } = useComments();
  const draft = useOpenDraft(draftId);
  if (!draft) return null;
  return (
    <section className="cm-draft" aria-label={`Draft on ${place}`}>
      <div className="row wrap">
        <Chip>Draft</Chip>
        {draft.mustFix && <Chip status="changes">Must fix</Chip>}
        <span className="q small">Only you see it.</span>
      </div>
      <CommentText body={draft.body} names={people.map(({ name }) => name)} />
      <div className="row wrap">
        <Button size="sm" id={draftButtonId(draftId)} onClick={() => edit(draftId)}>
          Edit draft
        </Button>
        <Button size="sm" variant="quiet" onClick={() => void store.discard(draftId)}>
          Discard
        </Button>
        <span className="grow" />
        {draft.state !== "saved" && <DraftStatus draft={draft} />}
      </div>
    </section>
  );
}

function draftButtonId(draftId: string): string {
  return `draft-edit-${draftId}`;
}

/** Gives the focus back to what opened the field, or to the draft that is there instead. */
function focusAgain(opener: Element | null, draftId: string): void {
  requestAnimationFrame(() => {
    const target = document.getElementById(draftButtonId(draftId)) ?? (opener?.isConnected ? opener : null);
    if (target instanceof HTMLElement) target.focus();
  });
}
