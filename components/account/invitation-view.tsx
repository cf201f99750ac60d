"use client";

import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Empty } from "@/components/ui/empty";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusShape } from "@/components/ui/status";
import { invitationSchema } from "@/lib/browser/queries/account";
import { load, RefusalError } from "@/lib/browser/send";
import { AcceptForm } from "./accept-form";

/** An invitation, opened by whoever holds its link; this page stands outside the signed-in pages and their client. */
export function InvitationView({ token }: { token: string }) {
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false, staleTime: Number.POSITIVE_INFINITY } } }),
  );
  return (
    <QueryClientProvider client={client}>
      <Invitation token={token} />
    </QueryClientProvider>
  );
}

function Invitation({ token }: { token: string }) {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["invitation", token],
    queryFn: ({ signal }) => load(invitationSchema, `/api/invitations/${encodeURIComponent(token)}`, signal),
  });
  if (isPending) return <Skeleton label="Reading the invitation" lines={4} />;
  if (data) return <AcceptForm token={token} invitation={data} />;
  if (error instanceof RefusalError && error.refusal.code === "not-found") return <LinkGone />;
  return (
    <ErrorPanel title="The invitation could not be read" level={1} actions={<Button onClick={() => void refetch()}>Try again</Button>}>
      {error instanceof RefusalError ? error.message : "The dashboard's answer was not what this page expects."}
    </ErrorPanel>
  );
}

/** A link that was used or has expired: what to do about each. */
function LinkGone() {
  return (
    <Empty
      framed
      level={1}
      icon={<StatusShape s="outdated" label={null} />}
      title="This link does not work any more"
      actions={<ButtonLink href="/sign-in">Go to sign-in</ButtonLink>}
    >
      <p>It was used, or it has expired. If it was you who used it, sign in.</p>
      <p>
        Otherwise ask an administrator for a new invitation. The link for the first administrator is in the server's output; start the server again for a new
        one.
      </p>
    </Empty>
  );
}
