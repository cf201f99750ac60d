import "server-only";
import type { LiveEvent } from "@/lib/contract/live-events";
import type { LivePublisher } from "@/lib/ports/live-publisher";

export type LiveHub = LivePublisher & {
  /** Calls back for every event until the returned function is called. */
  readonly subscribe: (listener: (event: LiveEvent) => void) => () => void;
};

/** Fans live events out to the open browsers of this process. */
export function createLiveHub(): LiveHub {
  const listeners = new Set<(event: LiveEvent) => void>();
  return {
    publish: (event) => {
      for (const listener of listeners) listener(event);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
