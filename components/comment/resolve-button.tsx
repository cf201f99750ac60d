"use client";

import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { DialogButtons } from "@/components/ui/dialog-buttons";
import { Field } from "@/components/ui/field";
import { Note } from "@/components/ui/note";
import { Textarea } from "@/components/ui/textarea";
import { useComments } from "@/lib/browser/comments/comments-view";
import { useCommand } from "@/lib/browser/queries/upgrade";
import { authorOf, isHolding, type Thread } from "@/lib/core/comment/thread";
import { canDo } from "@/lib/core/people/permission";

/** Resolves a thread or opens it again; overruling what somebody else marked as must fix asks for a reason. */
export function ResolveButton({ thread }: { thread: Thread }) {
  const { upgrade, me } = useComments();
  const { mutate, isPending, refusal } = useCommand(upgrade.id);
  const [isAsking, setIsAsking] = useState(false);
  const { id: threadId, resolved } = thread;
  const author = authorOf(thread);
  const isOthers = isHolding(thread) && author.id !== me.id;
  if (isOthers && !canDo(me, "comment.overrule")) {
    return <span className="q small">Only {author.name}, or a tech lead with a reason, can resolve it.</span>;
  }
  if (isOthers) {
    return (
      <>
        <Button size="sm" onClick={() => setIsAsking(true)}>
          Resolve…
        </Button>
        {isAsking && <OverruleDialog thread={thread} author={author.name} onClose={() => setIsAsking(false)} />}
      </>
    );
  }
  return (
    <>
      <Button size="sm" busy={isPending} onClick={() => mutate({ type: resolved ? "reopen-thread" : "resolve-thread", threadId })}>
        {resolved ? "Reopen" : "Resolve"}
      </Button>
      {refusal && <Note status="failed">{refusal.message}</Note>}
    </>
  );
}

function OverruleDialog({ thread, author, onClose }: { thread: Thread; author: string; onClose: () => void }) {
  const { upgrade } = useComments();
  const { mutate, isPending, refusal } = useCommand(upgrade.id);
  const [reason, setReason] = useState("");
  const formId = useId();
  const missing = reason.trim() === "" ? "Write the reason first." : undefined;
  return (
    <Dialog
      open
      onOpenChange={(next) => next || onClose()}
      role="alertdialog"
      title={`Resolve what ${author} marked as must fix?`}
      description="It no longer holds the gate. Your name and reason stay in the record."
      actions={
        <DialogButtons form={formId} onCancel={onClose} busy={isPending} disabledReason={missing}>
          Resolve
        </DialogButtons>
      }
    >
      <form
        id={formId}
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!missing) mutate({ type: "resolve-thread", threadId: thread.id, reason: reason.trim() }, { onSuccess: onClose });
        }}
      >
        {refusal && <Note status="failed">{refusal.message}</Note>}
        <Field label="Reason">
          <Textarea value={reason} maxLength={4_000} onChange={({ target }) => setReason(target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}
