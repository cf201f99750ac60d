"use client";

import { Icon } from "@/components/ui/icon";
import { hunkAnchor } from "@/lib/browser/review/hunk-anchor";
import { toVisibleText } from "@/lib/core/diff/visible-text";
import { type BucketFile, shortNameOf } from "@/lib/core/review/view-bucket-files";
import { useShownBucket } from "./bucket-context";
import { FileMark } from "./file-mark";

/** A file in the list: how far I am with it, whether it is flagged, how many hunks it has here. */
export function FileRow({ file }: { file: BucketFile }) {
  const { marks, cursor, goTo } = useShownBucket();
  const { change, hunks, elsewhere } = file;
  const target = hunks.find(({ id }) => marks.opened[id] === undefined) ?? hunks[0];
  const isCurrent = hunks.some(({ id }) => id === cursor.currentId);
  const isFlagged = hunks.some(({ flags }) => flags.length > 0);
  const total = hunks.length + elsewhere.reduce((sum, other) => sum + other.hunks, 0);
  if (!target) return null;
  return (
    <a
      href={`#${hunkAnchor(target.id)}`}
      aria-current={isCurrent ? "true" : undefined}
      title={change.path}
      onClick={(event) => {
        event.preventDefault();
        goTo(target.id);
      }}
    >
      <FileMark hunks={hunks} />
      <span className="trunc">{toVisibleText(shortNameOf(change.path))}</span>
      <span className="f-flag">{isFlagged && <Icon name="triangle" size={12} label="Flagged" />}</span>
      <span className="pm">
        {total === hunks.length ? hunks.length : `${hunks.length} of ${total}`}
        <span className="vh">{total === 1 ? " hunk" : " hunks"}</span>
      </span>
    </a>
  );
}
