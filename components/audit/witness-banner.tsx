"use client";

import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { StatusShape } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { judgeWitness, type WitnessJudgement } from "@/lib/browser/audit/judge-witness";
import { useWitness } from "@/lib/browser/queries/witness";
import type { SealedRecord } from "@/lib/core/audit/record";

export type WitnessBannerProps = { upgradeId: string; records: readonly SealedRecord[] };

const SHAPE = { asking: "running", none: "todo", witnessed: "done", waiting: "waiting", differs: "failed", refused: "failed" } as const;

/** Who signed that these are the records: without it, a chain only says that they fit together. */
export function WitnessBanner({ upgradeId, records }: WitnessBannerProps) {
  const standing = useWitness(upgradeId);
  const judgement = judgeWitness(standing, records);
  const { title, meaning } = sayJudgement(judgement);
  const isAlarm = judgement.status === "differs" || judgement.status === "refused";
  return (
    <section className="verify" data-s={SHAPE[judgement.status]} aria-label="Witness of the record">
      <StatusShape s={SHAPE[judgement.status]} label={null} />
      <p role={isAlarm ? "alert" : "status"}>
        <b className="semi">{title}</b>
      </p>
      <span />
      <p className="d">
        {meaning}
        {standing && (
          <>
            {" "}
            Installation{" "}
            <span className="mono" title={standing.installationId}>
              {standing.installationId.slice(0, 12)}…
            </span>{" "}
            <CopyButton text={standing.installationId} what="installation id" className="align-middle" />
          </>
        )}
      </p>
    </section>
  );
}

function sayJudgement(judgement: WitnessJudgement): { readonly title: string; readonly meaning: ReactNode } {
  switch (judgement.status) {
    case "asking":
      return { title: "Asking how far the record was witnessed.", meaning: "The agent signs what it has seen of it." };
    case "none":
      return judgement.covered === 0
        ? {
            title: "Not witnessed yet.",
            meaning: "The dashboard signs where the record stands with the first sign-off, gate pass or hundred records; the agent then signs that it saw it.",
          }
        : {
            title: `Signed by the dashboard up to record ${judgement.covered}, witnessed by nobody.`,
            meaning: "The agent has not signed that it saw these records. Until it does, that none was rewritten rests on the dashboard's word alone.",
          };
    case "witnessed":
      return {
        title: `Witnessed up to record ${judgement.length}.`,
        meaning: (
          <>
            The agent signed at <Time at={judgement.at} format="seconds" /> that it had seen records 1 to {judgement.length}. If one of them were changed or cut
            off, it would run nothing more.
          </>
        ),
      };
    case "waiting":
      return {
        title: `Witnessed up to record ${judgement.length}; records up to ${judgement.covered} wait for the agent.`,
        meaning: "The dashboard shows them to the agent until it has signed. Nothing runs before that.",
      };
    case "differs":
      return {
        title: `Record ${judgement.length} is not the one that was signed.`,
        meaning: `What the ${judgement.by} signed is another record: the database was changed behind the dashboard. Tell an administrator; do not rely on this page.`,
      };
    case "refused":
      return { title: "The agent does not recognise this record.", meaning: `${judgement.message} Nothing runs until an administrator has looked.` };
  }
}
