import "server-only";
import type { Agent } from "@/lib/ports/agent";
import { sendDeliveries } from "@/lib/services/send-deliveries";
import type { UpgradeDeps } from "@/lib/services/execute-upgrade";
import type { LiveHub } from "./live-hub";
import type { Logger } from "pino";

const RETRY_MS = 1_500;

/**
 * Keeps sending what has not reached the agent: at once when a record appears, and again while the agent
 * is away. Everything it needs is in the records, so a restart forgets nothing.
 */
export function startDispatcher(deps: UpgradeDeps, agent: Agent, hub: LiveHub, logger: Logger): { readonly stop: () => void } {
  let stopped = false;
  let running = false;
  let again = false;
  let timer: NodeJS.Timeout | undefined;

  async function run(): Promise<void> {
    if (running || stopped) {
      again = true;
      return;
    }
    running = true;
    clearTimeout(timer);
    try {
      do {
        again = false;
        await sendDeliveries(deps, agent);
      } while (again && !stopped);
    } catch (error) {
      logger.error({ error }, "deliveries could not be sent; trying again");
    } finally {
      running = false;
      if (!stopped) timer = setTimeout(() => void run(), RETRY_MS).unref();
    }
  }

  const unsubscribe = hub.subscribe((event) => {
    if (event.type === "upgrade") void run();
  });
  void run();
  return {
    stop: () => {
      stopped = true;
      unsubscribe();
      clearTimeout(timer);
    },
  };
}
