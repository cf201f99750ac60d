"use client";

import type { ReadRecord } from "@/lib/browser/audit/read-records";
import { recordAnchor } from "@/lib/browser/audit/use-record-hash";
import { useKeys } from "@/lib/browser/keys/use-keys";

/** Moves over the records with j and k; the address and the focus move along. */
export function useRecordKeys(records: readonly ReadRecord[], position: number, pointAt: (seq: number) => void): void {
  const moveTo = (next: number) => {
    const seq = records[Math.max(0, Math.min(next, records.length - 1))]?.sealed.seq;
    if (seq === undefined) return;
    pointAt(seq);
    requestAnimationFrame(() => document.getElementById(recordAnchor(seq))?.focus({ preventScroll: true }));
  };
  useKeys([
    { keys: "j", label: "Next record, older", group: "Audit", run: () => moveTo(position + 1) },
    { keys: "k", label: "Record before, newer", group: "Audit", run: () => moveTo(Math.max(0, position - 1)) },
  ]);
}
