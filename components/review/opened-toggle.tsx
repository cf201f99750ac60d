"use client";

import clsx from "clsx";
import { Icon } from "@/components/ui/icon";
import { NearTime } from "./near-time";

export type OpenedToggleProps = { label: string; openedAt: number | undefined; isUpdated: boolean; onMark: (isOpened: boolean) => void };

/** Whether I opened this hunk, and when; pressed again it is not opened after all. */
export function OpenedToggle({ label, openedAt, isUpdated, onMark }: OpenedToggleProps) {
  const isOpened = openedAt !== undefined;
  const isStale = isUpdated && !isOpened;
  return (
    <button type="button" className={clsx("opened", isStale && "updated")} aria-pressed={isOpened} onClick={() => onMark(!isOpened)}>
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
