import type { Job } from "@/lib/contract/agent-api";
import { assertNever } from "@/lib/core/assert-never";
import type { Lane } from "@/lib/core/lane/lane";
import { describeActor } from "@/lib/core/people/person";
import { describePolicy } from "@/lib/core/people/policy";
import type { UpgradeEvent } from "@/lib/core/upgrade/event";
import { sayAttempt } from "./describe-attempt";
import { sayComment } from "./describe-comment";
import { sayReview } from "./describe-review";
import { sayStep } from "./describe-step";
import { type Phrase, say, sayWords, strong, toText } from "./phrase";
import type { RecordBody } from "./record";

/** Jobs by id, so that a fact about a job can name the step it was for. */
export type KnownJobs = ReadonlyMap<string, Job>;

const NO_JOBS: KnownJobs = new Map();

/** What a record says, as one plain sentence: "reviewer-a approved Router and pipeline wiring at snapshot 3, …". */
export function describeRecord(body: RecordBody, lane: Lane, jobs: KnownJobs = NO_JOBS): string {
  return toText(sayRecord(body, lane, jobs));
}

/** The same sentence in phrases, for a page that sets names and quotes off. */
export function sayRecord({ actor, event }: RecordBody, lane: Lane, jobs: KnownJobs = NO_JOBS): readonly Phrase[] {
  const name = describeActor(actor);
  const who = actor.kind === "person" ? name : `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return say`${strong(who)} ${sayEvent(event, lane, jobs)}.`;
}

function sayEvent(event: UpgradeEvent, lane: Lane, jobs: KnownJobs): readonly Phrase[] {
  switch (event.type) {
    case "upgrade.started":
    case "upgrade.finished":
    case "upgrade.abandoned":
    case "policy.changed":
      return sayUpgrade(event, lane);
    case "step.attested":
    case "step.chosen":
    case "step.waived":
    case "step.reopened":
    case "gate.passed":
    case "check.recorded":
    case "check.cleared":
      return sayStep(event, lane);
    case "attempt.started":
    case "attempt.accepted":
    case "attempt.refused":
    case "attempt.running":
    case "attempt.serving":
    case "attempt.cancel-requested":
    case "attempt.looked-at":
    case "attempt.finished":
      return sayAttempt(event, lane, jobs);
    case "snapshot.taken":
    case "hunk.assigned":
    case "expectation.accepted":
    case "expectation.reinstated":
    case "sign-off.recorded":
    case "sign-off.changes-requested":
    case "sign-off.withdrawn":
    case "sign-off.outdated":
    case "sign-off.current-again":
      return sayReview(event, lane);
    case "comment.published":
    case "comment.answered":
    case "comment.resolved":
    case "comment.reopened":
    case "comment.edited":
    case "comment.withdrawn":
      return sayComment(event);
    default:
      return assertNever(event);
  }
}

type AboutUpgrade = Extract<UpgradeEvent, { type: `upgrade.${string}` | "policy.changed" }>;

function sayUpgrade(event: AboutUpgrade, lane: Lane): readonly Phrase[] {
  switch (event.type) {
    case "upgrade.started": {
      return say`started the upgrade of ${strong(event.app.name)} through ${strong(event.lane.title)}: ${describePolicy(event.policy)}`;
    }
    case "policy.changed":
      return say`changed the policy from ${describePolicy(event.from)} to ${describePolicy(event.to)}${sayWords(event.reason)}`;
    case "upgrade.finished": {
      const titles = event.waived.map((id) => lane.steps.find((step) => step.id === id)?.title ?? id);
      const waived = titles.length === 0 ? "nothing waived" : `${titles.length} waived: ${titles.join(", ")}`;
      return say`finished the upgrade with ${waived}`;
    }
    case "upgrade.abandoned":
      return say`abandoned the upgrade${sayWords(event.reason)}`;
    default:
      return assertNever(event);
  }
}
