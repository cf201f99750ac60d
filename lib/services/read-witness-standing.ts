import type { WitnessStanding } from "@/lib/contract/dashboard-api";
import { parseCheckpoint } from "@/lib/core/audit/checkpoint";
import type { CheckpointStore, StoredCheckpoint } from "@/lib/ports/checkpoint-store";
import type { Installation } from "@/lib/ports/installation";
import type { WitnessState } from "./show-checkpoints";

type Deps = { readonly checkpoints: CheckpointStore; readonly installation: Pick<Installation, "id">; readonly witness: { readonly state: WitnessState } };

const PAGE = 200;

/** How far an upgrade's record was signed by the dashboard, and by an agent that saw it. */
export async function readWitnessStanding({ checkpoints, installation, witness }: Deps, upgradeId: string): Promise<WitnessStanding> {
  const heads = await checkpoints.listHeads(upgradeId);
  const last = heads.at(-1);
  const [made] = last ? await checkpoints.list(last.number, last.number) : [];
  const cosigned = last ? await findCosigned(checkpoints, heads[0]?.number ?? 1) : undefined;
  const seen = cosigned && heads.findLast(({ number }) => number <= cosigned.number);
  const cosignature = cosigned?.cosignatures[0];
  const { state } = witness;
  return {
    installationId: installation.id,
    covered: last && made ? { checkpoint: last.number, at: atOf(made), length: last.length, head: last.head } : null,
    witnessed:
      cosigned && seen && cosignature
        ? { checkpoint: cosigned.number, at: cosignature.at, length: seen.length, head: seen.head, agentId: cosignature.agentId }
        : null,
    problem: state.status === "refused" ? state.message : null,
  };
}

/** The newest checkpoint with a cosignature, not older than the first that covers the upgrade. */
async function findCosigned(checkpoints: CheckpointStore, first: number): Promise<StoredCheckpoint | undefined> {
  const latest = (await checkpoints.findLatest())?.number ?? 0;
  for (let to = latest; to >= first; to -= PAGE) {
    const found = (await checkpoints.list(Math.max(first, to - PAGE + 1), to)).findLast(({ cosignatures }) => cosignatures.length > 0);
    if (found) return found;
  }
  return undefined;
}

function atOf({ canonical }: StoredCheckpoint): number {
  return parseCheckpoint(canonical)?.at ?? 0;
}
