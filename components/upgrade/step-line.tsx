import { Elapsed } from "@/components/ui/elapsed";
import { Time } from "@/components/ui/time";
import type { StepLine as Line } from "@/lib/core/upgrade/describe-step";

export type StepLineProps = { line: Line };

/** The line below a step's title: its words, with the moment or the time that goes by. */
export function StepLine({ line: { text, at, since } }: StepLineProps) {
  return (
    <span className="d">
      {text}
      {at !== undefined && (
        <>
          , <Time at={at} />
        </>
      )}
      {since !== undefined && (
        <>
          , <Elapsed since={since} />
        </>
      )}
    </span>
  );
}
