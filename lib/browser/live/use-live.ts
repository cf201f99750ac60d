"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { liveEventSchema } from "@/lib/contract/live-events";

export type LiveState = "connecting" | "live" | "lost";

/** Holds the one event stream of a page; what changed is refetched, what was missed too after a gap. */
export function useLive(): LiveState {
  const client = useQueryClient();
  const router = useRouter();
  const [state, setState] = useState<LiveState>("connecting");

  useEffect(() => {
    const source = new EventSource("/api/live");
    source.onopen = () => {
      setState("live");
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === "upgrade" || queryKey[0] === "fleet" });
    };
    source.onerror = () => setState("lost");
    source.onmessage = ({ data }) => {
      const event = liveEventSchema.safeParse(JSON.parse(String(data)));
      if (!event.success) return;
      if (event.data.type === "upgrade") void client.invalidateQueries({ queryKey: ["upgrade", event.data.upgradeId] });
      if (event.data.type === "people") {
        void client.invalidateQueries({ queryKey: ["people"] });
        // Pages get people with their first load; who may sign hangs on them.
        router.refresh();
      }
      if (event.data.type === "backups") void client.invalidateQueries({ queryKey: ["backups"] });
      if (event.data.type === "storage") void client.invalidateQueries({ queryKey: ["storage"] });
      if (event.data.type === "agent") void client.invalidateQueries({ queryKey: ["apps"] });
      void client.invalidateQueries({ queryKey: ["fleet"] });
    };
    return () => source.close();
  }, [client, router]);

  return state;
}
