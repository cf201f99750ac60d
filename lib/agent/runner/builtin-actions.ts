import type { Job, JobAction, JobReport } from "@/lib/contract/agent-api";
import { ok, type Result } from "@/lib/core/result";
import { readCheckoutText, replaceCheckoutText } from "../edit/checkout-file";
import { findOtpApp } from "../edit/mix-facts";
import { setDependency, type Edit } from "../edit/set-dependency";
import { setPasskeys } from "../edit/set-passkeys";
import { readCheckout } from "../git/checkout";
import { makeCommit, planCommit } from "../git/commit";
import { planBranch, pointHeadAtBranch } from "../git/point-branch";
import type { Repository } from "../git/repository";
import { planSnapshot, takeSnapshot } from "../git/snapshot";
import { keepTree } from "../git/tree";
import { refuse, type Refusal } from "../refusal";

/** What a built-in action did: lines for the log, and its report. */
export type Done = { readonly lines: readonly string[]; readonly report: JobReport; readonly message?: string };
/** The action, checked and ready: nothing has been written yet. */
type Effect = () => Promise<Done>;

type Place = { readonly repository: Repository; readonly outputs: string; readonly now: () => number };
type BuiltinAction = Exclude<JobAction, { type: "command" | "serve" }>;

const LISTED_PATHS = 10;
/** The library whose version an anchor reports when the job names none. */
const DEFAULT_PACKAGE = "sigra";

/** Checks an action that the agent does itself. A refusal here means that nothing was touched. */
export async function planBuiltin(place: Place, action: BuiltinAction): Promise<Result<Effect, Refusal>> {
  switch (action.type) {
    case "branch":
      return planBranchAction(place, action.branch);
    case "clean-tree":
      return planCleanTree(place, DEFAULT_PACKAGE, (checkout) => ({ lines: ["nothing differs from HEAD"], report: { type: "checkout", checkout } }));
    case "anchor":
      return planAnchor(place, action.package ?? DEFAULT_PACKAGE);
    case "commit":
      return planCommitAction(place, action);
    case "set-dependency":
      return planEdit(place, "mix.exs", (mixExs) => setDependency(mixExs, action.package, action.requirement));
    case "set-passkeys":
      return planPasskeys(place, action);
    case "posture":
      return planPosture(place, action.package);
    case "snapshot":
      return planSnapshotAction(place, action);
  }
}

function planBranchAction({ repository }: Place, branch: string): Result<Effect, Refusal> {
  const plan = planBranch(repository, branch);
  if (!plan.ok) return plan;
  return ok(async () => {
    pointHeadAtBranch(repository, branch, plan.value);
    const { created, head } = plan.value;
    return { lines: [`${created ? "created" : "took up"} branch ${branch} at ${head}`], report: { type: "branch", branch, created, head } };
  });
}

type CleanCheckout = Extract<JobReport, { type: "checkout" }>["checkout"];

async function planCleanTree({ repository }: Place, packageName: string, toDone: (checkout: CleanCheckout) => Done): Promise<Result<Effect, Refusal>> {
  const checkout = await readCheckout(repository, packageName);
  if (!checkout.ok) return checkout;
  const { clean, changedPaths, changedCount, treeId } = checkout.value;
  if (clean) return ok(async () => toDone(checkout.value));
  const more = changedCount > LISTED_PATHS ? ` and ${changedCount - LISTED_PATHS} more` : "";
  return refuse(
    "dirty-tree",
    `The checkout differs from HEAD in ${changedPaths.slice(0, LISTED_PATHS).join(", ")}${more}; commit or stash that first.`,
    treeId,
  );
}

async function planAnchor(place: Place, packageName: string): Promise<Result<Effect, Refusal>> {
  const { head } = place.repository;
  if (head.oid === null) return refuse("bad-branch", "The checkout has no commit yet, so there is nothing to go back to; make the first commit.");
  const commit = head.oid;
  const plan = await planCleanTree(place, packageName, ({ branch, treeId, lockedVersion }) => ({
    lines: [`anchor: commit ${commit}, tree ${treeId}${lockedVersion === null ? "" : `, ${packageName} ${lockedVersion}`}`],
    report: { type: "anchor", commit, branch, treeId, lockedVersion },
  }));
  if (!plan.ok) return plan;
  return ok(async () => {
    const done = await plan.value();
    if (done.report.type === "anchor") await keepTree(place.repository, done.report.treeId, []);
    return done;
  });
}

async function planCommitAction({ repository, now }: Place, action: Extract<JobAction, { type: "commit" }>): Promise<Result<Effect, Refusal>> {
  const plan = await planCommit(repository, action);
  if (!plan.ok) return plan;
  const { parent, paths, isEmpty, branch } = plan.value;
  if (isEmpty) {
    const message = "Nothing to commit: the named paths are as in HEAD.";
    return ok(async () => ({ lines: [message], message, report: { type: "commit", commit: parent, paths: [] } }));
  }
  return ok(async () => {
    const commit = await makeCommit(repository, plan.value, action, now());
    return { lines: [`committed ${commit} on ${branch}`, ...paths.map((path) => `  ${path}`)], report: { type: "commit", commit, paths: [...paths] } };
  });
}

function planPasskeys(place: Place, { settings }: Extract<JobAction, { type: "set-passkeys" }>): Result<Effect, Refusal> {
  const otpApp = findOtpApp(readCheckoutText(place.repository.workTree, "mix.exs") ?? "");
  if (otpApp === undefined) return refuse("edit-refused", "mix.exs names no app: :name; add the passkey settings by hand.");
  return planEdit(place, "config/config.exs", (configExs) => setPasskeys(configExs, otpApp, settings));
}

function planEdit({ repository }: Place, path: string, edit: (content: string) => Result<Edit, Refusal>): Result<Effect, Refusal> {
  const content = readCheckoutText(repository.workTree, path);
  if (content === undefined) return refuse("edit-refused", `The checkout has no ${path} that is a plain UTF-8 file; edit it by hand.`);
  const edited = edit(content);
  if (!edited.ok) return edited;
  return ok(async () => {
    if (edited.value.isChanged) replaceCheckoutText(repository.workTree, path, edited.value.content);
    return { lines: [edited.value.summary], report: { type: "edit", paths: edited.value.isChanged ? [path] : [] } };
  });
}

async function planPosture({ repository }: Place, packageName: string): Promise<Result<Effect, Refusal>> {
  const checkout = await readCheckout(repository, packageName);
  if (!checkout.ok) return checkout;
  const { branch, head, lockedVersion, requirement } = checkout.value;
  const lines = [
    `branch ${branch ?? "(none)"} at ${head ?? "(no commit)"}`,
    `${packageName}: locked ${lockedVersion ?? "(not)"}, required ${requirement ?? "(not)"}`,
  ];
  return ok(async () => ({ lines, report: { type: "checkout", checkout: checkout.value } }));
}

async function planSnapshotAction({ repository, outputs }: Place, action: Extract<JobAction, { type: "snapshot" }>): Promise<Result<Effect, Refusal>> {
  const checkout = await planSnapshot(repository, action);
  if (!checkout.ok) return checkout;
  return ok(async () => {
    const report = await takeSnapshot(repository, action, checkout.value, outputs);
    const sizes = report.outputs.map(({ name, sizeBytes }) => `  ${name}: ${sizeBytes} bytes`);
    return { lines: [`snapshot: tree ${report.treeId} against ${action.anchorTree}`, ...sizes], report };
  });
}

/** The action of a job that the agent does itself; undefined for programs. */
export function findBuiltin({ action }: Job): BuiltinAction | undefined {
  return action.type === "command" || action.type === "serve" ? undefined : action;
}
