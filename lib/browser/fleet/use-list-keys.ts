"use client";

import { useState } from "react";
import { useKeys } from "@/lib/browser/keys/use-keys";

export type ListKeysOptions = {
  /** What one entry is called in the list of keys: "app". */
  readonly noun: string;
  readonly enabled?: boolean;
};

/**
 * Moves over the links of a list with j and k and opens one with Enter. The focus moves along, so that
 * it is read out. `linkIds` are the ids of the links, in order.
 */
export function useListKeys(linkIds: readonly string[], { noun, enabled = true }: ListKeysOptions) {
  const [selectedId, select] = useState<string | null>(null);
  const index = linkIds.indexOf(selectedId ?? "");

  const moveTo = (next: number) => {
    const id = linkIds[Math.max(0, Math.min(next, linkIds.length - 1))];
    if (id === undefined) return;
    select(id);
    const link = document.getElementById(id);
    link?.focus();
    link?.scrollIntoView({ block: "nearest" });
  };

  useKeys(
    [
      { keys: "j", label: `Next ${noun}`, run: () => moveTo(index + 1) },
      { keys: "k", label: `Previous ${noun}`, run: () => moveTo(index === -1 ? linkIds.length - 1 : index - 1) },
      { keys: "Enter", label: `Open the ${noun}`, run: () => document.getElementById(selectedId ?? "")?.click() },
    ],
    { enabled },
  );
  return { selectedId, select };
}
