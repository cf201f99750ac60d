import { createPrivateKey, createPublicKey, sign } from "node:crypto";
import type { GatePassTerms, Job, JobSeal, ShowCheckpoint } from "@/lib/contract/agent-api";
import { headAfter, type HeadUpdate } from "@/lib/core/audit/check-extension";
import { checkpointHash, toCheckpointBytes, toCheckpointText, type Checkpoint } from "@/lib/core/audit/checkpoint";
import { toGatePassBytes } from "@/lib/core/audit/gate-pass-signature";
import { GENESIS } from "@/lib/core/audit/genesis";
import { EMPTY_TREE, findPlace, setHead, type Head } from "@/lib/core/audit/heads-tree";
import { toInstallationId } from "@/lib/core/audit/signature";
import { sha256Hex } from "@/lib/core/digest";
import type { Started } from "./an-agent";

const KEY_PREFIX = "302e020100300506032b657004220420";

/** A dashboard's side of witnessing: one upgrade whose record grows, checkpoints of it, and seals for jobs. */
export function aDashboard(seed = "dashboard") {
  const key = createPrivateKey({ key: Buffer.from(KEY_PREFIX + sha256Hex(seed), "hex"), format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(key).export({ format: "der", type: "spki" }).subarray(-32).toString("hex");
  const signBytes = (bytes: Uint8Array) => sign(null, bytes, key).toString("hex");
  const installationId = toInstallationId(publicKey);
  let tree = EMPTY_TREE;
  let head: Head | undefined;
  let last: { readonly number: number; readonly canonical: string } | undefined;

  return {
    publicKey,
    installationId,
    /** The next checkpoint, one record later; `text` makes it another record. */
    grow: (text = "record"): ShowCheckpoint => {
      const from = head ? { length: head.length, head: head.head, trail: head.trail } : null;
      const update: HeadUpdate = { upgradeId: "up-1", from, hashes: [sha256Hex(`${text} ${(head?.length ?? 0) + 1}`)], ...findPlace(tree, "up-1") };
      head = headAfter(update);
      tree = setHead(tree, head);
      const number = (last?.number ?? 0) + 1;
      const checkpoint: Checkpoint = {
        installationId,
        number,
        prevHash: last ? checkpointHash(last.canonical) : GENESIS,
        at: 1_700_000_000_000,
        records: head.length,
        upgrades: 1,
        headsRoot: tree.root,
      };
      const canonical = toCheckpointText(checkpoint);
      last = { number, canonical };
      return { publicKey, checkpoint: { canonical, signature: signBytes(toCheckpointBytes(canonical)) }, updates: [update] };
    },
    /** What the dashboard vouches for with a job, its gate pass signed for that agent. */
    sealOf: (job: Job, agentId: string, terms: Partial<GatePassTerms> = {}): JobSeal => ({
      checkpoint: last ? { number: last.number, hash: checkpointHash(last.canonical) } : null,
      gatePass: job.gatePass === null ? null : toSignature(job.gatePass, { ...termsOf(job, agentId), ...terms }),
    }),
  };

  function termsOf({ appId }: Job, agentId: string): GatePassTerms {
    return { installationId, agentId, appId, record: { seq: 1, hash: sha256Hex("gate") }, issuedAt: Date.now(), expiresAt: Date.now() + 600_000 };
  }

  function toSignature(pass: NonNullable<Job["gatePass"]>, terms: GatePassTerms) {
    return { terms, signature: signBytes(toGatePassBytes(pass, terms)) };
  }
}

export type ADashboard = ReturnType<typeof aDashboard>;

/** An agent that has met a dashboard, and a client that sends every job as that dashboard would. */
export async function withDashboard(started: Started, dashboard: ADashboard = aDashboard()): Promise<Started & { readonly dashboard: ADashboard }> {
  const shown = await started.client.showCheckpoint(dashboard.grow());
  if (!shown.ok) throw new Error(shown.error.message);
  const submitJob: Started["client"]["submitJob"] = (job, call) =>
    started.client.submitJob(job, { seal: dashboard.sealOf(job, started.agent.agentId), ...call });
  return { ...started, dashboard, client: { ...started.client, submitJob } };
}
