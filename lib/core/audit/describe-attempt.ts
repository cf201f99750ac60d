import { assertNever } from "@/lib/core/assert-never";
import type { Job, Sealing } from "@/lib/contract/agent-api";
import type { Lane } from "@/lib/core/lane/lane";
import type { EventOf, UpgradeEvent } from "@/lib/core/upgrade/event";
import { stepName } from "./describe-step";
import { code, countOf, type Phrase, say, sayWords } from "./phrase";

type AboutAttempt = Extract<UpgradeEvent, { type: `attempt.${string}` }>;

/** What was said about an attempt, without who said it. */
export function sayAttempt(event: AboutAttempt, lane: Lane, jobs: ReadonlyMap<string, Job>): readonly Phrase[] {
  if (event.type === "attempt.started") return sayStarted(event, lane);
  const job = jobs.get(event.jobId);
  const what = job ? attemptName(job, lane) : say`job ${code(event.jobId)}`;
  switch (event.type) {
    case "attempt.accepted":
      return say`took the job of ${what}`;
    case "attempt.refused":
      return say`refused ${what}${sayWords(event.message)}`;
    case "attempt.running":
      return say`began ${what}${event.argv.length > 0 ? say`, ${code(event.argv.join(" "))}` : []}${saySealing(event.sealing)}`;
    case "attempt.serving": {
      const answered = event.probes.filter(({ status }) => status !== null).length;
      return say`serves the app for ${what} at ${code(event.url)}: ${answered} of ${countOf(event.probes.length, "path")} answered`;
    }
    case "attempt.looked-at":
      return say`looked at what ${what} ran on, which nobody had signed${sayWords(event.note)}`;
    case "attempt.cancel-requested":
      return say`asked to cancel ${what}`;
    case "attempt.finished":
      return say`${sayEnd(event, what)}${sayFindings(event)}${sayWords(event.message)}`;
    default:
      return assertNever(event);
  }
}

function sayStarted({ job, argv, reason }: EventOf<"attempt.started">, lane: Lane): readonly Phrase[] {
  if (job.action.type === "snapshot") return say`asked for a snapshot${sayWords(reason)}`;
  return say`started ${attemptName(job, lane)}, ${code(argv.join(" "))}${sayWords(reason)}`;
}

function saySealing(sealing: Sealing | null): readonly Phrase[] {
  if (!sealing) return [];
  return sealing.mode === "sealed" ? say`, sealed: from a copy of the signed tree` : say`, checked before and after, not sealed`;
}

function attemptName(job: Job, lane: Lane): readonly Phrase[] {
  if (job.action.type === "snapshot") return say`the snapshot`;
  return say`attempt ${job.attempt} of ${stepName(lane, job.stepId)}`;
}

function sayEnd(event: EventOf<"attempt.finished">, what: readonly Phrase[]): readonly Phrase[] {
  const took = spanText(event.endedAt - event.startedAt);
  switch (event.outcome) {
    case "exited":
      return say`finished ${what} ${sayExit(event)} after ${took}`;
    case "timed-out":
      return say`stopped ${what} at its time limit after ${took}`;
    case "cancelled":
      return say`cancelled ${what} after ${took}`;
    case "interrupted":
      return say`reported ${what} interrupted after ${took}; a log of ${countOf(event.log.sizeBytes, "byte")} is kept`;
    default:
      return assertNever(event.outcome);
  }
}

function sayExit({ exitCode, signal }: EventOf<"attempt.finished">): string {
  if (exitCode !== null) return `with exit code ${exitCode}`;
  return signal === null ? "without an exit code" : `by signal ${signal}`;
}

function sayFindings({ findings }: EventOf<"attempt.finished">): readonly Phrase[] {
  const titles = findings.filter(({ severity }) => severity !== "note").map(({ title }) => title);
  return titles.length === 0 ? [] : say`, with ${countOf(titles.length, "finding")} (${titles.join("; ")})`;
}

/** A time span in its two largest units: "48 s", "3 min 12 s", "2 h 5 min". */
function spanText(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
