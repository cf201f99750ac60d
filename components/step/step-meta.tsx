"use client";

import { Duration } from "@/components/ui/duration";
import { formatDuration } from "@/components/ui/format-duration";
import { Time } from "@/components/ui/time";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import type { Lane, Step } from "@/lib/core/lane/lane";
import { describeActor } from "@/lib/core/people/person";
import { listAttempts } from "@/lib/core/upgrade/upgrade";

export type StepMetaProps = { step: Step };

/** Which try it is, how long it may take and where the guide says it. */
export function StepMeta({ step }: StepMetaProps) {
  const { upgrade } = useUpgradeView();
  const attempts = listAttempts(upgrade, step.id);
  const last = attempts.at(-1);
  return (
    <p className="q2">
      {last && (
        <>
          Attempt {attempts.length}, started <Time at={last.at} format="seconds" /> by {describeActor(last.by)}
          {last.progress.status === "ended" && (
            <>
              , took <Duration ms={last.progress.endedAt - last.progress.startedAt} />
            </>
          )}
          .{" "}
        </>
      )}
      {"timeoutMs" in step && `Time limit ${formatDuration(step.timeoutMs)}. `}
      {describeSection(upgrade.lane, step)}
    </p>
  );
}

function describeSection({ shortTitle, sections }: Lane, { section }: Step): string {
  const title = sections.find(({ id }) => id === section)?.title ?? section;
  const isNumbered = /^[\d.]+$/.test(section);
  return isNumbered ? `Guide ${shortTitle}, section ${section}: ${title}.` : `Guide ${shortTitle}, “${title}”.`;
}
