import type { UpgradeCommand } from "@/lib/contract/commands";
import type { Permission } from "@/lib/core/people/permission";
import { findMentions } from "@/lib/core/comment/mention";
import type { Evidence, EvidenceRef } from "@/lib/core/evidence/evidence";
import { toActor, type Person } from "@/lib/core/people/person";
import { ok, type Result } from "@/lib/core/result";
import { decideCancel } from "@/lib/core/upgrade/decide/cancel-attempt";
import { decideCheck, decideClearCheck } from "@/lib/core/upgrade/decide/check-item";
import type { Decision } from "@/lib/core/upgrade/decide/decision";
import { decideAbandon, decideFinish } from "@/lib/core/upgrade/decide/end-upgrade";
import { decideLookAt } from "@/lib/core/upgrade/decide/look-at-attempt";
import { decideAcceptExpectation, decideReinstateExpectation } from "@/lib/core/upgrade/decide/review-items";
import { decideAttest, decideChoose, decideReopen, decideWaive } from "@/lib/core/upgrade/decide/settle-step";
import { decideRequestChanges, decideWithdraw } from "@/lib/core/upgrade/decide/sign-off";
import { decideStartAttempt } from "@/lib/core/upgrade/decide/start-attempt";
import { decideTakeSnapshot } from "@/lib/core/upgrade/decide/take-snapshot";
import { decideEditComment, decideReopenThread, decideResolve, decideWithdrawComment } from "@/lib/core/upgrade/decide/thread";
import type { Refusal } from "@/lib/core/upgrade/refusal";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";
import type { BlobStore } from "@/lib/ports/blob-store";
import type { Drafts } from "@/lib/ports/drafts";
import type { OpenedMarks } from "@/lib/ports/opened-marks";
import type { People } from "@/lib/ports/people";
import type { PublishedDrafts } from "@/lib/ports/upgrade-log";
import { findEvidence } from "./add-evidence";
import { approveBucket } from "./approve-bucket";
import { assignHunk } from "./assign-hunk";
import { executeExisting, type UpgradeDeps } from "./execute-upgrade";
import { publishComments } from "./publish-comments";
import { requireFreshProof } from "./require-fresh-proof";
import { requirePermission } from "./require-permission";
import type { ReviewReader } from "./review/review-reader";

export type RunCommandDeps = UpgradeDeps & {
  readonly review: ReviewReader;
  readonly blobs: BlobStore;
  readonly uploads: BlobStore;
  readonly marks: OpenedMarks;
  readonly drafts: Drafts;
  readonly people: People;
  readonly newId: () => string;
  readonly proofMs: number;
};

/** Who asks, and when they last proved that it is them. */
export type Asker = { readonly person: Person; readonly provedAt: number };

/** Carries out what a person asked of an upgrade: permission first, then whether it is still them, then the core's decision. */
export function runCommand(deps: RunCommandDeps, { person, provedAt }: Asker, upgradeId: string, command: UpgradeCommand): Promise<Result<Upgrade, Refusal>> {
  let published: PublishedDrafts | undefined;
  return executeExisting(
    deps,
    upgradeId,
    (upgrade) => {
      const allowed = requirePermission(person, permissionFor(upgrade, command));
      if (!allowed.ok) return allowed;
      const fresh = needsProof(upgrade, command) ? requireFreshProof(deps, provedAt) : ok(null);
      if (!fresh.ok) return fresh;
      if (command.type !== "publish-comments") return decide(deps, upgrade, person, command);
      return publishComments(deps, upgrade, person, command, (drafts) => {
        published = drafts;
      });
    },
    () => published,
  );
}

function decide(
  deps: RunCommandDeps,
  upgrade: Upgrade,
  person: Person,
  command: Exclude<UpgradeCommand, { type: "publish-comments" }>,
): Decision | Promise<Decision> {
  switch (command.type) {
    case "attest":
      return withEvidence(deps, command, (evidence) => decideAttest(upgrade, person, { ...command, evidence }));
    case "choose":
      return decideChoose(upgrade, person, command);
    case "waive":
      return decideWaive(upgrade, person, command);
    case "reopen":
      return decideReopen(upgrade, person, command);
    case "run":
      return decideStartAttempt(upgrade, person, { ...command, jobId: deps.newId() });
    case "cancel":
      return decideCancel(upgrade, person, command.jobId);
    case "look-at":
      return decideLookAt(upgrade, person, command);
    case "take-snapshot":
      return decideTakeSnapshot(upgrade, toActor(person), deps.newId());
    case "approve":
      return approveBucket(deps, upgrade, person, command);
    case "request-changes":
      return decideRequestChanges(upgrade, person, command);
    case "withdraw":
      return decideWithdraw(upgrade, person, command);
    case "assign-hunk":
      return assignHunk(deps, upgrade, person, command);
    case "accept-expectation":
      return decideAcceptExpectation(upgrade, person, command);
    case "reinstate-expectation":
      return decideReinstateExpectation(upgrade, person, command);
    case "check":
      return withEvidence(deps, command, (evidence) => decideCheck(upgrade, person, { ...command, evidence }));
    case "clear-check":
      return decideClearCheck(upgrade, person, command);
    case "resolve-thread":
      return decideResolve(upgrade, person, command);
    case "reopen-thread":
      return decideReopenThread(upgrade, person, command);
    case "edit-comment":
      return deps.people.list().then((people) => decideEditComment(upgrade, person, { ...command, mentions: findMentions(command.body, people) }));
    case "withdraw-comment":
      return decideWithdrawComment(upgrade, person, command);
    case "finish":
      return decideFinish(upgrade, person);
    case "abandon":
      return decideAbandon(upgrade, person, command);
  }
}

async function withEvidence(
  deps: RunCommandDeps,
  command: { readonly evidence?: readonly EvidenceRef[] | undefined },
  decideWith: (evidence: readonly Evidence[]) => Decision,
): Promise<Decision> {
  const found = await findEvidence(deps, command.evidence ?? []);
  if (!found.ok) return found;
  const decision = decideWith(found.value.evidence);
  // Before the record that names it.
  if (decision.ok) await found.value.keep();
  return decision;
}

/** Sign-offs, waivers of every kind and steps behind the gate: what a session left open must not be enough for. */
function needsProof({ lane }: Upgrade, command: UpgradeCommand): boolean {
  switch (command.type) {
    case "approve":
    case "request-changes":
    case "withdraw":
    case "waive":
    case "accept-expectation":
      return true;
    case "publish-comments":
      return command.decision !== null;
    case "run":
      return lane.steps.find(({ id }) => id === command.stepId)?.gated === true;
    default:
      return false;
  }
}

function permissionFor(upgrade: Upgrade, command: UpgradeCommand): Permission {
  switch (command.type) {
    case "attest":
      return "step.attest";
    case "choose":
      return "step.choose";
    case "waive":
      return "step.waive";
    case "reopen":
      return upgrade.decisions[command.stepId]?.type === "waived" ? "step.waive" : "step.attest";
    case "run":
    case "cancel":
      return "step.run";
    case "look-at":
      return "attempt.look-at";
    case "take-snapshot":
      return "snapshot.take";
    case "approve":
    case "request-changes":
    case "withdraw":
      return "bucket.sign";
    case "assign-hunk":
      return "hunk.assign";
    case "accept-expectation":
    case "reinstate-expectation":
      return "expectation.accept";
    case "check":
    case "clear-check":
      return checklistPermission(upgrade, command.stepId);
    case "publish-comments":
    case "resolve-thread":
    case "reopen-thread":
    case "edit-comment":
    case "withdraw-comment":
      return "comment.write";
    case "finish":
    case "abandon":
      return "upgrade.end";
  }
}

/** The permission a checklist asks for, by its audience. */
function checklistPermission({ lane }: Upgrade, stepId: string): Permission {
  const step = lane.steps.find(({ id }) => id === stepId);
  return step?.kind === "checklist" ? `check.${step.audience}` : "check.operator";
}
