import type { LiveEvent } from "@/lib/contract/live-events";
import type { LivePublisher } from "@/lib/ports/live-publisher";

/** A publisher that keeps what it was told. */
export function createMemoryLivePublisher(): LivePublisher & { readonly events: readonly LiveEvent[] } {
  const events: LiveEvent[] = [];
  return { events, publish: (event) => void events.push(event) };
}
