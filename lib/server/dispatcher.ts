import "server-only";
import type { Agent } from "@/lib/ports/agent";
import { emitCheckpoints, type EmitDeps } from "@/lib/services/emit-checkpoints";
import { sendDeliveries } from "@/lib/services/send-deliveries";
import { NO_WITNESS, showCheckpoints, type WitnessDeps, type WitnessState } from "@/lib/services/show-checkpoints";
import type { UpgradeDeps } from "@/lib/services/execute-upgrade";
import type { LiveHub } from "./live-hub";
import type { Logger } from "pino";

const RETRY_MS = 1_500;

type DispatcherDeps = UpgradeDeps & EmitDeps & WitnessDeps & { readonly witness: WitnessBoard };

/** How the newest checkpoint stands with the agent, for whoever wants to show it. */
export type WitnessBoard = { state: WitnessState };

/** A board before the dispatcher has asked. */
export function createWitnessBoard(): WitnessBoard {
  return { state: NO_WITNESS };
}

/**
 * Makes the checkpoints that are due, has the agent witness them, and sends what has not reached the agent: at
 * once when a record appears, and again while the agent is away. Everything it needs is in the records, so a
 * restart forgets nothing.
 */
export function startDispatcher(deps: DispatcherDeps, agent: Agent, hub: LiveHub, logger: Logger): { readonly stop: () => void } {
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
        await emitCheckpoints(deps);
        deps.witness.state = await showCheckpoints(deps, agent, deps.witness.state);
        const waiting = await sendDeliveries(deps, agent, deps.witness.state);
        // What the agent has may have changed as well: ask again.
        if (waiting.length > 0) deps.witness.state = NO_WITNESS;
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
