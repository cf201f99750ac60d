"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { readHunkAnchor } from "@/lib/browser/review/hunk-anchor";
import { findPlacedHunk } from "@/lib/core/review/view-placement";
import { useShownBucket } from "./bucket-context";
import { bucketHref } from "./placement-text";
import { useReview } from "./review-context";

/** Follows an address that names a hunk, into another bucket where it is, and says when it is nowhere. */
export function HashTarget() {
  const { upgrade, placement, shown } = useReview();
  const { changes, goTo } = useShownBucket();
  const router = useRouter();
  const [missing, setMissing] = useState<string | null>(null);

  const follow = useEffectEvent(() => {
    const idStart = readHunkAnchor(window.location.hash);
    if (idStart === null) return;
    const found = findPlacedHunk(changes, idStart);
    setMissing(found ? null : idStart);
    if (found?.hunk.placement === placement) goTo(found.hunk.id);
    else if (found) router.replace(`${bucketHref(upgrade.id, found.hunk.placement)}${window.location.hash}` as Route);
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
