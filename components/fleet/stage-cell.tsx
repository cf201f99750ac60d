import clsx from "clsx";
import { AppLink } from "@/components/ui/app-link";
import { Icon } from "@/components/ui/icon";
import { StatusShape } from "@/components/ui/status";
import { STATUS_WORD } from "@/components/ui/status-name";
import { STAGES, type Stage } from "@/lib/core/lane/lane";
import type { StepStatus } from "@/lib/core/upgrade/step-status";
import { STAGE_TEXT } from "./stage-text";

export type StageCellProps = {
  stage: Stage;
  status: StepStatus;
  /** Left out before the start, when there is nothing to open. */
  href?: string | undefined;
};

/** One stage of the line. What is behind and what lies ahead is quiet; what is special has its shape. */
export function StageCell({ stage, status, href }: StageCellProps) {
  const label = `${STAGE_TEXT[stage].title}: ${STATUS_WORD[status]}`;
  const className = clsx("stg", stage === STAGES[0] && "first", (status === "done" || status === "todo") && "past");
  const mark = <StageMark status={status} label={label} />;
  return href === undefined ? (
    <span className={className}>{mark}</span>
  ) : (
    <AppLink className={className} href={href} title={label} data-s={status === "done" ? "todo" : status}>
      {mark}
    </AppLink>
  );
}

function StageMark({ status, label }: { status: StepStatus; label: string }) {
  if (status === "done") return <Icon name="tick" label={label} />;
  return <StatusShape s={status === "todo" ? "none" : status} label={label} size={14} />;
}
