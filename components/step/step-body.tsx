"use client";

import type { Step } from "@/lib/core/lane/lane";
import { AttestBody } from "./attest-body";
import { ChecklistBody } from "./checklist-body";
import { ChoiceBody } from "./choice-body";
import { CommandBody } from "./command-body";
import { ExpectationsBody } from "./expectations-body";
import { OperationBody } from "./operation-body";
import { PasskeysBody } from "./passkeys-body";
import { ReviewBody } from "./review-body";
import { ServeBody } from "./serve-body";

export type StepBodyProps = { step: Step };

/** What is done in a step, by its kind. */
export function StepBody({ step }: StepBodyProps) {
  switch (step.kind) {
    case "attest":
      return <AttestBody step={step} />;
    case "command":
      return <CommandBody step={step} />;
    case "git":
      return <OperationBody step={step} />;
    case "edit":
      return step.edit.type === "passkeys" ? <PasskeysBody step={step} /> : <OperationBody step={step} />;
    case "choice":
      return <ChoiceBody step={step} />;
    case "review":
      return <ReviewBody />;
    case "checklist":
      return <ChecklistBody step={step} />;
    case "serve":
      return <ServeBody step={step} />;
    case "inspect":
      return step.subject === "posture" ? <OperationBody step={step} /> : <ExpectationsBody />;
  }
}
