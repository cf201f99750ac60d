import { Hono } from "hono";
import type { Journal } from "../journal/journal";
import { answerError, parseQuery } from "./answer";
import type { AgentEnvironment } from "./guard";
import { eventsQuerySchema } from "./query";

type EventRouteDeps = { readonly agentId: string; readonly journal: Journal; readonly stopping: AbortSignal };

const PAGE_SIZE = 500;

/** The event feed: a page after a number, held back while there is nothing new. */
export function createEventRoutes({ agentId, journal, stopping }: EventRouteDeps): Hono<AgentEnvironment> {
  const routes = new Hono<AgentEnvironment>();
  routes.get("/events", async (c) => {
    const query = parseQuery(c, eventsQuerySchema);
    if (!query.ok) return answerError(c, query.error);
    const { after, waitMs } = query.value;
    if (journal.lastNumber() === after) await nextEvent(journal, waitMs, AbortSignal.any([stopping, c.req.raw.signal]));
    return c.json({ agentId, events: journal.listEvents(after, PAGE_SIZE), last: journal.lastNumber() });
  });
  return routes;
}

/** Resolves at the next event, after the wait, or when the signal is aborted. */
async function nextEvent(journal: Journal, waitMs: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted || waitMs === 0) return;
  const { promise, resolve } = newSignal();
  const timer = setTimeout(resolve, waitMs);
  const stopListening = journal.onEvent(resolve);
  signal.addEventListener("abort", resolve, { once: true });
  await promise;
  clearTimeout(timer);
  stopListening();
  signal.removeEventListener("abort", resolve);
}

function newSignal(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = () => settle();
  });
  return { promise, resolve };
}
