import type { Coverage } from "@/lib/contract/dashboard-api";
import { ok, type Result } from "@/lib/core/result";
import { refuse, type Refusal } from "@/lib/core/upgrade/refusal";
import type { BlobStore } from "@/lib/ports/blob-store";
import type { UpgradeLog } from "@/lib/ports/upgrade-log";
import { foldUpgrade } from "./fold-upgrade";
import { readCoverage } from "./read-snapshot";

type Deps = { readonly log: UpgradeLog; readonly blobs: BlobStore };

/** What one of an upgrade's sign-offs covered. */
export async function readSignOffCoverage({ log, blobs }: Deps, upgradeId: string, seq: number): Promise<Result<Coverage, Refusal>> {
  const coverage = (await foldUpgrade(log, upgradeId)).upgrade?.signOffs.find((signOff) => signOff.seq === seq)?.coverage;
  return coverage ? ok(await readCoverage(blobs, coverage.blob)) : refuse("not-found", `Record ${seq} is no approval of this upgrade.`);
}
