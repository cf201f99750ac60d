"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { canDo } from "@/lib/core/people/permission";
import type { Digest } from "@/lib/core/digest";
import { MoveDialog } from "./move-dialog";
import { useReview } from "./review-context";

/** Moves a hunk to another category. Where it has none yet, everybody sees that somebody can. */
export function MoveHunk({ hunkId, label }: { hunkId: Digest; label: string }) {
  const { me, upgrade, placement } = useReview();
  const [isOpen, setIsOpen] = useState(false);
  const isUnclassified = placement === "unclassified";
  const mayMove = canDo(me, "hunk.assign") && !upgrade.ending;
  if (!mayMove && !isUnclassified) return null;
  const whyNot = upgrade.ending ? `This upgrade was ${upgrade.ending.type}` : mayMove ? undefined : "Only a reviewer or tech lead can";
  return (
    <>
      <Button size="sm" variant={isUnclassified ? "default" : "quiet"} disabledReason={whyNot} onClick={() => setIsOpen(true)}>
        {isUnclassified ? "Assign…" : "Move to…"}
        <span className="vh"> {label}</span>
      </Button>
      {isOpen && <MoveDialog hunkId={hunkId} label={label} onClose={() => setIsOpen(false)} />}
    </>
  );
}
