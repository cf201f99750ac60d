"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Note } from "@/components/ui/note";
import { PersonName } from "@/components/ui/person-name";
import { TimeAgo } from "@/components/ui/time-ago";
import { useComments } from "@/lib/browser/comments/comments-view";
import { useCommand } from "@/lib/browser/queries/upgrade";
import type { Comment, Thread } from "@/lib/core/comment/thread";
import { CommentField } from "./comment-field";
import { CommentText } from "./comment-text";

/** What one person said in a thread. */
export function CommentItem({ thread, comment }: { thread: Thread; comment: Comment }) {
  const { me, whyNot } = useComments();
  const [isEditing, setIsEditing] = useState(false);
  const { by, at, body, mentions, earlier, withdrawnAt } = comment;
  if (withdrawnAt !== null) {
    return (
      <li className="cm-comment q">
        <PersonName name={by.name} /> took a comment back.
      </li>
    );
  }
  return (
    <li className="cm-comment">
      <div className="row wrap small">
        <PersonName name={by.name} you={by.id === me.id} />
        <TimeAgo at={at} className="q" />
        {earlier.length > 0 && <span className="q">changed {earlier.length === 1 ? "once" : `${earlier.length} times`}</span>}
      </div>
      {isEditing ? (
        <CommentEditor thread={thread} comment={comment} onClose={() => setIsEditing(false)} />
      ) : (
        <CommentText body={body} names={mentions.map(({ name }) => name)} />
      )}
      {by.id === me.id && !isEditing && whyNot === undefined && <OwnActions thread={thread} comment={comment} onEdit={() => setIsEditing(true)} />}
    </li>
  );
}

type OwnCommentProps = { thread: Thread; comment: Comment };

function OwnActions({ thread, comment, onEdit }: OwnCommentProps & { onEdit: () => void }) {
  const { upgrade } = useComments();
  const { mutate, isPending, refusal } = useCommand(upgrade.id);
  const [isAsking, setIsAsking] = useState(false);
  return (
    <div className="row">
      <Button size="sm" variant="quiet" onClick={onEdit}>
        Edit
      </Button>
      <Button size="sm" variant="quiet" onClick={() => setIsAsking(true)}>
        Take back…
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setIsAsking}
        title="Take this comment back?"
        description="It is no longer shown. What you wrote stays in the record."
        confirmLabel="Take it back"
        busy={isPending}
        onConfirm={() => mutate({ type: "withdraw-comment", threadId: thread.id, commentId: comment.id }, { onSuccess: () => setIsAsking(false) })}
      >
        {refusal && <Note status="failed">{refusal.message}</Note>}
      </ConfirmDialog>
    </div>
  );
}

function CommentEditor({ thread, comment, onClose }: OwnCommentProps & { onClose: () => void }) {
  const { upgrade } = useComments();
  const { mutate, isPending, refusal } = useCommand(upgrade.id);
  const [body, setBody] = useState(comment.body);
  const save = () => mutate({ type: "edit-comment", threadId: thread.id, commentId: comment.id, body }, { onSuccess: onClose });
  return (
    <div className="cm-edit">
      <CommentField label="Your comment" value={body} onChange={setBody} onSubmit={save} onLeave={onClose} />
      {refusal && <Note status="failed">{refusal.message}</Note>}
      <div className="row">
        <Button size="sm" busy={isPending} onClick={save}>
          Save
        </Button>
        <Button size="sm" variant="quiet" onClick={onClose}>
          Leave as it was
        </Button>
      </div>
    </div>
  );
}
