"use client";

import { memo } from "react";
import { ThreadBadge } from "@/components/comment/thread-badge";
import { Icon } from "@/components/ui/icon";
import { anchorOf } from "@/lib/browser/review/hunk-anchor";
import { useComments } from "@/lib/browser/comments/comments-view";
import { toVisibleText } from "@/lib/core/diff/visible-text";
import { hunksAt } from "@/lib/core/review/view-list";
import { toneOf } from "@/lib/core/review/view-tone";
import { shortNameOf } from "@/lib/core/review/view-path";
import { useMarked, useShownBucket } from "./bucket-context";
import { FileMark } from "./file-mark";

/** A file in the list: how far I am with it, whether it is flagged, how many hunks it has here. */
export const FileRow = memo(function FileRow({ at, isCurrent }: { at: number; isCurrent: boolean }) {
  const { index, visible, goTo } = useShownBucket();
  const file = visible.files[at] ?? 0;
  const { counts } = useComments();
  const hunks = hunksAt(visible, at);
  const path = index.files.paths[file] ?? "";
  const target = useMarked(({ openedAt }) => hunks.find((hunk) => openedAt(hunk) === undefined) ?? hunks[0] ?? 0);
  const tones = new Set(Array.from(hunks, (hunk) => toneOf(index, hunk)));
  const tone = tones.has("loss") ? "loss" : tones.has("care") ? "care" : null;
  const total = (index.files.firstHunk[file + 1] ?? 0) - (index.files.firstHunk[file] ?? 0);
  return (
    <a
      href={`#${anchorOf(index, target)}`}
      aria-current={isCurrent ? "true" : undefined}
      title={path}
      onClick={(event) => {
        event.preventDefault();
        goTo(target);
      }}
    >
      <FileMark hunks={hunks} />
      <span className="trunc">{toVisibleText(shortNameOf(path))}</span>
      <span className="f-flag" data-tone={tone ?? undefined}>
        {tone && <Icon name="triangle" size={12} label={tone === "loss" ? "Flagged: something may be lost" : "Flagged: wants care"} />}
      </span>
      <span className="pm">
        <ThreadBadge count={counts.files.get(path)} /> {total === hunks.length ? hunks.length : `${hunks.length} of ${total}`}
        <span className="vh">{total === 1 ? " hunk" : " hunks"}</span>
      </span>
    </a>
  );
});
