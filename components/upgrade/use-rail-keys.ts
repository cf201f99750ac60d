"use client";

import type { RefObject } from "react";
import { useKeys } from "@/lib/browser/keys/use-keys";

/** `j` and `k` move the focus along the steps; Enter then opens one, as on any link. */
export function useRailKeys(rail: RefObject<HTMLElement | null>): void {
  const move = (by: 1 | -1) => {
    const links = [...(rail.current?.querySelectorAll<HTMLElement>("a.step") ?? [])].filter((link) => link.offsetParent !== null);
    const focused = document.activeElement;
    const from = focused instanceof HTMLElement ? links.indexOf(focused) : -1;
    const start = from === -1 ? links.findIndex((link) => link.hasAttribute("aria-current")) : from;
    links[Math.min(Math.max(start + by, 0), links.length - 1)]?.focus();
  };
  useKeys([
    { keys: "j", label: "Next step (Enter opens it)", group: "Steps", run: () => move(1) },
    { keys: "k", label: "Previous step", group: "Steps", run: () => move(-1) },
  ]);
}
