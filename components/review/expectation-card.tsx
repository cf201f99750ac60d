"use client";

import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { StatusShape } from "@/components/ui/status";
import { canDo } from "@/lib/core/people/permission";
import type { ExpectationResult } from "@/lib/core/review/expectation-result";
import type { AcceptedExpectation } from "@/lib/core/upgrade/upgrade";
import { AcceptedAbsence } from "./accepted-absence";
import { ReasonDialog } from "./reason-dialog";
import { useReview } from "./review-context";

export type ExpectationCardProps = { expectation: ExpectationResult; accepted: AcceptedExpectation | undefined };

/** Something that should exist and does not: why, how to meet it, or that its absence was accepted. */
export function ExpectationCard({ expectation, accepted }: ExpectationCardProps) {
  const { me, upgrade } = useReview();
  const [isAsking, setIsAsking] = useState(false);
  const titleId = useId();
  const { id, title, why, howToMeet, found } = expectation;
  const whyNot = upgrade.ending ? `This upgrade was ${upgrade.ending.type}.` : canDo(me, "expectation.accept") ? undefined : "Only a reviewer can accept it.";
  return (
    <section className="box rv-exp" aria-labelledby={titleId}>
      <div className="exp">
        <StatusShape s={accepted ? "waived" : "unmet"} label={null} />
        <div className="row wrap">
          <h2 id={titleId}>
            {accepted ? "Absence accepted" : "Unmet expectation"}: {title}
          </h2>
          <Chip>No diff line</Chip>
        </div>
        <div className="rv-exp-text q2">
          <p>{why}</p>
          <p>
            <b className="strong">Found:</b> {found}
          </p>
          {!accepted && (
            <p>
              <b className="strong">To meet it:</b> {howToMeet}
            </p>
          )}
        </div>
        {accepted ? (
          <AcceptedAbsence accepted={accepted} title={title} whyNot={whyNot} />
        ) : (
          <div className="rv-exp-text row wrap">
            <Button size="sm" disabledReason={whyNot} onClick={() => setIsAsking(true)}>
              Accept the absence…<span className="vh"> {title}</span>
            </Button>
            {!whyNot && <span className="q small">Asks for a reason and is part of what you sign.</span>}
          </div>
        )}
      </div>
      <ReasonDialog
        open={isAsking}
        onClose={() => setIsAsking(false)}
        title="Accept the absence?"
        description={title}
        confirmLabel="Accept the absence"
        hint="Why it is all right that it is missing. Everybody who signs this bucket signs this too."
        command={(reason) => ({ type: "accept-expectation", expectationId: id, reason })}
      />
    </section>
  );
}
