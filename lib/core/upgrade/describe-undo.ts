import type { Step } from "@/lib/core/lane/lane";
import type { Attempt, Upgrade } from "./upgrade";

/** The moment after which git alone does not bring everything back. */
export type Crossing = { readonly step: Step; readonly at: number };

/** What going back means now. */
export type Undo = { readonly needsBackup: boolean; readonly short: string; readonly sentence: string };

const BACKUP_STEP = "backup";
const DEPLOYED_STEP = "deployed-version";

/** The first step beyond which nothing is undone by going back in git, or undefined when the lane has none. */
export function findNoReturnStep({ lane }: Pick<Upgrade, "lane">): Step | undefined {
  return lane.steps.find(({ pointOfNoReturn }) => pointOfNoReturn);
}

/** When the point of no return was crossed; undefined while it was not. A refused attempt ran nothing. */
export function findCrossing({ lane, attempts }: Upgrade): Crossing | undefined {
  for (const attempt of attempts) {
    const step = lane.steps.find(({ id, pointOfNoReturn }) => pointOfNoReturn && id === attempt.job.stepId);
    const at = startedAt(attempt);
    if (step && at !== null) return { step, at };
  }
  return undefined;
}

/** What has to be done to go back to how it was before the upgrade. */
export function describeUndo(upgrade: Upgrade): Undo {
  const { anchor } = upgrade;
  if (!anchor)
    return {
      needsBackup: false,
      short: "No anchor yet",
      sentence: "There is no rollback anchor yet: nothing that this upgrade does can be taken back by name.",
    };
  const crossing = findCrossing(upgrade);
  const commit = anchor.commit.slice(0, 7);
  if (!crossing) {
    return {
      needsBackup: false,
      short: "Git is enough",
      sentence: `Going back means returning the checkout to ${commit}. Nothing has touched a database yet.`,
    };
  }
  return {
    needsBackup: true,
    short: "Needs the backup",
    sentence: `"${crossing.step.title}" has run against the database. Returning the checkout to ${commit} does not undo that: what a migration cannot roll back comes from the backup.`,
  };
}

/** What somebody wrote about the backup, and about the version that is deployed; undefined while nobody did. */
export function findRollbackNotes({ decisions }: Upgrade): { readonly backup: string | undefined; readonly deployed: string | undefined } {
  const noteOf = (stepId: string) => {
    const decision = decisions[stepId];
    return decision?.type === "attested" && decision.note !== "" ? decision.note : undefined;
  };
  return { backup: noteOf(BACKUP_STEP), deployed: noteOf(DEPLOYED_STEP) };
}

/** The branch the upgrade is on, once the agent has switched to it. */
export function findBranch({ attempts }: Upgrade): string | undefined {
  for (const { progress } of attempts.toReversed()) {
    if (progress.status === "ended" && progress.report.type === "branch") return progress.report.branch;
  }
  return undefined;
}

function startedAt({ progress }: Attempt): number | null {
  return progress.status === "running" || progress.status === "serving" || progress.status === "ended" ? progress.startedAt : null;
}
