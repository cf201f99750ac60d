import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Job, Sealing } from "@/lib/contract/agent-api";
import { ok, type Result } from "@/lib/core/result";
import { awaitResult } from "../exec/await-result";
import { childEnvironment, markerOf, searchPath } from "../exec/child-environment";
import { findProgram } from "../exec/find-program";
import { findFreePort } from "../exec/free-port";
import { isCancelRequested } from "../exec/job-folder";
import { startProgram } from "../exec/start-program";
import type { Repository } from "../git/repository";
import { takeTree } from "../git/tree";
import { refuse, type Refusal } from "../refusal";
import { sealRun, type SealedPlace } from "../sealed/seal-run";
import type { ProgramPlan } from "./acceptance";
import type { RunnerContext } from "./context";
import { checkContent } from "./gate";
import type { Run } from "./job-store";
import { reportFinished, reportRefused, reportStarted } from "./report-events";
import { watchServing } from "./watch-serving";

/** Checks the checkout, starts the program and sees it through. */
export async function runProgram(context: RunnerContext, job: Job, plan: ProgramPlan): Promise<void> {
  const { jobId, gatePass } = job;
  const repository = context.openApp(job.appId);
  if (!repository.ok) return reportRefused(context, jobId, repository.error);
  const tree = await takeTree(repository.value, { fresh: gatePass !== null });
  if (!tree.ok) return reportRefused(context, jobId, tree.error);
  if (gatePass !== null) {
    const checked = await checkContent(repository.value, gatePass, tree.value);
    if (!checked.ok) return reportRefused(context, jobId, checked.error);
  }
  const startedAt = context.now();
  if (isCancelRequested(context.store.folderOf(jobId))) {
    return reportFinished(context, jobId, { outcome: "cancelled", exitCode: null, startedAt, treeBefore: tree.value, treeAfter: tree.value });
  }
  const place = await findPlace(context, job, plan, repository.value);
  if (!place.ok) return reportRefused(context, jobId, place.error);
  const { cwd, environment, program, sealing } = place.value;
  const run: Run = {
    argv: plan.argv,
    treeBefore: tree.value,
    port: plan.probes === null ? null : await findFreePort(),
    startedAt,
    sealed: sealing?.mode === "sealed",
  };
  context.store.saveRun(jobId, run);
  reportStarted(context, jobId, plan.argv, tree.value, sealing);
  const spec = {
    program,
    argv: plan.argv,
    cwd,
    environment: environmentOf(context, plan, run, environment, jobId),
    marker: markerOf(jobId),
    timeoutMs: job.timeoutMs,
    untilServing: plan.probes !== null,
    graceMs: context.graceMs,
    logLimitBytes: context.logLimitBytes,
  };
  await startProgram(context.store.folderOf(jobId), spec, context.confinement);
  await seeThrough(context, job, run, plan.probes);
}

/** Waits for a started program, whichever agent started it, and reports its end. */
export async function seeThrough(context: RunnerContext, job: Job, run: Run, probes: readonly string[] | null): Promise<void> {
  const { jobId } = job;
  const folder = context.store.folderOf(jobId);
  const ended = new AbortController();
  const watching = run.port === null || probes === null ? Promise.resolve() : watch(context, jobId, run.port, probes, ended.signal);
  const result = await awaitResult(folder, jobId, context.logLimitBytes, context.stopping).finally(async () => {
    ended.abort();
    await watching;
  });
  const after = await takeTreeAfter(context, job);
  if (run.sealed) await clearSealed(context, jobId);
  await reportFinished(context, jobId, {
    ...result,
    treeBefore: run.treeBefore,
    treeAfter: after.treeId,
    message: [describeLeftovers(result.leftovers), after.message].filter((part) => part !== "").join(" "),
  });
}

type Place = Pick<SealedPlace, "cwd" | "environment"> & { readonly program: string; readonly sealing: Sealing | null };

/** The checkout itself, or what was signed of it, laid out in a folder of the agent's. */
async function findPlace(context: RunnerContext, job: Job, plan: ProgramPlan, repository: Repository): Promise<Result<Place, Refusal>> {
  const { isGated, unsealedBecause, program, argv } = plan;
  const app = context.apps.find(job.appId);
  if (!app || job.gatePass === null || unsealedBecause !== null) {
    const sealing: Sealing | null = isGated ? { mode: "checked", reason: unsealedBecause ?? "" } : null;
    return ok({ cwd: repository.workTree, environment: {}, program, sealing });
  }
  const sealed = await sealRun({
    repository,
    app,
    pass: job.gatePass,
    folder: join(context.sealedRoot, job.jobId),
    archives: findArchives({ ...context.base.variables, ...plan.environment }),
    signed: context.signedDependencies,
  });
  if (!sealed.ok) return clearSealed(context, job.jobId).then(() => sealed);
  const inside = findProgram(argv[0] ?? "", searchPath(context.base, context.programPath), sealed.value.cwd);
  if (inside === undefined)
    return refuse("missing-file", `What was signed has no program ${argv[0]}; commit it, or have the operator set this app to run unsealed.`);
  return ok({ ...sealed.value, program: inside });
}

function clearSealed({ sealedRoot }: RunnerContext, jobId: string): Promise<void> {
  return rm(join(sealedRoot, jobId), { recursive: true, force: true, maxRetries: 3 });
}

/** Where Hex keeps the archives that it fetched. */
function findArchives({ HEX_HOME, HOME = "/" }: Readonly<Record<string, string>>): string {
  return join(HEX_HOME ?? join(HOME, ".hex"), "packages");
}

/** A failed watch must not end the job's own: the program goes on until its time limit. */
async function watch(context: RunnerContext, jobId: string, port: number, probes: readonly string[], ended: AbortSignal): Promise<void> {
  try {
    await watchServing(context, jobId, port, probes, ended);
  } catch (error) {
    context.logger.error({ err: error, jobId }, "the served app could not be reported");
  }
}

function environmentOf(context: RunnerContext, plan: ProgramPlan, run: Run, place: Place["environment"], jobId: string): Readonly<Record<string, string>> {
  const served = run.port === null ? {} : { PORT: String(run.port), PHX_SERVER: "true" };
  return childEnvironment(context.base, context.programPath, [plan.environment, served, place], jobId);
}

async function takeTreeAfter(context: RunnerContext, job: Job): Promise<{ treeId: string | null; message: string }> {
  try {
    const repository = context.openApp(job.appId);
    const tree = repository.ok ? await takeTree(repository.value) : repository;
    return tree.ok ? { treeId: tree.value, message: "" } : { treeId: null, message: tree.error.message };
  } catch (error) {
    context.logger.error({ err: error, jobId: job.jobId }, "no tree id after the job");
    return { treeId: null, message: `The tree id afterwards could not be taken: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function describeLeftovers(count: number): string {
  if (count === 0) return "";
  return count === 1 ? "One process outlived the program and was ended." : `${count} processes outlived the program and were ended.`;
}
