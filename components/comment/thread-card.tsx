"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Icon } from "@/components/ui/icon";
import { useComments, useDraftOutline } from "@/lib/browser/comments/comments-view";
import { describePlace, type ThreadPlace } from "@/lib/core/comment/place";
import { isHolding, type Thread } from "@/lib/core/comment/thread";
import { describeActor } from "@/lib/core/people/person";
import { CONTEXT_ROWS } from "@/lib/core/review/review-index";
import { CommentItem } from "./comment-item";
import { DraftItem } from "./draft-item";
import { QuotedLine } from "./quoted-line";
import { ResolveButton } from "./resolve-button";

/** The element of a thread, and with `#` its address. */
export function threadAnchor(threadId: string): string {
  return `thread-${threadId}`;
}

/** A conversation about a line or a hunk; a resolved one is folded. */
export function ThreadCard({ thread }: { thread: Thread }) {
  const { anchors, whyNot } = useComments();
  const { id, place, resolved, comments } = thread;
  const [isUnfolded, setIsUnfolded] = useState(false);
  const anchor = anchors.get(id);
  const isFolded = resolved !== null && !isUnfolded;
  const said = comments.filter(({ withdrawnAt }) => withdrawnAt === null);
  const state = resolved ? "resolved" : isHolding(thread) ? "must fix, open" : "open";
  return (
    <section
      className="cm-thread"
      id={threadAnchor(id)}
      data-open={resolved === null}
      aria-label={`Comments on ${describePlace(place)}, ${state}`}
      tabIndex={-1}
    >
      <div className="row wrap">
        {thread.mustFix && <Chip status={resolved ? "na" : "changes"}>Must fix</Chip>}
        {resolved && <Chip status="done">Resolved by {describeActor(resolved.by)}</Chip>}
        {anchor?.state === "earlier" && <Chip status="outdated">On an earlier version, snapshot {place.snapshot}</Chip>}
        {anchor?.state === "gone" && <Chip status="outdated">Its lines are gone</Chip>}
        {resolved && (
          <Button size="sm" variant="quiet" aria-expanded={!isFolded} onClick={() => setIsUnfolded(isFolded)}>
            <Icon name={isFolded ? "chevron-right" : "chevron-down"} size={12} />
            {isFolded ? `Show ${said.length === 1 ? "1 comment" : `${said.length} comments`}` : "Fold"}
          </Button>
        )}
      </div>
      {!isFolded && (
        <>
          {anchor && (anchor.state !== "here" || isApart(place)) && <QuotedLine place={place} />}
          <ol className="cm-comments">
            {comments.map((comment) => (
              <CommentItem key={comment.id} thread={thread} comment={comment} />
            ))}
          </ol>
          {resolved?.reason && <p className="q2 small">{`Resolved: ${resolved.reason}`}</p>}
          {whyNot === undefined && <ThreadActions thread={thread} />}
        </>
      )}
    </section>
  );
}

/** Whether its line is an unchanged one that is shown only when asked for. */
function isApart({ line }: ThreadPlace): boolean {
  return line?.side === "unchanged" && (line.offset < -CONTEXT_ROWS || line.offset >= CONTEXT_ROWS);
}

function ThreadActions({ thread }: { thread: Thread }) {
  const { write, editing } = useComments();
  const drafts = useDraftOutline();
  const own = drafts.find(({ target }) => target.type === "thread" && target.threadId === thread.id);
  return (
    <>
      {own && <DraftItem draftId={own.id} place={describePlace(thread.place)} />}
      {(own === undefined || editing !== own.id) && (
        <div className="row wrap">
          {own === undefined && (
            <Button size="sm" icon="comment" onClick={() => write({ type: "thread", threadId: thread.id })}>
              Answer
            </Button>
          )}
          <ResolveButton thread={thread} />
        </div>
      )}
    </>
  );
}
