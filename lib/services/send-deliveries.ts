import type { Delivery } from "@/lib/core/upgrade/projection";
import { decideAccepted, decideSendRefused } from "@/lib/core/upgrade/decide/record-fact";
import type { Agent } from "@/lib/ports/agent";
import { executeExisting, type UpgradeDeps } from "./execute-upgrade";

/**
 * Sends everything that has not reached its agent. The same job goes out under the same id until the agent
 * has answered, so sending twice runs once. Returns what could not be sent because the agent is away.
 */
export async function sendDeliveries(deps: UpgradeDeps, agent: Agent): Promise<readonly Delivery[]> {
  const waiting: Delivery[] = [];
  for (const delivery of await deps.log.listDeliveries()) {
    const isAway = delivery.kind === "job" ? await sendJob(deps, agent, delivery) : await sendCancel(agent, delivery);
    if (isAway) waiting.push(delivery);
  }
  return waiting;
}

async function sendJob(deps: UpgradeDeps, agent: Agent, { job, upgradeId, agentId, jobId }: Delivery): Promise<boolean> {
  if (!job) return false;
  const answer = await agent.sendJob(job);
  if (answer.ok) {
    await executeExisting(deps, upgradeId, (upgrade) => decideAccepted(upgrade, jobId, agentId));
    return false;
  }
  const { code, message } = answer.error;
  if (code === "unreachable" || code === "internal" || code === "unauthorized" || code === "stopping") return true;
  await executeExisting(deps, upgradeId, (upgrade) => decideSendRefused(upgrade, { jobId, code, message }, agentId));
  return false;
}

/** A wish to cancel stays until the end of the attempt is told; a job the agent does not know cannot be cancelled. */
async function sendCancel(agent: Agent, { jobId }: Delivery): Promise<boolean> {
  const answer = await agent.cancelJob(jobId);
  return !answer.ok && answer.error.code === "unreachable";
}
