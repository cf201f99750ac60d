import { setImmediate as nextTurn } from "node:timers/promises";
import type { Job } from "@/lib/contract/agent-api";
import { isCancelRequested } from "../exec/job-folder";
import type { Repository } from "../git/repository";
import { takeTree } from "../git/tree";
import { findBuiltin, planBuiltin } from "./builtin-actions";
import type { RunnerContext } from "./context";
import { checkContent } from "./gate";
import { reportFinished, reportRefused, reportStarted } from "./report-events";

/** Does a git action, an edit or an inspection: checks first, journals the start, then acts. */
export async function runBuiltin(context: RunnerContext, job: Job): Promise<void> {
  const { jobId, gatePass } = job;
  const action = findBuiltin(job);
  if (!action) throw new Error(`job ${jobId} is for a program`);
  const repository = context.openApp(job.appId);
  if (!repository.ok) return reportRefused(context, jobId, repository.error);
  if (gatePass !== null) {
    const tree = await takeTree(repository.value, { fresh: true });
    const checked = tree.ok ? await checkContent(repository.value, gatePass, tree.value) : tree;
    if (!checked.ok) return reportRefused(context, jobId, checked.error);
  }
  const place = { repository: repository.value, outputs: context.store.outputsOf(jobId), now: context.now };
  const effect = await planBuiltin(place, action);
  if (!effect.ok) return reportRefused(context, jobId, effect.error);

  const startedAt = context.now();
  if (isCancelRequested(context.store.folderOf(jobId))) {
    return reportFinished(context, jobId, { outcome: "cancelled", exitCode: null, startedAt });
  }
  reportStarted(context, jobId, [], null);
  // Starting programs holds up everything else: whoever waits to hear of the start hears of it first.
  await nextTurn();
  const done = await effect.value();
  if (done.report.type === "snapshot") await noteDependencies(context, job, done.report.treeId, repository.value);
  for (const line of done.lines) context.store.writeLine(jobId, line);
  const { report, message = "" } = done;
  await reportFinished(context, jobId, { outcome: "exited", exitCode: 0, startedAt, report, message });
}

/** A snapshot is worth having without them: then a sealed run asks for them. */
async function noteDependencies({ signedDependencies, logger }: RunnerContext, { appId, jobId }: Job, treeId: string, { workTree }: Repository): Promise<void> {
  try {
    await signedDependencies.note(appId, treeId, workTree);
  } catch (error) {
    logger.warn({ err: error, jobId }, "what the dependencies are could not be noted beside the snapshot");
  }
}
