import { toActor, type Person } from "@/lib/core/people/person";
import { ok } from "@/lib/core/result";
import { refuse } from "../refusal";
import { findUnseen, type Upgrade } from "../upgrade";
import { requireOpen, type Decision } from "./decision";

/** A person looked at what an attempt ran on that nobody had signed, and says what it comes to; the line goes on. */
export function decideLookAt(upgrade: Upgrade, person: Person, input: { readonly jobId: string; readonly note: string }): Decision {
  const open = requireOpen(upgrade);
  if (!open.ok) return open;
  const attempt = upgrade.attempts.find(({ job }) => job.jobId === input.jobId);
  if (!attempt) return refuse("not-found", `This upgrade has no attempt ${input.jobId}.`);
  if (attempt.progress.status !== "ended" || !attempt.progress.ranOnChanged)
    return refuse("wrong-kind", "It did not run on changed content; there is nothing to look at.");
  if (attempt.lookedAt) return refuse("already-settled", "Somebody has looked at it already.");
  if (input.note.trim() === "") return refuse("reason-missing", "Say what you found; it is part of the record.");
  return ok([{ actor: toActor(person), event: { type: "attempt.looked-at", jobId: input.jobId, note: input.note.trim() } }]);
}

/** Refuses while something ran on content that nobody had signed and nobody has looked at. */
export function requireSeen(upgrade: Upgrade): Decision {
  const unseen = findUnseen(upgrade);
  if (!unseen) return ok([]);
  const title = upgrade.lane.steps.find(({ id }) => id === unseen.job.stepId)?.title ?? unseen.job.stepId;
  return refuse("ran-on-changed", `"${title}" ran on changed content. Nothing goes on until a tech lead has looked at what it ran on.`);
}
