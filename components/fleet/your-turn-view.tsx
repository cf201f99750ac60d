"use client";

import { useState } from "react";
import type { z } from "zod";
import { StartUpgradeDialog } from "@/components/app/start-upgrade-dialog";
import { ButtonLink } from "@/components/ui/button-link";
import { Empty } from "@/components/ui/empty";
import { Kbd } from "@/components/ui/kbd";
import { useListKeys } from "@/lib/browser/fleet/use-list-keys";
import { useMe } from "@/lib/browser/providers";
import { useMentions } from "@/lib/browser/queries/comments";
import { useFleet } from "@/lib/browser/queries/fleet";
import type { fleetSchema } from "@/lib/contract/dashboard-api";
import type { LaneChoice } from "@/lib/core/fleet/lane-choice";
import { listMyTurns } from "@/lib/core/fleet/my-turns";
import { MentionEntry, mentionLinkId } from "./mention-entry";
import { TurnEntry, turnLinkId } from "./turn-entry";

export type YourTurnViewProps = { initial: z.infer<typeof fleetSchema>; lanes: readonly LaneChoice[] };

/** Everything that waits for me, the longest wait first. */
export function YourTurnView({ initial, lanes }: YourTurnViewProps) {
  const me = useMe();
  const { rows } = useFleet(initial).data;
  const [starting, setStarting] = useState<string | null>(null);
  const { data: mentions = [] } = useMentions();
  const turns = listMyTurns(rows, me);
  const count = turns.length + mentions.length;
  const startingApp = rows.find(({ app }) => app.id === starting)?.app;
  useListKeys([...turns.map(({ app }) => turnLinkId(app.id)), ...mentions.map(mentionLinkId)], { noun: "thing that waits" });

  return (
    <main className="page" id="main">
      <div className="page-h">
        <div className="grow">
          <h1>Your turn</h1>
          <p className="q2 mt-1">
            {count === 0 ? "Nothing waits for you." : `${count} ${count === 1 ? "thing waits" : "things wait"} for you, the longest wait first.`}
          </p>
        </div>
      </div>
      {count === 0 ? (
        <Empty framed level={2} title="Nothing waits for you" actions={<ButtonLink href="/">See the fleet</ButtonLink>}>
          When a step, a bucket or a check needs one of your roles, or a comment calls you by name, it is listed here.
        </Empty>
      ) : (
        <section className="panel" aria-label="What waits for you">
          <ol>
            {turns.map((row, index) => (
              <TurnEntry key={row.app.id} row={row} lanes={lanes} first={index === 0} onStart={() => setStarting(row.app.id)} />
            ))}
            {mentions.map((mention, index) => (
              <MentionEntry key={`${mention.upgradeId} ${mention.seq}`} mention={mention} first={turns.length === 0 && index === 0} />
            ))}
          </ol>
          <p className="q small row px-3.5 py-2 hide-sm">
            <Kbd keys="j" />
            <Kbd keys="k" />
            move
            <Kbd keys="Enter" />
            open
          </p>
        </section>
      )}
      {startingApp && <StartUpgradeDialog app={startingApp} lanes={lanes} onClose={() => setStarting(null)} />}
    </main>
  );
}
