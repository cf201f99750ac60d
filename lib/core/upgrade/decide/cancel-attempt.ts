import { toActor, type Person } from "@/lib/core/people/person";
import { ok } from "@/lib/core/result";
import { refuse } from "../refusal";
import { isActive, type Upgrade } from "../upgrade";
import type { Decision } from "./decision";

/** Asks the agent to end an attempt and everything it started; for a served app, to stop it. */
export function decideCancel(upgrade: Upgrade, person: Person, jobId: string): Decision {
  const attempt = upgrade.attempts.find(({ job }) => job.jobId === jobId);
  if (!attempt) return refuse("not-found", `This upgrade has no attempt ${jobId}.`);
  if (!isActive(attempt) && attempt.progress.status !== "serving") return refuse("nothing-running", "It has ended already.");
  if (attempt.cancelRequested) return ok([]);
  return ok([{ actor: toActor(person), event: { type: "attempt.cancel-requested", jobId } }]);
}
