import type { AgentError, AgentEvent, JobState } from "@/lib/contract/agent-api";
import { AGENT_REFUSALS } from "@/lib/contract/agent-api";
import type { AcceptedEntry, JournalEntry } from "../journal/entry";

/** A job as the journal tells it. */
export type JobRecord = {
  readonly accepted: AcceptedEntry;
  readonly events: readonly AgentEvent[];
};

/** Every job, folded from the journal; who holds an app follows from it and is kept nowhere else. */
export type JobBook = {
  readonly apply: (entry: JournalEntry) => void;
  readonly find: (jobId: string) => JobRecord | undefined;
  readonly listUnfinished: () => readonly JobRecord[];
  /** The job that keeps others off the app. */
  readonly findHolder: (appId: string) => JobRecord | undefined;
  /** The job that serves the app: it has given the app back, but for commands and edits. */
  readonly findServer: (appId: string) => JobRecord | undefined;
  /** The job that used a gate pass up. */
  readonly findPassUser: (passId: string) => string | undefined;
};

/** An empty book. */
export function createJobBook(): JobBook {
  const jobs = new Map<string, JobRecord>();
  const unfinished = new Set<string>();
  const passes = new Map<string, string>();

  const listUnfinished = () => [...unfinished].flatMap((jobId) => jobs.get(jobId) ?? []);
  const findActive = (appId: string, serving: boolean) => listUnfinished().find((record) => record.accepted.appId === appId && isServing(record) === serving);

  return {
    apply: (entry) => {
      if (entry.kind === "accepted") {
        jobs.set(entry.jobId, { accepted: entry, events: [] });
        unfinished.add(entry.jobId);
        if (entry.passId !== null) passes.set(entry.passId, entry.jobId);
        return;
      }
      const { event } = entry;
      const record = jobs.get(event.jobId);
      if (!record) throw new Error(`journal: event ${event.number} is about job ${event.jobId}, which was never accepted`);
      jobs.set(event.jobId, { ...record, events: [...record.events, event] });
      if (isEnd(event)) unfinished.delete(event.jobId);
    },
    find: (jobId) => jobs.get(jobId),
    listUnfinished,
    findHolder: (appId) => findActive(appId, false),
    findServer: (appId) => findActive(appId, true),
    findPassUser: (passId) => passes.get(passId),
  };
}

/** How far a job is. */
export function stateOf({ events }: JobRecord): JobState {
  if (events.some(isEnd)) return "ended";
  return events.length > 0 ? "running" : "queued";
}

/** Why the job was refused; undefined when it was not. */
export function refusalOf({ events }: JobRecord): AgentError | undefined {
  const refused = events.find((event) => event.type === "job.refused");
  if (!refused) return undefined;
  return { code: AGENT_REFUSALS.find((code) => code === refused.code) ?? "internal", message: refused.message };
}

function isServing({ events }: JobRecord): boolean {
  return events.some(({ type }) => type === "job.serving");
}

function isEnd({ type }: AgentEvent): boolean {
  return type === "job.finished" || type === "job.refused";
}
