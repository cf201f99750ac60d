import type { ShowCheckpoint, Witness } from "@/lib/contract/agent-api";
import { checkpointHash, parseCheckpoint, toCosignatureBytes, type Cosignature } from "@/lib/core/audit/checkpoint";
import { toHeadsTree } from "@/lib/core/audit/heads-tree";
import { toHeadUpdates } from "@/lib/core/audit/make-checkpoint";
import type { VerifySignature } from "@/lib/core/audit/signature";
import type { Digest } from "@/lib/core/digest";
import type { Agent } from "@/lib/ports/agent";
import type { CheckpointStore, StoredCheckpoint } from "@/lib/ports/checkpoint-store";
import type { Installation } from "@/lib/ports/installation";
import type { LivePublisher } from "@/lib/ports/live-publisher";

export type WitnessDeps = {
  readonly checkpoints: CheckpointStore;
  readonly installation: Installation;
  readonly verifySignature: VerifySignature;
  readonly live: LivePublisher;
};

/** How the newest checkpoint stands with an agent. `checkpoint` is what jobs are sent under; none goes out while the agent is away. */
export type WitnessState =
  | { readonly status: "none" | "away" | "unsupported"; readonly checkpoint: null; readonly agentId: null }
  | { readonly status: "witnessed"; readonly checkpoint: Named /** As the agent calls itself. */; readonly agentId: string }
  | { readonly status: "refused"; readonly checkpoint: Named; readonly agentId: string; readonly code: string; readonly message: string };
type Named = { readonly number: number; readonly hash: Digest };

/** Before anything is known. */
export const NO_WITNESS: WitnessState = { status: "none", checkpoint: null, agentId: null };
const AWAY: WitnessState = { status: "away", checkpoint: null, agentId: null };
const UNSUPPORTED: WitnessState = { status: "unsupported", checkpoint: null, agentId: null };

/**
 * Shows an agent every checkpoint after the one it cosigned last, in order, and keeps its cosignatures. A
 * refusal stops it: the agent has seen another history than the one this dashboard has. Asks nothing when the
 * newest is `known` to be witnessed.
 */
export async function showCheckpoints(deps: WitnessDeps, agent: Agent, known: WitnessState = NO_WITNESS): Promise<WitnessState> {
  const latest = await deps.checkpoints.findLatest();
  if (!latest) return NO_WITNESS;
  const newest = { number: latest.number, hash: checkpointHash(latest.canonical) };
  if (known.status === "witnessed" && known.checkpoint.number === newest.number) return known;
  const asked = await agent.getWitness();
  if (!asked.ok) return asked.error.code === "not-found" ? UNSUPPORTED : AWAY;
  const witness = asked.value;
  const { agentId } = witness;
  if (isCosignedBy(witness, latest, newest)) return { status: "witnessed", checkpoint: newest, agentId };
  const first = witness.latest === null ? newest.number : Math.min(witness.latest.number + 1, newest.number);
  for (const stored of await deps.checkpoints.list(first, newest.number)) {
    const problem = await showOne(deps, agent, witness, stored);
    if (problem === "away") return AWAY;
    if (problem) return { status: "refused", checkpoint: newest, agentId, ...problem };
  }
  return { status: "witnessed", checkpoint: newest, agentId };
}

function isCosignedBy({ publicKey, latest }: Witness, stored: StoredCheckpoint, newest: Named): boolean {
  return latest?.number === newest.number && latest.hash === newest.hash && stored.cosignatures.some((cosignature) => cosignature.publicKey === publicKey);
}

type Problem = { readonly code: string; readonly message: string };

async function showOne(deps: WitnessDeps, agent: Agent, witness: Witness, stored: StoredCheckpoint): Promise<Problem | "away" | undefined> {
  const { number, canonical, signature } = stored;
  const moved = await deps.checkpoints.readMovedHeads(number);
  const shown: ShowCheckpoint = {
    publicKey: deps.installation.publicKey,
    checkpoint: { canonical, signature },
    updates: await readUpdates(deps.checkpoints, stored),
  };
  const answer = await agent.showCheckpoint(shown);
  if (!answer.ok) return answer.error.code.startsWith("checkpoint-") ? answer.error : "away";
  const { cosignature } = answer.value;
  if (!isCosignature(deps.verifySignature, witness, canonical, cosignature)) {
    return { code: "bad-cosignature", message: `The agent's cosignature of checkpoint ${number} is not one of its key.` };
  }
  await deps.checkpoints.addCosignature(number, cosignature);
  for (const { upgradeId, length } of moved) deps.live.publish({ type: "upgrade", upgradeId, seq: length });
  return undefined;
}

async function readUpdates(checkpoints: CheckpointStore, { number, canonical }: StoredCheckpoint): Promise<ShowCheckpoint["updates"]> {
  const heads = await checkpoints.readHeads(number - 1);
  const known = new Map(heads.map((head) => [head.upgradeId, head]));
  const moved = await checkpoints.readMovedHeads(number);
  const hashes = new Map<string, readonly Digest[]>();
  for (const { upgradeId, length } of moved) {
    hashes.set(upgradeId, await checkpoints.readHashes(upgradeId, known.get(upgradeId)?.length ?? 0, length));
  }
  const { updates, tree } = toHeadUpdates(toHeadsTree(heads), known, hashes);
  if (tree.root === parseCheckpoint(canonical)?.headsRoot) return updates;
  // Shown as it is: the agent refuses what its records do not lead to, and says so.
  return [];
}

function isCosignature(verify: VerifySignature, { agentId, publicKey }: Witness, canonical: string, cosignature: Cosignature): boolean {
  if (cosignature.agentId !== agentId || cosignature.publicKey !== publicKey) return false;
  return verify(publicKey, toCosignatureBytes(canonical, cosignature), cosignature.signature);
}
