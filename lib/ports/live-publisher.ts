import type { LiveEvent } from "@/lib/contract/live-events";

/** Tells open browsers what changed; they refetch it. */
export type LivePublisher = { readonly publish: (event: LiveEvent) => void };
