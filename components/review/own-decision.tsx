"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { StatusChip } from "@/components/ui/status";
import { isCurrent } from "@/lib/core/review/bucket";
import type { SignOff } from "@/lib/core/upgrade/upgrade";
import { NearTime } from "./near-time";
import { ReasonDialog } from "./reason-dialog";
import { placementText } from "./placement-text";
import { useReview } from "./review-context";

/** What I decided on this bucket, and how to take it back. */
export function OwnDecision({ own }: { own: SignOff }) {
  const { upgrade } = useReview();
  const [isAsking, setIsAsking] = useState(false);
  const { title } = placementText(own.category);
  const isApproval = own.decision === "approved";
  const current = isCurrent(upgrade, own);
  return (
    <div className="rv-own">
      {isApproval ? (
        <StatusChip s={current ? "done" : "outdated"}>{current ? "You approved this" : "Your approval is outdated"}</StatusChip>
      ) : (
        <StatusChip s="changes">You requested changes</StatusChip>
      )}
      <p className="small q2">
        <NearTime at={own.at} />, snapshot {own.snapshot}
        {own.coverage && `, ${own.coverage.opened} of ${own.coverage.hunks} hunks opened`}
        {own.note && `: ${own.note}`}
      </p>
      {!upgrade.ending && (
        <Button size="sm" onClick={() => setIsAsking(true)}>
          {isApproval ? "Withdraw…" : "Withdraw the request…"}
        </Button>
      )}
      <ReasonDialog
        open={isAsking}
        onClose={() => setIsAsking(false)}
        title={isApproval ? `Withdraw your approval of ${title}?` : `Withdraw your request for changes in ${title}?`}
        description={
          isApproval
            ? "The bucket needs a sign-off again. What you signed stays in the record."
            : "The bucket can be approved again. Your request stays in the record."
        }
        confirmLabel="Withdraw"
        isOptional
        command={(reason) => ({ type: "withdraw", category: own.category, reason })}
      />
    </div>
  );
}
