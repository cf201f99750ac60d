"use client";

import clsx from "clsx";
import { Icon } from "@/components/ui/icon";
import type { Digest } from "@/lib/core/digest";
import { useShownBucket } from "./bucket-context";
import { NearTime } from "./near-time";

export type OpenedToggleProps = { hunkId: Digest; label: string; openedAt: number | undefined; isUpdated: boolean };

/** Whether I opened this hunk, and when; pressed again it is not opened after all. */
export function OpenedToggle({ hunkId, label, openedAt, isUpdated }: OpenedToggleProps) {
  const { marks } = useShownBucket();
  const isOpened = openedAt !== undefined;
  const isStale = isUpdated && !isOpened;
  return (
    <button type="button" className={clsx("opened", isStale && "updated")} aria-pressed={isOpened} onClick={() => marks.mark(hunkId, !isOpened)}>
      <Icon name={isOpened ? "mark-opened" : isStale ? "mark-updated" : "mark-not-opened"} size={14} />
      {isOpened ? (
        <span>
          Opened <NearTime at={openedAt} />
        </span>
      ) : isStale ? (
        "Updated since you opened it"
      ) : (
        "Not opened"
      )}
      <span className="vh"> in {label}</span>
    </button>
  );
}
