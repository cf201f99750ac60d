"use client";

import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { ErrorPanel } from "@/components/ui/error-panel";

export type UpgradeErrorProps = { error: Error & { digest?: string }; onRetry: () => void };

export function UpgradeError({ error, onRetry }: UpgradeErrorProps) {
  return (
    <main className="page" id="main">
      <ErrorPanel
        title="This upgrade could not be shown"
        actions={
          <>
            <Button variant="primary" onClick={onRetry}>
              Try again
            </Button>
            <ButtonLink href="/">See the fleet</ButtonLink>
          </>
        }
      >
        <p>Nothing was changed by this. What runs goes on at the agent, and its log and result are kept.</p>
        <p className="small q">{error.digest ? `Error ${error.digest}` : error.message}</p>
      </ErrorPanel>
    </main>
  );
}
