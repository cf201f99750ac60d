import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execa } from "execa";
import type { JobReport } from "@/lib/contract/agent-api";
import { decideTakeSnapshot } from "@/lib/core/upgrade/decide/take-snapshot";
import { SYSTEM } from "@/lib/core/people/person";
import { executeUpgrade } from "@/lib/services/execute-upgrade";
import { recordFact } from "@/lib/services/record-fact";
import { createServiceWorld, type ServiceWorld } from "./service-world";
import { A_CHECKOUT, aFinished, aJobId, anUpgrade, TREE_B, upgraded } from "./upgrade-builders";

/** Files by path. */
export type Files = Readonly<Record<string, string>>;

/** An upgrade in memory whose snapshots were taken of real differences, as git prints them. */
export type ReviewWorld = ServiceWorld & {
  /** Takes a snapshot in which the checkout holds these files. */
  readonly take: (after: Files) => Promise<void>;
};

const EVENT = { head: null, lockDigest: null, people: [] } as const;

/** A world with a first snapshot: what `after` changed of `before`. */
export async function createReviewWorld(before: Files, after: Files): Promise<ReviewWorld> {
  const world = await createServiceWorld(upgraded(anUpgrade()));
  let isFirst = true;

  async function take(files: Files): Promise<void> {
    if (!isFirst) await executeUpgrade(world, "upgrade-1", (upgrade) => requireDecision(upgrade && decideTakeSnapshot(upgrade, SYSTEM, aJobId())));
    isFirst = false;
    const jobId = (await world.upgrade()).attempts.at(-1)?.job.jobId ?? "";
    const outputs = world.agent.keepOutputs(jobId, await toOutputs(before, files));
    const report: JobReport = { type: "snapshot", treeId: TREE_B, checkout: A_CHECKOUT, outputs: [...outputs], ...EVENT, people: [] };
    const result = await recordFact(world, world.agent, "agent-1", aFinished(jobId, { ...world.agent.keepLog(jobId, "taken\n"), report }));
    if (!result.ok) throw new Error(result.error.message);
  }

  await take(after);
  return { ...world, take };
}

function requireDecision<Decision>(decision: Decision | undefined): Decision {
  if (!decision) throw new Error("expected an upgrade");
  return decision;
}

async function toOutputs(before: Files, after: Files): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), "review-world-"));
  try {
    const git = async (...args: readonly string[]) => (await execa("git", args, { cwd: folder, stripFinalNewline: false })).stdout;
    await git("init", "-q");
    const trees: string[] = [];
    for (const files of [before, after]) {
      await git("rm", "-rfq", "--ignore-unmatch", ".");
      for (const [path, content] of Object.entries(files)) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), content);
      }
      await git("add", "-A", "-f");
      trees.push((await git("write-tree")).trim());
    }
    const diff = (...args: readonly string[]) => git("diff", "-r", "--raw", "-z", "-p", "--no-abbrev", "--full-index", "-M", "--no-color", ...args);
    return {
      "elixir.diff": await diff("-U1000000000", ...trees, "--", "*.ex", "*.exs"),
      "other.diff": await diff("-U3", ...trees, "--", ":!*.ex", ":!*.exs"),
      "tree.json": JSON.stringify({ anchorPaths: Object.keys(before), paths: Object.keys(after), files: { "mix.exs": "[app: :harbor]" } }),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
