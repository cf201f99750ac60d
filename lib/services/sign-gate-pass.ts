import type { Job, JobSeal } from "@/lib/contract/agent-api";
import { toGatePassBytes } from "@/lib/core/audit/gate-pass-signature";
import { openRecord } from "@/lib/core/audit/record";
import type { Installation } from "@/lib/ports/installation";
import type { UpgradeLog } from "@/lib/ports/upgrade-log";

/** How long a gate pass may be used after its record: a step released is a step run now. */
const LIFE_MS = 30 * 60_000;

/** The installation's signature over a job's gate pass; the same every time, since it follows from the record. Null for a job without one. */
export async function signGatePass(
  { log, installation }: { readonly log: UpgradeLog; readonly installation: Installation },
  { gatePass, upgradeId, appId }: Job,
  agentId: string,
): Promise<JobSeal["gatePass"]> {
  if (gatePass === null) return null;
  for (const record of (await log.read(upgradeId)).toReversed()) {
    const { at, event } = openRecord(record);
    if (event.type !== "gate.passed" || event.pass.passId !== gatePass.passId) continue;
    const { seq, hash } = record;
    const terms = { installationId: installation.id, agentId, appId, record: { seq, hash }, issuedAt: at, expiresAt: at + LIFE_MS };
    return { terms, signature: installation.sign(toGatePassBytes(gatePass, terms)) };
  }
  throw new Error(`upgrade ${upgradeId}: no record says that gate pass ${gatePass.passId} was given`);
}
