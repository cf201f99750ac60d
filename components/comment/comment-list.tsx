"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { Empty } from "@/components/ui/empty";
import { Segmented } from "@/components/ui/segmented";
import { useComments, useDraftOutline } from "@/lib/browser/comments/comments-view";
import { COMMENT_FILTERS, type CommentFilter, filterThreads, groupThreads } from "@/lib/core/comment/view-comments";
import { DraftItem } from "./draft-item";
import { ThreadGroupBox } from "./thread-group-box";
import { threadAnchor } from "./thread-card";

const FILTER_TEXT: Record<CommentFilter, { readonly label: string; readonly none: string }> = {
  open: { label: "Open", none: "No comment is open." },
  "must-fix": { label: "Must fix", none: "Nothing that must be fixed is open." },
  mine: { label: "Mine", none: "You have not commented here." },
  mentions: { label: "Call me", none: "No comment calls you by name." },
  all: { label: "All", none: "Nobody has commented on this upgrade." },
};

/** All threads of an upgrade by bucket and file, with a filter; each leads to its place in the review. */
export function CommentList() {
  const { upgrade, me, anchors } = useComments();
  const [filter, setFilter] = useState<CommentFilter>("open");
  const shown = filterThreads(upgrade.threads, filter, me.id);
  const groups = groupThreads(shown, anchors);
  useThreadInAddress(() => setFilter("all"));
  return (
    <>
      <div className="page-h">
        <div className="grow">
          <h1>Comments</h1>
          <p className="q2 mt-1">
            {upgrade.app.name}, {upgrade.lane.title}
          </p>
        </div>
        <Segmented
          label="Which comments"
          value={filter}
          onChange={setFilter}
          options={COMMENT_FILTERS.map((value) => ({
            value,
            label: FILTER_TEXT[value].label,
            count: filterThreads(upgrade.threads, value, me.id).length,
          }))}
        />
      </div>
      <PlaceDrafts />
      {groups.length === 0 ? (
        <Empty framed level={2} title={FILTER_TEXT[filter].none}>
          Comments are written on the lines of the review.
        </Empty>
      ) : (
        groups.map((group) => <ThreadGroupBox key={`${group.placement} ${group.path} ${group.isGone}`} group={group} />)
      )}
    </>
  );
}

/** My drafts that open a thread; an answer is shown in the thread it answers. */
function PlaceDrafts() {
  const drafts = useDraftOutline().filter(({ target }) => target.type === "place");
  if (drafts.length === 0) return null;
  return (
    <section className="box cm-group" aria-label="Your drafts on lines">
      <div className="box-h">
        <h2>Your drafts</h2>
      </div>
      {drafts.map(({ id, target }) => (
        <DraftItem key={id} draftId={id} place={target.type === "place" && target.place.line ? "a line of the review" : "a hunk of the review"} />
      ))}
    </section>
  );
}

/** Shows the thread that the address names, whatever the filter was. */
function useThreadInAddress(showAll: () => void): void {
  const follow = useEffectEvent(() => {
    const [, threadId] = /^#thread-(.+)$/.exec(window.location.hash) ?? [];
    if (threadId === undefined) return;
    showAll();
    requestAnimationFrame(() => document.getElementById(threadAnchor(threadId))?.focus());
  });
  useEffect(() => {
    follow();
    const listen = () => follow();
    window.addEventListener("hashchange", listen);
    return () => window.removeEventListener("hashchange", listen);
  }, []);
}
