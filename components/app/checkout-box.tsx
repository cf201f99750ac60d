"use client";

import { Box } from "@/components/ui/box";
import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Skeleton } from "@/components/ui/skeleton";
import { useApps } from "@/lib/browser/queries/fleet";
import { AgentAway } from "./agent-away";
import { CheckoutFacts } from "./checkout-facts";
import { LoadProblem } from "./load-problem";

/** An app's checkout as the agent sees it now, or why it cannot be seen. */
export function CheckoutBox({ appId }: { appId: string }) {
  const { data, error, isPending, isFetching, refetch } = useApps();
  const found = data?.apps.find(({ id }) => id === appId);
  const retry = () => void refetch();
  return (
    <Box title="Checkout" note="as the agent sees it now" padded>
      {isPending && <Skeleton label="Reading the checkout" />}
      {error && !data && <LoadProblem what="The checkout" error={error} onRetry={retry} level={3} />}
      {found?.checkout && <CheckoutFacts checkout={found.checkout} />}
      {found?.checkout === null && data?.agent === null && <AgentAway problem={found.problem ?? undefined} busy={isFetching} onRetry={retry} level={3} />}
      {found?.checkout === null && data?.agent && (
        <ErrorPanel
          title="The checkout could not be read"
          level={3}
          actions={
            <Button onClick={retry} busy={isFetching}>
              Try again
            </Button>
          }
        >
          {found.problem}
        </ErrorPanel>
      )}
    </Box>
  );
}
