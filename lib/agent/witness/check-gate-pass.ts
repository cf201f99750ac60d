import type { GatePass, Job, JobSeal } from "@/lib/contract/agent-api";
import { toGatePassBytes } from "@/lib/core/audit/gate-pass-signature";
import { ok, type Result } from "@/lib/core/result";
import { refuse, type Refusal } from "../refusal";
import { verifySignature } from "./ed25519";
import type { Witness } from "./witness";

type Circumstances = { readonly witness: Witness; readonly agentId: string; readonly now: () => number };

/** Whether the installation itself released this pass, for this agent and app, and not too long ago. */
export function checkGatePass({ witness, agentId, now }: Circumstances, job: Job, pass: GatePass, seal: JobSeal | null): Result<null, Refusal> {
  const installation = witness.findInstallation();
  // Nothing is wrong with the pass: the key to check it with comes with a checkpoint, and the job may come again after one.
  if (!installation)
    return refuse("checkpoint-not-next", "This agent has seen no checkpoint yet, and so has no key to check a gate pass with; show it one first.");
  if (!seal?.gatePass) return refuse("gate-pass-unsigned", "The gate pass has no signature of the dashboard; start the step again from the gate.");
  const { terms, signature } = seal.gatePass;
  if (!verifySignature(installation.publicKey, toGatePassBytes(pass, terms), signature)) {
    return refuse("gate-pass-differs", "The gate pass is not what the dashboard signed; start the step again from the gate.");
  }
  const expected = { installationId: installation.id, agentId, appId: job.appId };
  const differing = (["installationId", "agentId", "appId"] as const).find((field) => terms[field] !== expected[field]);
  if (differing)
    return refuse("gate-pass-differs", `The gate pass was signed for ${differing} ${terms[differing]}, this is ${expected[differing]}; start the step again.`);
  if (now() < terms.expiresAt) return ok(null);
  return refuse(
    "gate-pass-expired",
    "The gate pass was signed too long ago; start the step again. If it was just now, set the clocks of dashboard and agent right.",
  );
}
