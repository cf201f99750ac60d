import type { AgentEvent, AgentEventPage } from "@/lib/contract/agent-api";
import type { Result } from "@/lib/core/result";
import type { AgentCallError } from "./send";

export type ReadEventsOptions = {
  /** Number of the last event the reader has; 0 to start. */
  readonly after: number;
  /** Ends the reading. */
  readonly signal?: AbortSignal;
  /** The agent the cursor belongs to; another one under the address ends the reading with an error. */
  readonly agentId?: string;
  /** Told when the agent is reached, and when it is not, with the wait before the next try. */
  readonly onConnection?: (connection: FeedConnection) => void;
  /** Longest wait between tries. */
  readonly maxDelayMs?: number;
};
export type FeedConnection =
  | { readonly connected: true; readonly agentId: string; readonly last: number }
  | { readonly connected: false; readonly error: AgentCallError; readonly retryInMs: number };

type FetchPage = (after: number, waitMs: number, signal: AbortSignal | undefined) => Promise<Result<AgentEventPage, AgentCallError>>;

const LONG_POLL_MS = 20_000;
const FIRST_DELAY_MS = 200;
const MAX_DELAY_MS = 15_000;

/**
 * Every event after a number, in order, as they come; reconnects with growing waits until aborted.
 *
 * @throws when another agent answers, or one whose journal ends before the reader's cursor: going on
 * would silently skip or repeat events.
 */
export async function* readEvents(fetchPage: FetchPage, options: ReadEventsOptions): AsyncGenerator<AgentEvent, void, undefined> {
  const { signal, onConnection, maxDelayMs = MAX_DELAY_MS } = options;
  let { after, agentId } = options;
  let delayMs = FIRST_DELAY_MS;
  // The first answer comes at once, so that the reader knows whether the agent is there.
  let waitMs = 0;
  while (!signal?.aborted) {
    const page = await fetchPage(after, waitMs, signal);
    if (signal?.aborted) return;
    waitMs = page.ok ? LONG_POLL_MS : 0;
    if (!page.ok) {
      onConnection?.({ connected: false, error: page.error, retryInMs: delayMs });
      await pause(delayMs, signal);
      delayMs = Math.min(delayMs * 2, maxDelayMs);
      continue;
    }
    delayMs = FIRST_DELAY_MS;
    requireSameFeed(page.value, after, agentId);
    agentId = page.value.agentId;
    onConnection?.({ connected: true, agentId, last: page.value.last });
    for (const event of page.value.events) {
      if (event.number !== after + 1) throw new Error(`the agent's feed: expected event ${after + 1}, came ${event.number}`);
      yield event;
      after = event.number;
    }
  }
}

function requireSameFeed(page: AgentEventPage, after: number, agentId: string | undefined): void {
  if (agentId !== undefined && page.agentId !== agentId) throw new Error(`the agent's feed: expected agent ${agentId}, came ${page.agentId}`);
  if (page.last < after)
    throw new Error(`the agent's feed: expected at least ${after} events, the agent has ${page.last}; its journal was lost or restored from an older backup`);
}

async function pause(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, delayMs);
    signal?.addEventListener("abort", done, { once: true });
    function done(): void {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    }
  });
}
