import { AppLink } from "@/components/ui/app-link";
import { Checkbox } from "@/components/ui/checkbox";
import type { LaneChoice } from "@/lib/core/fleet/lane-choice";

export type LaneOptionProps = { lane: LaneChoice; checked: boolean; onChoose: () => void };

/** A lane to choose: what it does, from where to where. */
export function LaneOption({ lane, checked, onChoose }: LaneOptionProps) {
  return (
    <Checkbox
      type="radio"
      name="lane"
      className="py-1"
      checked={checked}
      onChange={onChoose}
      label={<b className="strong">{lane.title}</b>}
      hint={
        <>
          {lane.description} From {lane.library} {lane.sourceSeries} to {lane.targetSeries}, {lane.steps.length} steps.{" "}
          <AppLink href={`/lanes/${lane.id}`}>Read the lane</AppLink>
        </>
      }
    />
  );
}
