import type { GatePass, Job } from "@/lib/contract/agent-api";
import type { Argv } from "@/lib/core/lane/lane";
import { ok, type Result } from "@/lib/core/result";
import { readLockDigest } from "../git/checkout";
import type { Repository } from "../git/repository";
import { hasTree, listDifferences } from "../git/tree";
import { refuse, type Refusal } from "../refusal";

const NAMED_PATHS = 3;

/** Whether the pass was issued for this very job and command, and for the first time. */
export function checkPass(pass: GatePass, job: Job, argv: Argv | null, usedBy: string | undefined): Result<null, Refusal> {
  if (usedBy !== undefined) return refuse("gate-pass-used", `Gate pass ${pass.passId} was used by job ${usedBy}; start the step again to get a new one.`);
  const differing = (["upgradeId", "stepId", "jobId"] as const).find((field) => pass[field] !== job[field]);
  if (differing)
    return refuse("gate-pass-differs", `The gate pass is for ${differing} ${pass[differing]}, the job says ${job[differing]}; start the step again.`);
  if (argv !== null && JSON.stringify(pass.argv) !== JSON.stringify(argv)) {
    return refuse("gate-pass-differs", `The gate pass is for "${pass.argv.join(" ")}", the agent would run "${argv.join(" ")}"; start the step again.`);
  }
  return ok(null);
}

/** Whether the checkout holds what was signed: the tree, and the lockfile. */
export async function checkContent(repository: Repository, pass: GatePass, treeId: string): Promise<Result<null, Refusal>> {
  if (treeId !== pass.treeId) {
    const paths = (await hasTree(repository, pass.treeId)) ? await listDifferences(repository, pass.treeId, treeId) : [];
    return refuse("tree-differs", `The checkout is not what was signed${describePaths(paths)}. Take a snapshot, review the difference and sign again.`, treeId);
  }
  const lockDigest = readLockDigest(repository.workTree);
  if (lockDigest !== pass.lockDigest) {
    return refuse("lockfile-differs", "mix.lock is not the one that was signed. Take a snapshot, review it and sign again.", treeId);
  }
  return ok(null);
}

function describePaths(paths: readonly string[]): string {
  if (paths.length === 0) return "";
  const more = paths.length - NAMED_PATHS;
  return `: ${paths.slice(0, NAMED_PATHS).join(", ")}${more > 0 ? ` and ${more} more` : ""} ${paths.length === 1 ? "differs" : "differ"}`;
}
