"use client";

import { useId, useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { DialogButtons } from "@/components/ui/dialog-buttons";
import { Field } from "@/components/ui/field";
import { Note } from "@/components/ui/note";
import { Textarea } from "@/components/ui/textarea";
import { useComments, useDraftOutline } from "@/lib/browser/comments/comments-view";
import { usePublish, type WithDecision } from "@/lib/browser/comments/use-publish";
import { CATEGORY_TEXT, type Category } from "@/lib/core/classify/category";
import { DraftChoice } from "./draft-choice";

/** What can be decided on the bucket that is shown, together with the comments. */
export type PublishDecision = {
  readonly category: Category;
  /** Digest of what is on the screen. */
  readonly seenDigest: string;
  /** Why it cannot be approved now; undefined when it can. */
  readonly whyNotApprove: string | undefined;
};

export type PublishDialogProps = { decision?: PublishDecision | undefined; onClose: () => void };
type Choice = "none" | "approve" | "request-changes";

/** Publishes my drafts at once, with a decision on the bucket if I like. */
export function PublishDialog({ decision, onClose }: PublishDialogProps) {
  const { store } = useComments();
  const drafts = useDraftOutline().filter(({ isEmpty }) => !isEmpty);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [choice, setChoice] = useState<Choice>("none");
  const [words, setWords] = useState("");
  const { publish, busy, refusal, closeRefusal } = usePublish();
  const formId = useId();
  const chosen = drafts.filter(({ id }) => !left.has(id)).map(({ id }) => id);
  const missing = chosen.length === 0 ? "Choose a comment first." : choice === "request-changes" && words.trim() === "" ? "Say what has to change." : undefined;
  const toggle = (id: string) => setLeft(left.has(id) ? new Set([...left].filter((other) => other !== id)) : new Set([...left, id]));
  const label = chosen.length === 1 ? "Publish 1 comment" : `Publish ${chosen.length} comments`;

  return (
    <Dialog
      open
      wide
      onOpenChange={(next) => next || onClose()}
      title="Publish comments"
      description="They appear together, for everybody, and stay in the record."
      actions={
        <DialogButtons form={formId} onCancel={onClose} busy={busy} disabledReason={missing}>
          {label}
        </DialogButtons>
      }
    >
      <form
        id={formId}
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (missing || busy) return;
          closeRefusal();
          void publish({ draftIds: chosen, decision: toDecision(decision, choice, words.trim()), onDone: onClose });
        }}
      >
        {refusal && <Note status="failed">{refusal.message}</Note>}
        <ul className="cm-choices" aria-label="Drafts">
          {drafts.map(({ id }) => (
            <DraftChoice key={id} draft={store.get(id)} checked={!left.has(id)} onToggle={() => toggle(id)} />
          ))}
        </ul>
        {decision && <DecisionChoice decision={decision} choice={choice} onChoose={setChoice} />}
        {choice !== "none" && (
          <Field label={choice === "approve" ? "Note" : "What has to change"}>
            <Textarea rows={2} value={words} maxLength={4_000} onChange={({ target }) => setWords(target.value)} />
          </Field>
        )}
      </form>
    </Dialog>
  );
}

function DecisionChoice({ decision, choice, onChoose }: { decision: PublishDecision; choice: Choice; onChoose: (choice: Choice) => void }) {
  const name = useId();
  const { title } = CATEGORY_TEXT[decision.category];
  const option = (value: Choice, label: string, whyNot?: string) => (
    <Checkbox
      type="radio"
      name={name}
      label={label}
      hint={whyNot}
      disabled={whyNot !== undefined}
      checked={choice === value}
      onChange={() => onChoose(value)}
    />
  );
  return (
    <fieldset className="cm-decision">
      <legend>With them</legend>
      {option("none", "Comments only")}
      {option("approve", `Approve ${title}`, decision.whyNotApprove)}
      {option("request-changes", `Request changes in ${title}`)}
    </fieldset>
  );
}

function toDecision(decision: PublishDecision | undefined, choice: Choice, words: string): WithDecision {
  if (!decision || choice === "none") return null;
  const { category, seenDigest } = decision;
  return choice === "approve" ? { type: "approve", category, seenDigest, note: words } : { type: "request-changes", category, seenDigest, reason: words };
}
