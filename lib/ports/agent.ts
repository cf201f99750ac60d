import type { AddApp, Health } from "@/lib/contract/agent-api";
import type { AgentApp, AgentError, AgentEvent, Candidate, Checkout, Job, JobSeal, ShowCheckpoint, Witness } from "@/lib/contract/agent-api";
import type { Cosignature } from "@/lib/core/audit/checkpoint";
import type { Result } from "@/lib/core/result";

/** The agent could not be reached; nothing is known about what it does. */
export type Unreachable = { readonly code: "unreachable"; readonly message: string };
export type AgentFailure = AgentError | Unreachable;

/** A piece of a growing file. */
export type ByteRange = { readonly bytes: Uint8Array; readonly size: number; readonly ended: boolean };

/** The process on the machine with the checkouts. */
export type Agent = {
  readonly health: () => Promise<Result<Health, AgentFailure>>;
  readonly listApps: () => Promise<Result<readonly AgentApp[], AgentFailure>>;
  readonly listCandidates: () => Promise<Result<{ candidates: readonly Candidate[]; roots: readonly string[] }, AgentFailure>>;
  readonly addApp: (app: AddApp) => Promise<Result<AgentApp, AgentFailure>>;
  readonly checkout: (appId: string) => Promise<Result<Checkout, AgentFailure>>;
  readonly sendJob: (job: Job, seal: JobSeal) => Promise<Result<{ state: string }, AgentFailure>>;
  /** Who the agent is as a witness, and the checkpoint it cosigned last. */
  readonly getWitness: () => Promise<Result<Witness, AgentFailure>>;
  readonly showCheckpoint: (shown: ShowCheckpoint) => Promise<Result<{ readonly cosignature: Cosignature }, AgentFailure>>;
  readonly cancelJob: (jobId: string) => Promise<Result<{ state: string }, AgentFailure>>;
  readonly readLog: (jobId: string, offset: number, waitMs: number) => Promise<Result<ByteRange, AgentFailure>>;
  /** A piece of a snapshot's output from an offset on, as much as the agent gives at once; while the job is under way it waits for some. */
  readonly readOutput: (jobId: string, name: string, offset: number, waitMs: number) => Promise<Result<ByteRange, AgentFailure>>;
  /** A file of a tree the agent keeps; the caller checks that it is the one it asked for. */
  readonly readBlob: (appId: string, treeId: string, oid: string) => Promise<Result<Uint8Array, AgentFailure>>;
  readonly readEvents: (
    after: number,
    waitMs: number,
    signal?: AbortSignal,
  ) => Promise<Result<{ agentId: string; events: readonly AgentEvent[]; last: number }, AgentFailure>>;
};
