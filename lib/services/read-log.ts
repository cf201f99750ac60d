import { err, ok, type Result } from "@/lib/core/result";
import { refuse, type Refusal } from "@/lib/core/upgrade/refusal";
import type { Agent, ByteRange } from "@/lib/ports/agent";
import type { BlobStore } from "@/lib/ports/blob-store";
import type { UpgradeLog } from "@/lib/ports/upgrade-log";
import { foldUpgrade } from "./fold-upgrade";

type Deps = { readonly log: UpgradeLog; readonly blobs: BlobStore; readonly agent: Agent };

/** An attempt's log from a byte offset: from the agent while it runs, from the store once it has ended. */
export async function readLog(
  { log, blobs, agent }: Deps,
  upgradeId: string,
  jobId: string,
  offset: number,
  waitMs: number,
): Promise<Result<ByteRange, Refusal>> {
  const attempt = (await foldUpgrade(log, upgradeId)).upgrade?.attempts.find(({ job }) => job.jobId === jobId);
  if (!attempt) return refuse("not-found", "This upgrade has no such attempt.");
  const { progress } = attempt;
  if (progress.status === "ended") {
    const bytes = await blobs.get(progress.log.blob);
    return ok({ bytes: bytes.subarray(offset), size: bytes.length, ended: true });
  }
  if (progress.status === "refused") return ok({ bytes: new Uint8Array(), size: 0, ended: true });
  const piece = await agent.readLog(jobId, offset, waitMs);
  if (piece.ok) return piece;
  // Between the record and the agent's first byte there is nothing to read yet.
  if (piece.error.code === "not-found") return ok({ bytes: new Uint8Array(), size: offset, ended: false });
  return err({ code: piece.error.code === "unreachable" ? "agent-unreachable" : "agent-refused", message: piece.error.message, details: [] });
}
