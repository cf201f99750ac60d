"use client";

import { useSyncExternalStore } from "react";

const CHANGED = "recordchange";

/** The record the address points at, `#record-N`, and how to point at another one. */
export function useRecordHash(): readonly [number | null, (seq: number | null) => void] {
  const hash = useSyncExternalStore(
    subscribe,
    () => window.location.hash,
    () => "",
  );
  return [parseRecordHash(hash), pointAt];
}

export function recordAnchor(seq: number): string {
  return `record-${seq}`;
}

/** The number in `#record-N`; null for anything else. */
export function parseRecordHash(hash: string): number | null {
  const digits = /^#record-(\d{1,9})$/.exec(hash)?.[1];
  return digits === undefined ? null : Number(digits);
}

function pointAt(seq: number | null): void {
  const { pathname, search } = window.location;
  window.history.replaceState(null, "", seq === null ? `${pathname}${search}` : `#${recordAnchor(seq)}`);
  window.dispatchEvent(new Event(CHANGED));
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener("hashchange", onChange);
  window.addEventListener(CHANGED, onChange);
  return () => {
    window.removeEventListener("hashchange", onChange);
    window.removeEventListener(CHANGED, onChange);
  };
}
