"use client";

import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";
import type { HeadingLevel } from "@/components/ui/heading-level";
import { RefusalError } from "@/lib/browser/send";
import { AgentAway } from "./agent-away";

export type LoadProblemProps = { what: string; error: Error; onRetry: () => void; level?: HeadingLevel | undefined };

/** What could not be read, why, and how to try again. */
export function LoadProblem({ what, error, onRetry, level }: LoadProblemProps) {
  if (error instanceof RefusalError && error.refusal.code === "agent-unreachable") return <AgentAway problem={error.message} onRetry={onRetry} level={level} />;
  const isAnswer = error instanceof RefusalError;
  return (
    <ErrorPanel title={`${what} could not be read`} level={level} actions={<Button onClick={onRetry}>Try again</Button>}>
      <p>{isAnswer ? error.message : "The dashboard's answer was not what this page expects. Nothing was changed."}</p>
    </ErrorPanel>
  );
}
