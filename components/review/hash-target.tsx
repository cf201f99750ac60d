"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { readHunkAnchor } from "@/lib/browser/review/hunk-anchor";
import { PLACEMENT_ORDER } from "@/lib/core/review/review-index";
import { findHunk } from "@/lib/core/review/view-list";
import { useShownBucket } from "./bucket-context";
import { bucketHref } from "./placement-text";
import { useReview } from "./review-context";

/** Follows an address that names a hunk, into another bucket where it is, and says when it is nowhere. */
export function HashTarget() {
  const { upgrade, placement, shown } = useReview();
  const { index, placements, goTo } = useShownBucket();
  const router = useRouter();
  const [missing, setMissing] = useState<string | null>(null);

  const follow = useEffectEvent(() => {
    const anchor = readHunkAnchor(window.location.hash);
    if (anchor === null) return;
    const hunk = findHunk(index, anchor.idStart);
    setMissing(hunk === undefined ? anchor.idStart : null);
    const there = hunk === undefined ? undefined : PLACEMENT_ORDER[placements[hunk] ?? -1];
    if (hunk === undefined || there === undefined) return;
    if (there === placement) goTo(hunk, anchor.line);
    else router.replace(`${bucketHref(upgrade.id, there)}${window.location.hash}` as Route);
  });

  useEffect(() => {
    follow();
    const listen = () => follow();
    window.addEventListener("hashchange", listen);
    return () => window.removeEventListener("hashchange", listen);
  }, []);

  if (missing === null) return null;
  return (
    <Note status="outdated" className="rv-gap">
      <div className="row wrap">
        <span className="grow">
          The hunk <code>{missing}</code> this link names is not in snapshot {shown.snapshot?.number}. It was changed or taken back since; an older snapshot may
          have it.
        </span>
        <Button size="sm" onClick={() => setMissing(null)}>
          Close
        </Button>
      </div>
    </Note>
  );
}
