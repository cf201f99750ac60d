"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createContext, useContext, useState, type ReactNode } from "react";
import type { Person } from "@/lib/core/people/person";
import { useLive, type LiveState } from "./live/use-live";

const MeContext = createContext<Person | null>(null);
const LiveContext = createContext<LiveState>("connecting");

/** Query client, live stream and the signed-in person, for every page behind sign-in. */
export function Providers({ me, children }: { readonly me: Person; readonly children: ReactNode }) {
  const [client] = useState(() => new QueryClient({ defaultOptions: { queries: { retry: 1, staleTime: 5_000, refetchOnWindowFocus: true } } }));
  return (
    <QueryClientProvider client={client}>
      <MeContext value={me}>
        <LiveBoundary>{children}</LiveBoundary>
      </MeContext>
    </QueryClientProvider>
  );
}

function LiveBoundary({ children }: { readonly children: ReactNode }) {
  return <LiveContext value={useLive()}>{children}</LiveContext>;
}

/** The signed-in person. @throws outside the signed-in pages. */
export function useMe(): Person {
  const me = useContext(MeContext);
  if (!me) throw new Error("useMe outside Providers");
  return me;
}

/** Whether changes arrive by themselves. */
export function useLiveState(): LiveState {
  return useContext(LiveContext);
}
