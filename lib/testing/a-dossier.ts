import type { JobReport } from "@/lib/contract/agent-api";
import { CATEGORIES } from "@/lib/core/classify/category";
import type { Person } from "@/lib/core/people/person";
import { bucketDigest } from "@/lib/core/review/bucket";
import type { Result } from "@/lib/core/result";
import { findSnapshot } from "@/lib/core/upgrade/upgrade";
import { emitCheckpoints } from "@/lib/services/emit-checkpoints";
import { exportDossier } from "@/lib/services/export-dossier";
import { recordFact } from "@/lib/services/record-fact";
import { runCommand } from "@/lib/services/run-command";
import { showCheckpoints } from "@/lib/services/show-checkpoints";
import { createServiceWorld, type ServiceWorld } from "./service-world";
import { A_CHECKOUT, aFinished, anUpgrade, LEAD, NOON, OPERATOR, REVIEWER_A, TREE_A, TREE_B, TREE_C } from "./upgrade-builders";

/** How one history differs from another. */
export type DossierOptions = {
  /** Text that goes into notes, logs and differences. */
  readonly text?: string;
  /** Files that changed. */
  readonly files?: number;
  /** Whether an agent cosigned. */
  readonly witnessed?: boolean;
};

type Command = Parameters<typeof runCommand>[3];

/** An upgrade that went all the way to a migration behind its gate, with real differences, logs and coverage. */
export async function aReleasedUpgrade({ text = "it", files = 3, witnessed = true }: DossierOptions = {}): Promise<ServiceWorld> {
  const world = await createServiceWorld(anUpgrade());
  const command = async (person: Person, given: Command) => requireOk(await runCommand(world, { person, provedAt: NOON }, "upgrade-1", given));
  const finish = async (report: JobReport, log: string) => {
    const jobId = (await world.upgrade()).attempts.at(-1)?.job.jobId ?? "";
    requireOk(await recordFact(world, world.agent, "agent-1", aFinished(jobId, { ...world.agent.keepLog(jobId, log), report })));
  };
  const witness = async () => {
    await emitCheckpoints(world);
    if (witnessed) await showCheckpoints(world, world.agent);
  };

  await command(OPERATOR, { type: "attest", stepId: "backup", note: `restored ${text}` });
  await command(OPERATOR, { type: "run", stepId: "anchor", alternative: null, reason: "", passkeys: null });
  await finish({ type: "anchor", commit: TREE_C, branch: "main", treeId: TREE_A, lockedVersion: "0.3.4" }, "anchored\n");
  await command(OPERATOR, { type: "run", stepId: "upgrade", alternative: null, reason: "", passkeys: null });
  await finish({ type: "none" }, `upgraded ${text}\n`);
  const snapshotJob = (await world.upgrade()).attempts.at(-1)?.job.jobId ?? "";
  const outputs = world.agent.keepOutputs(snapshotJob, toOutputs(files, text));
  await finish({ ...REPORT, outputs: [...outputs] }, "snapshot taken\n");
  for (const category of CATEGORIES) {
    const upgrade = await world.upgrade();
    const snapshot = findSnapshot(upgrade);
    if (!snapshot) throw new Error("expected a snapshot");
    await command(REVIEWER_A, { type: "approve", category, seenDigest: bucketDigest(upgrade, snapshot, category), note: text });
    await witness();
  }
  await command(OPERATOR, { type: "run", stepId: "migrate", alternative: null, reason: "", passkeys: null });
  await finish({ type: "none" }, `migrated ${text}\n`);
  await witness();
  return world;
}

/** The dossier of an upgrade, as one file. */
export async function exportBytes(world: ServiceWorld, upgradeId = "upgrade-1"): Promise<Buffer> {
  const dossier = requireOk(await exportDossier(world, LEAD, upgradeId));
  const chunks: Uint8Array[] = [];
  for await (const chunk of dossier.read()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const REPORT: Extract<JobReport, { type: "snapshot" }> = {
  type: "snapshot",
  treeId: TREE_B,
  head: null,
  lockDigest: null,
  checkout: A_CHECKOUT,
  people: [],
  outputs: [],
};

const PLACES = ["priv/repo/migrations/2026031212000N_add_N.sql", "assets/css/sigra_N.css", "config/fly_N.toml", "README_N.md"] as const;

function toOutputs(files: number, text: string): Readonly<Record<string, string>> {
  const paths = Array.from({ length: files }, (_, index) => (PLACES[index % PLACES.length] ?? "").replaceAll("N", String(index)));
  const raw = paths.map((path) => `:100644 100644 ${"1".repeat(40)} ${"2".repeat(40)} M\0${path}\0`).join("");
  const patch = paths.map((path, index) => toPatch(path, `${text} ${index}`)).join("");
  return {
    "elixir.diff": "",
    "other.diff": files === 0 ? "" : `${raw}\0${patch}`,
    "tree.json": JSON.stringify({ anchorPaths: paths, paths, files: { "mix.exs": "[app: :harbor]" } }),
  };
}

function toPatch(path: string, text: string): string {
  const head = `diff --git a/${path} b/${path}\nindex ${"1".repeat(40)}..${"2".repeat(40)} 100644\n--- a/${path}\n+++ b/${path}\n`;
  return `${head}@@ -1,3 +1,3 @@\n first\n-old ${text}\n+new ${text}\n last\n`;
}

function requireOk<Value>(result: Result<Value, { readonly code: string; readonly message: string; readonly details: readonly string[] }>): Value {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message} ${result.error.details.join(" ")}`);
  return result.value;
}
