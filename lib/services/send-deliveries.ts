import type { Delivery } from "@/lib/core/upgrade/projection";
import { decideAccepted, decideSendRefused } from "@/lib/core/upgrade/decide/record-fact";
import type { Agent } from "@/lib/ports/agent";
import type { CheckpointStore } from "@/lib/ports/checkpoint-store";
import type { Installation } from "@/lib/ports/installation";
import { executeExisting, type UpgradeDeps } from "./execute-upgrade";
import { NO_WITNESS, type WitnessState } from "./show-checkpoints";
import { signGatePass } from "./sign-gate-pass";

type SendDeps = UpgradeDeps & { readonly installation: Installation; readonly checkpoints: Pick<CheckpointStore, "findLatest"> };

/** Answers after which the same job is sent again: nobody said no to what it does. */
const WAITING: ReadonlySet<string> = new Set(["unreachable", "internal", "unauthorized", "stopping", "checkpoint-not-next"]);

/**
 * Sends everything that has not reached its agent. The same job goes out under the same id until the agent
 * has answered, so sending twice runs once. Every job goes out under the checkpoint the agent cosigned, a gate
 * pass with the installation's signature. Returns what has to be sent again: the agent is away, or knows more than this process.
 */
export async function sendDeliveries(deps: SendDeps, agent: Agent, witness: WitnessState = NO_WITNESS): Promise<readonly Delivery[]> {
  const waiting: Delivery[] = [];
  for (const delivery of await deps.log.listDeliveries()) {
    const isAway = delivery.kind === "job" ? await sendJob(deps, agent, delivery, witness) : await sendCancel(agent, delivery);
    if (isAway) waiting.push(delivery);
  }
  return waiting;
}

async function sendJob(deps: SendDeps, agent: Agent, delivery: Delivery, witness: WitnessState): Promise<boolean> {
  const { job, upgradeId, agentId, jobId } = delivery;
  if (!job) return false;
  if (witness.status === "away") return true;
  const gatePass = await signGatePass(deps, job, witness.agentId ?? agentId);
  const answer = await agent.sendJob(job, { checkpoint: witness.checkpoint, gatePass });
  if (answer.ok) {
    await executeExisting(deps, upgradeId, (upgrade) => decideAccepted(upgrade, jobId, agentId));
    return false;
  }
  const { code, message } = answer.error;
  if (WAITING.has(code) || (code === "checkpoint-smaller" && (await isBehind(deps, witness)))) return true;
  await executeExisting(deps, upgradeId, (upgrade) => decideSendRefused(upgrade, { jobId, code, message }, agentId));
  return false;
}

/** Whether another process of the dashboard has made, and shown, a newer checkpoint than the one this job went out under. */
async function isBehind({ checkpoints }: SendDeps, { checkpoint }: WitnessState): Promise<boolean> {
  return ((await checkpoints.findLatest())?.number ?? 0) > (checkpoint?.number ?? 0);
}

/** A wish to cancel stays until the end of the attempt is told; a job the agent does not know cannot be cancelled. */
async function sendCancel(agent: Agent, { jobId }: Delivery): Promise<boolean> {
  const answer = await agent.cancelJob(jobId);
  return !answer.ok && answer.error.code === "unreachable";
}
