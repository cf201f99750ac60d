"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Status } from "@/components/ui/status";
import { turnPath } from "@/lib/browser/fleet/turn-path";
import { useKeys } from "@/lib/browser/keys/use-keys";
import type { FleetRow } from "@/lib/contract/dashboard-api";
import type { LaneChoice } from "@/lib/core/fleet/lane-choice";

export type TurnStripProps = { turns: readonly FleetRow[]; lanes: readonly LaneChoice[]; onStart: (appId: string) => void };

/** The first thing that waits for me, with the one button that goes to it. */
export function TurnStrip({ turns, lanes, onStart }: TurnStripProps) {
  const router = useRouter();
  const [first, ...others] = turns;
  const go = (row: FleetRow) => (row.upgrade ? router.push(turnPath(row, lanes) as Route) : onStart(row.app.id));
  useKeys([{ keys: "g n", label: "Next thing waiting for you", group: "Go to", run: () => first && go(first) }]);

  if (first === undefined) {
    return (
      <section className="turn border-l-line-2" aria-label="Your turn">
        <p className="q2">Nothing waits for you.</p>
      </section>
    );
  }
  return (
    <section className="turn" aria-label="Your turn">
      <Status s="waiting">Your turn</Status>
      <p className="grow">
        <b className="semi">{first.app.name}.</b> <span className="q2">{first.next.why}</span>
      </p>
      {others.length > 0 && (
        <ButtonLink variant="quiet" href="/your-turn" keys="g y">
          {others.length} more
        </ButtonLink>
      )}
      <Button variant="primary" onClick={() => go(first)}>
        {first.upgrade ? `Open ${first.app.name}` : `Start upgrade of ${first.app.name}…`}
      </Button>
    </section>
  );
}
