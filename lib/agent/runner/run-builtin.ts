import type { Job } from "@/lib/contract/agent-api";
import { isCancelRequested } from "../exec/job-folder";
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
  const done = await effect.value();
  for (const line of done.lines) context.store.writeLine(jobId, line);
  const { report, message = "" } = done;
  await reportFinished(context, jobId, { outcome: "exited", exitCode: 0, startedAt, report, message });
}
