"use client";

import { IconButton } from "@/components/ui/icon-button";
import { useCopyLink } from "./use-copy-link";

/** Copies the address of a hunk. */
export function LinkButton({ hunk, label }: { hunk: number; label: string }) {
  const copy = useCopyLink();
  return <IconButton icon="link" label={`Copy the link to ${label}`} className="rv-copy" onClick={() => copy(hunk)} />;
}
