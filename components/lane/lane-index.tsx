import { AppLink } from "@/components/ui/app-link";
import { Chip } from "@/components/ui/chip";
import { Hash } from "@/components/ui/hash";
import type { RegisteredLane } from "@/lib/core/lane/registry";

/** Every lane this version knows. */
export function LaneIndex({ lanes }: { lanes: readonly RegisteredLane[] }) {
  return (
    <ul className="panel" aria-label="Lanes">
      {lanes.map(({ lane, digest }) => (
        <li key={lane.id} className="grid gap-1 border-b border-line px-3.5 py-3 last:border-b-0">
          <div className="row wrap">
            <AppLink className="semi text-ink max-sm:py-3" href={`/lanes/${lane.id}`}>
              {lane.title}
            </AppLink>
            <Chip>{lane.shortTitle}</Chip>
            <span className="q small end">
              <Hash what="digest" value={digest} length={12} />
            </span>
          </div>
          <p className="q2 max-w-[75ch]">{lane.description}</p>
          <p className="small q">
            From {lane.library} {lane.sourceSeries} to {lane.targetSeries}, {lane.steps.length} steps, {lane.expectations.length} expectations
          </p>
        </li>
      ))}
    </ul>
  );
}
