import type { AgentEvent } from "@/lib/contract/agent-api";
import type { Digest } from "@/lib/core/digest";
import type { Finding } from "@/lib/core/lane/finding";
import type { Actor } from "@/lib/core/people/person";
import { ok } from "@/lib/core/result";
import type { EventOf } from "../event";
import { refuse } from "../refusal";
import { isActive, type Attempt, type Upgrade } from "../upgrade";
import type { Decision, NewEvent } from "./decision";
import { recordSnapshot, type SignOffDifferences } from "./record-snapshot";
import { snapshotAfter } from "./take-snapshot";

export type SnapshotContent = Omit<EventOf<"snapshot.taken">, "type" | "jobId" | "number">;

/** An agent's fact with what the dashboard made of it: stored log, findings, built snapshot. */
export type Fact = {
  readonly event: AgentEvent;
  readonly agentId: string;
  /** Only for `job.finished`. */
  readonly logBlob: Digest | null;
  readonly findings: readonly Finding[];
  readonly snapshot: SnapshotContent | null;
  readonly differences: SignOffDifferences;
  /** For a snapshot the fact calls for. */
  readonly nextJobId: string;
};

/** Turns a fact from the agent into events. Facts told twice, or told late, change nothing. */
export function decideFact(upgrade: Upgrade, fact: Fact): Decision {
  const { event } = fact;
  const attempt = upgrade.attempts.find(({ job }) => job.jobId === event.jobId);
  if (!attempt) return refuse("not-found", `Job ${event.jobId} is not part of upgrade ${upgrade.id}.`);
  const actor: Actor = { kind: "agent", id: fact.agentId };
  switch (event.type) {
    case "job.started":
      return ok(
        attempt.progress.status === "sent"
          ? [
              {
                actor,
                event: { type: "attempt.running", jobId: event.jobId, startedAt: event.at, argv: event.argv, treeId: event.treeId, sealing: event.sealing },
              },
            ]
          : [],
      );
    case "job.serving":
      return ok(isActive(attempt) ? [{ actor, event: { type: "attempt.serving", jobId: event.jobId, url: event.url, probes: event.probes } }] : []);
    case "job.refused":
      return ok(attempt.progress.status === "sent" || attempt.progress.status === "running" ? refused(upgrade, event, actor, fact.nextJobId) : []);
    case "job.finished":
      return ok(isActive(attempt) || attempt.progress.status === "serving" ? finished(upgrade, attempt, event, fact, actor) : []);
  }
}

function refused(
  upgrade: Upgrade,
  { jobId, code, message, treeId }: Extract<AgentEvent, { type: "job.refused" }>,
  actor: Actor,
  nextJobId: string,
): readonly NewEvent[] {
  return [{ actor, event: { type: "attempt.refused", jobId, code, message, treeId } }, ...snapshotAfter(upgrade, treeId, nextJobId, false)];
}

function finished(upgrade: Upgrade, attempt: Attempt, event: Extract<AgentEvent, { type: "job.finished" }>, fact: Fact, actor: Actor): readonly NewEvent[] {
  if (!fact.logBlob) throw new Error(`job ${event.jobId}: its log was not stored before its end was recorded`);
  const { type: _, number: __, at: ___, appId: ____, upgradeId: _____, log, ...rest } = event;
  const end: NewEvent = {
    actor,
    event: { type: "attempt.finished", ...rest, log: { blob: fact.logBlob, sizeBytes: log.sizeBytes }, findings: [...fact.findings] },
  };
  if (fact.snapshot) return [end, ...recordSnapshot(upgrade, event.jobId, fact.snapshot, fact.differences, actor)];
  if (attempt.job.action.type === "snapshot") return [end];
  const step = upgrade.lane.steps.find(({ id }) => id === attempt.job.stepId);
  const always = step?.kind === "command" && step.snapshotAfter && event.outcome === "exited" && event.exitCode === 0;
  return [end, ...snapshotAfter(upgrade, event.treeAfter, fact.nextJobId, always)];
}

/** The agent took the job; nothing is known of its progress yet. */
export function decideAccepted(upgrade: Upgrade, jobId: string, agentId: string): Decision {
  const attempt = upgrade.attempts.find(({ job }) => job.jobId === jobId);
  if (!attempt || attempt.accepted) return ok([]);
  return ok([{ actor: { kind: "agent", id: agentId }, event: { type: "attempt.accepted", jobId } }]);
}

/** The agent answered the sending itself with a refusal. */
export function decideSendRefused(
  upgrade: Upgrade,
  refusal: { readonly jobId: string; readonly code: string; readonly message: string },
  agentId: string,
): Decision {
  const attempt = upgrade.attempts.find(({ job }) => job.jobId === refusal.jobId);
  if (attempt?.progress.status !== "sent") return ok([]);
  return ok([{ actor: { kind: "agent", id: agentId }, event: { type: "attempt.refused", ...refusal, treeId: null } }]);
}
