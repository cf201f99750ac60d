"use client";

import { useCallback } from "react";
import { type AnchoredLine, anchorOf, lineAnchor } from "@/lib/browser/review/hunk-anchor";
import { useShownBucket } from "./bucket-context";
import { bucketHref } from "./placement-text";
import { useReview } from "./review-context";
import { useSay } from "./toast-context";

/** Copies the address of a hunk, or of a line of it, and says so. */
export function useCopyLink(): (hunk: number, line?: AnchoredLine | null) => void {
  const { upgrade, placement } = useReview();
  const { index } = useShownBucket();
  const say = useSay();
  return useCallback(
    (hunk, line = null) => {
      const anchor = line ? lineAnchor(index, hunk, line) : anchorOf(index, hunk);
      const { href } = new URL(`${bucketHref(upgrade.id, placement)}#${anchor}`, window.location.href);
      writeClipboard(href).then(
        () => say({ words: line ? `Link to line ${line.line} copied` : "Link to this hunk copied" }),
        () => say({ words: `The browser did not copy it: ${href}` }),
      );
    },
    [index, upgrade.id, placement, say],
  );
}

/** The clipboard is missing where the page is not on a secure origin. */
async function writeClipboard(text: string): Promise<void> {
  if (navigator.clipboard === undefined) throw new Error("This page has no clipboard");
  await navigator.clipboard.writeText(text);
}
