"use client";

import { useSyncExternalStore } from "react";

const NEVER = () => () => {};

/** Whether the page takes input already: false in what the server drew, until its handlers are there. */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(
    NEVER,
    () => true,
    () => false,
  );
}
