import type { Job } from "@/lib/contract/agent-api";
import { assertNever } from "@/lib/core/assert-never";
import type { RecordBody } from "@/lib/core/audit/record";
import type { UpgradeEvent } from "./event";
import type { Attempt, Upgrade } from "./upgrade";

type AttemptEvent = Extract<UpgradeEvent, { type: `attempt.${string}` }>;

/** The upgrade after a fact about an attempt. @throws for an attempt that never started. */
export function evolveAttempt(upgrade: Upgrade, event: AttemptEvent, { actor, at, seq }: RecordBody): Upgrade {
  if (event.type === "attempt.started") {
    const attempt: Attempt = {
      job: event.job,
      argv: event.argv,
      reason: event.reason,
      by: actor,
      seq,
      at,
      progress: { status: "sent" },
      accepted: false,
      cancelRequested: false,
      sealing: null,
      lookedAt: null,
    };
    return { ...upgrade, decisions: decisionsAfter(upgrade, event.job), attempts: [...upgrade.attempts, attempt] };
  }
  if (!upgrade.attempts.some(({ job }) => job.jobId === event.jobId)) {
    throw new Error(`record ${seq}: ${event.type} for job ${event.jobId}, which never started`);
  }
  const attempts = upgrade.attempts.map((attempt) => (attempt.job.jobId === event.jobId ? nextAttempt(attempt, event, { actor, at }) : attempt));
  return withAnchor({ ...upgrade, attempts }, event);
}

/** Trying a step takes back its waiver or attestation: what ran counts. */
function decisionsAfter({ decisions }: Upgrade, { stepId, action }: Job): Upgrade["decisions"] {
  if (action.type === "snapshot") return decisions;
  const { [stepId]: _, ...others } = decisions;
  return others;
}

function nextAttempt(attempt: Attempt, event: Exclude<AttemptEvent, { type: "attempt.started" }>, { actor, at }: Pick<RecordBody, "actor" | "at">): Attempt {
  switch (event.type) {
    case "attempt.accepted":
      return { ...attempt, accepted: true };
    case "attempt.refused":
      return { ...attempt, accepted: true, progress: { status: "refused", at, code: event.code, message: event.message, treeId: event.treeId } };
    case "attempt.running":
      return {
        ...attempt,
        accepted: true,
        argv: event.argv.length > 0 ? event.argv : attempt.argv,
        sealing: event.sealing,
        progress: { status: "running", startedAt: event.startedAt },
      };
    case "attempt.serving": {
      const startedAt = attempt.progress.status === "running" ? attempt.progress.startedAt : at;
      return { ...attempt, accepted: true, progress: { status: "serving", startedAt, url: event.url, probes: event.probes } };
    }
    case "attempt.cancel-requested":
      return { ...attempt, cancelRequested: true };
    case "attempt.looked-at":
      return { ...attempt, lookedAt: { by: actor, at, note: event.note } };
    case "attempt.finished": {
      const { type: _, jobId: __, treeBefore, ...end } = event;
      // A served app is stopped by hand, after people have worked on the checkout beside it.
      const ranOnChanged = attempt.sealing?.mode === "checked" && attempt.job.action.type === "command" && end.treeAfter !== treeBefore;
      const probes = attempt.progress.status === "serving" ? attempt.progress.probes : [];
      return { ...attempt, accepted: true, progress: { status: "ended", ...end, ranOnChanged, probes } };
    }
    default:
      return assertNever(event);
  }
}

function withAnchor(upgrade: Upgrade, event: AttemptEvent): Upgrade {
  if (event.type !== "attempt.finished" || event.report.type !== "anchor") return upgrade;
  const { type: _, ...anchor } = event.report;
  return { ...upgrade, anchor };
}
