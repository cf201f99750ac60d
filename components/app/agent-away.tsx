"use client";

import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";
import type { HeadingLevel } from "@/components/ui/heading-level";

export type AgentAwayProps = {
  /** What happened, with the address that was tried. */
  problem?: string | undefined;
  onRetry: () => void;
  busy?: boolean | undefined;
  level?: HeadingLevel | undefined;
};

/** The agent does not answer: what that means and what to do. */
export function AgentAway({ problem, onRetry, busy, level }: AgentAwayProps) {
  return (
    <ErrorPanel
      status="interrupted"
      title="The agent does not answer"
      level={level}
      actions={
        <Button onClick={onRetry} busy={busy}>
          Try now
        </Button>
      }
    >
      {problem && <p className="[overflow-wrap:anywhere]">{problem}</p>}
      <p>
        Start it on the machine that holds the checkouts: <code>npm start</code> brings it up together with the dashboard. A job that was running goes on
        without us; its log and result are fetched when the agent is back.
      </p>
    </ErrorPanel>
  );
}
