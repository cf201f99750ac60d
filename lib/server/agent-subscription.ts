import "server-only";
import type { Logger } from "pino";
import type { Agent } from "@/lib/ports/agent";
import type { CursorStore } from "@/lib/ports/cursor-store";
import { recordFact, type RecordFactDeps } from "@/lib/services/record-fact";
import type { LiveHub } from "./live-hub";

const WAIT_MS = 15_000;
const RETRY_MS = 1_000;

/**
 * Reads the agent's event feed from where it stopped and turns every fact into records, browser or not.
 * The cursor moves only after a fact is recorded, so a crash in between tells it again, which changes nothing.
 */
export function startAgentSubscription(
  deps: RecordFactDeps & { readonly cursors: CursorStore },
  agent: Agent,
  hub: LiveHub,
  logger: Logger,
): { readonly stop: () => void } {
  const abort = new AbortController();
  void follow(deps, agent, hub, logger, abort.signal);
  return { stop: () => abort.abort() };
}

async function follow(
  deps: RecordFactDeps & { readonly cursors: CursorStore },
  agent: Agent,
  hub: LiveHub,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> {
  let wasReachable: boolean | undefined;
  while (!signal.aborted) {
    const reachable = await readPage(deps, agent, signal).catch((error: unknown) => {
      if (!signal.aborted) logger.error({ error }, "a fact could not be recorded; reading it again");
      return undefined;
    });
    if (reachable !== undefined && reachable !== wasReachable) {
      wasReachable = reachable;
      hub.publish({ type: "agent", agentId: "default", reachable });
    }
    if (reachable !== true) await pause(RETRY_MS, signal);
  }
}

async function readPage(deps: RecordFactDeps & { readonly cursors: CursorStore }, agent: Agent, signal: AbortSignal): Promise<boolean> {
  const health = await agent.health();
  if (!health.ok) return false;
  const { agentId } = health.value;
  const after = await deps.cursors.get(agentId);
  const page = await agent.readEvents(after, WAIT_MS, signal);
  if (!page.ok) return false;
  for (const event of page.value.events) {
    const recorded = await recordFact(deps, agent, agentId, event);
    if (!recorded.ok && recorded.error.code === "too-many-changes") throw new Error(recorded.error.message);
    await deps.cursors.set(agentId, event.number);
  }
  return true;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
