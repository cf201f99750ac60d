"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { type LiveEvent, liveEventSchema } from "@/lib/contract/live-events";
import { batchChanges } from "./batch-changes";

export type LiveState = "connecting" | "live" | "lost";

/** Too short to be noticed, and long enough for what the records of one step have in common. */
const BATCH_MS = 150;

/** Holds the one event stream of a page; what changed is refetched, what was missed too after a gap. */
export function useLive(): LiveState {
  const client = useQueryClient();
  const router = useRouter();
  const [state, setState] = useState<LiveState>("connecting");

  useEffect(() => {
    const source = new EventSource("/api/live");
    const changes = batchChanges(BATCH_MS, (keys) => {
      for (const key of keys) void client.invalidateQueries({ queryKey: key.split("/") });
    });
    source.onopen = () => {
      setState("live");
      changes.note("upgrade", "fleet");
    };
    source.onerror = () => setState("lost");
    source.onmessage = ({ data }) => {
      const event = liveEventSchema.safeParse(JSON.parse(String(data)));
      if (!event.success) return;
      changes.note(...changedBy(event.data), "fleet");
      // Pages get people with their first load; who may sign hangs on them.
      if (event.data.type === "people") router.refresh();
    };
    return () => {
      source.close();
      changes.stop();
    };
  }, [client, router]);

  return state;
}

/** The keys of what has to be asked for again; parts of one stand behind a slash. */
function changedBy(event: LiveEvent): readonly string[] {
  switch (event.type) {
    case "upgrade":
      return [`upgrade/${event.upgradeId}`];
    case "agent":
      return ["apps"];
    case "fleet":
      return [];
    default:
      return [event.type];
  }
}
