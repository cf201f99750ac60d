"use client";

import { Icon } from "@/components/ui/icon";
import { useMarked } from "./bucket-context";

/** Whether I opened a file's hunks: none, some, all, or one was updated since. */
export function FileMark({ hunks }: { hunks: Uint32Array }) {
  const opened = useMarked(({ openedAt }) => hunks.reduce((count, hunk) => count + (openedAt(hunk) === undefined ? 0 : 1), 0));
  const isUpdated = useMarked((bucket) => hunks.some(bucket.isUpdated));
  if (isUpdated) return mark("new", "mark-updated", "Updated since you opened it");
  if (opened === hunks.length) return mark("opened", "mark-opened", "Opened");
  if (opened > 0) return mark("part", "mark-updated", `${opened} of ${hunks.length} opened`);
  return mark("not", "mark-not-opened", "Not opened");
}

function mark(name: string, icon: "mark-updated" | "mark-opened" | "mark-not-opened", label: string) {
  return (
    <span className="mark" data-m={name}>
      <Icon name={icon} size={14} label={label} />
    </span>
  );
}
