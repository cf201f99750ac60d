"use client";

import { placementText } from "@/components/review/placement-text";
import { AppLink } from "@/components/ui/app-link";
import { CategorySquare } from "@/components/ui/category-square";
import { useComments } from "@/lib/browser/comments/comments-view";
import { hunkAnchor } from "@/lib/browser/review/hunk-anchor";
import { reviewPath } from "@/lib/browser/upgrade/paths";
import type { Thread } from "@/lib/core/comment/thread";
import type { ThreadGroup } from "@/lib/core/comment/view-comments";
import { ThreadCard } from "./thread-card";

/** The threads of one file in one bucket. */
export function ThreadGroupBox({ group: { placement, path, isGone, threads } }: { group: ThreadGroup }) {
  const { number, title } = placementText(placement);
  return (
    <section className="box cm-group" aria-label={`Comments on ${path}`}>
      <div className="box-h">
        <CategorySquare number={number} />
        <h2 className="mono trunc">{path}</h2>
        <span className="q small">{isGone ? `On lines that are gone, ${title}` : title}</span>
      </div>
      {threads.map((thread) => (
        <div key={thread.id} className="cm-entry">
          <PlaceLink thread={thread} />
          <ThreadCard thread={thread} />
        </div>
      ))}
    </section>
  );
}

/** Where a thread is, as a link into the review. */
function PlaceLink({ thread: { id, place } }: { thread: Thread }) {
  const { upgrade, anchors } = useComments();
  const anchor = anchors.get(id);
  if (!anchor?.hunkId) return null;
  const address = `#${hunkAnchor(anchor.hunkId)}${anchor.line ? `-${anchor.line.side === "old" ? "O" : "L"}${anchor.line.number}` : ""}`;
  const line = anchor.line && `${anchor.line.side === "old" ? "removed line" : "line"} ${anchor.line.number}`;
  return (
    <p className="small">
      <AppLink href={`${reviewPath(upgrade.id, anchor.placement)}${address}`}>{line ? `See ${line}` : "See the hunk"}</AppLink>
      {place.line && anchor.state === "here" && <code className="cm-line trunc">{place.line.text.trim()}</code>}
    </p>
  );
}
