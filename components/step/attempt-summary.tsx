"use client";

import { Duration } from "@/components/ui/duration";
import { Time } from "@/components/ui/time";
import type { Step } from "@/lib/core/lane/lane";
import { describeActor } from "@/lib/core/people/person";
import { describeProgress } from "@/lib/core/upgrade/describe-attempt";
import type { Attempt } from "@/lib/core/upgrade/upgrade";

export type AttemptSummaryProps = { step: Step; attempt: Attempt; isNewest: boolean };

/** Who started an earlier attempt and how it ended (the newest one's stands below the title), and what was run instead of the lane's command. */
export function AttemptSummary({ step, attempt, isNewest }: AttemptSummaryProps) {
  const { progress, argv, reason, job } = attempt;
  const isOther = (step.kind === "command" || step.kind === "serve") && argv.join(" ") !== step.command.join(" ");
  return (
    <div className="small q2 grid gap-1 empty:hidden">
      {!isNewest && (
        <p>
          Attempt {job.attempt} by {describeActor(attempt.by)}, <Time at={attempt.at} format="seconds" />: {describeProgress(attempt)}
          {progress.status === "ended" && (
            <>
              {" "}
              after <Duration ms={progress.endedAt - progress.startedAt} />
            </>
          )}
          .
        </p>
      )}
      {isOther && (
        <p>
          It ran <code>{argv.join(" ")}</code> instead of <code>{step.command.join(" ")}</code>.
        </p>
      )}
      {reason !== "" && <p className="whitespace-pre-wrap">Reason: “{reason}”</p>}
    </div>
  );
}
