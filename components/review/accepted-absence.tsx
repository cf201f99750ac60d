"use client";

import { Button } from "@/components/ui/button";
import { RefusalDialog } from "@/components/ui/refusal";
import { useCommand } from "@/lib/browser/queries/upgrade";
import { describeActor } from "@/lib/core/people/person";
import type { AcceptedExpectation } from "@/lib/core/upgrade/upgrade";
import { NearTime } from "./near-time";
import { useReview } from "./review-context";

export type AcceptedAbsenceProps = { accepted: AcceptedExpectation; title: string; whyNot: string | undefined };

/** Who accepted that something is missing, why, and how to take that back. */
export function AcceptedAbsence({ accepted, title, whyNot }: AcceptedAbsenceProps) {
  const { upgrade } = useReview();
  const { mutate, isPending, refusal, reset } = useCommand(upgrade.id);
  return (
    <div className="rv-exp-text row wrap">
      <span className="grow">
        <b className="strong">{describeActor(accepted.by)}</b>,{" "}
        <span className="q">
          <NearTime at={accepted.at} />:
        </span>{" "}
        {accepted.reason}
      </span>
      <Button
        size="sm"
        busy={isPending}
        disabledReason={whyNot}
        onClick={() => mutate({ type: "reinstate-expectation", expectationId: accepted.expectationId })}
      >
        Undo<span className="vh"> and expect it again: {title}</span>
      </Button>
      <RefusalDialog open={refusal !== null} title="It stays accepted" description={refusal?.message} code={refusal?.code} onClose={reset} />
    </div>
  );
}
