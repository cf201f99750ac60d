"use client";

import clsx from "clsx";
import { Icon } from "@/components/ui/icon";
import type { Digest } from "@/lib/core/digest";
import { useMarked, useShownBucket } from "./bucket-context";
import { NearTime } from "./near-time";

export type OpenedToggleProps = { hunk: number /** Once it is known. */; hunkId: Digest | undefined; label: string };

/** Whether I opened this hunk, and when; pressed again it is not opened after all. */
export function OpenedToggle({ hunk, hunkId, label }: OpenedToggleProps) {
  const { marks } = useShownBucket();
  const openedAt = useMarked((bucket) => bucket.openedAt(hunk));
  const isUpdated = useMarked((bucket) => bucket.isUpdated(hunk));
  const isOpened = openedAt !== undefined;
  return (
    <button
      type="button"
      className={clsx("opened", isUpdated && "updated")}
      aria-pressed={isOpened}
      onClick={() => hunkId !== undefined && marks.mark([hunkId], !isOpened)}
    >
      <Icon name={isOpened ? "mark-opened" : isUpdated ? "mark-updated" : "mark-not-opened"} size={14} />
      {isOpened ? (
        <span>
          Opened <NearTime at={openedAt} />
        </span>
      ) : isUpdated ? (
        "Updated since you opened it"
      ) : (
        "Not opened"
      )}
      <span className="vh"> in {label}</span>
    </button>
  );
}
