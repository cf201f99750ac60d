import {
  agentAppSchema,
  agentAppsSchema,
  agentEventPageSchema,
  appLockSchema,
  candidatesSchema,
  checkoutSchema,
  cosignedSchema,
  healthSchema,
  jobAcceptedSchema,
  jobViewSchema,
  witnessSchema,
  type AddApp,
  type AgentApp,
  type AgentApps,
  type AgentEvent,
  type AgentEventPage,
  type AppLock,
  type Candidates,
  type Checkout,
  type Health,
  type Job,
  type JobAccepted,
  type JobSeal,
  type JobSubmission,
  type JobView,
  type ShowCheckpoint,
  type Witness,
} from "@/lib/contract/agent-api";
import type { Cosignature } from "@/lib/core/audit/checkpoint";
import { ok, type Result } from "@/lib/core/result";
import { readChunk, readWhole, type Chunk } from "./read-bytes";
import { readEvents, type ReadEventsOptions } from "./read-events";
import { sendJson, type AgentCallError, type Connection } from "./send";

type Answer<Value> = Promise<Result<Value, AgentCallError>>;
type Abortable = { readonly signal?: AbortSignal };
type Range = Abortable & { readonly offset: number; readonly limit?: number };

/** One agent, every answer checked. Nothing here throws but `readEvents`. */
export type AgentClient = {
  readonly getHealth: (options?: Abortable) => Answer<Health>;
  readonly listApps: (options?: Abortable) => Answer<AgentApps>;
  readonly addApp: (app: AddApp) => Answer<AgentApp>;
  readonly listCandidates: (options?: Abortable) => Answer<Candidates>;
  readonly getCheckout: (appId: string, options?: Abortable & { readonly package?: string }) => Answer<Checkout>;
  /** A file of a tree the agent keeps; compare its git blob id with the one that was asked for. */
  readonly fetchBlob: (appId: string, treeId: string, oid: string, options?: Abortable) => Answer<Uint8Array<ArrayBuffer>>;
  readonly getLock: (appId: string, options?: Abortable) => Answer<AppLock>;
  /** Safe to repeat with the same job: it runs once. */
  readonly submitJob: (job: Job, options?: Abortable & { readonly seal?: JobSeal }) => Answer<JobAccepted>;
  readonly getJob: (jobId: string, options?: Abortable) => Answer<JobView>;
  readonly cancelJob: (jobId: string) => Answer<JobAccepted>;
  /** Waits up to `waitMs` (at most 20 s) for bytes after the offset. */
  readonly readLog: (jobId: string, range: Range & { readonly waitMs?: number }) => Answer<Chunk>;
  /** Waits up to `waitMs` (at most 20 s) for bytes after the offset, while the job is under way. */
  readonly readOutput: (jobId: string, name: string, range: Range & { readonly waitMs?: number }) => Answer<Chunk>;
  /** The whole output of a finished job; compare it with the size and digest in the snapshot's report. */
  readonly fetchOutput: (jobId: string, name: string, options?: Abortable) => Answer<Uint8Array<ArrayBuffer>>;
  /** The whole log as it is now. */
  readonly fetchLog: (jobId: string, options?: Abortable) => Answer<Uint8Array<ArrayBuffer>>;
  readonly getWitness: () => Answer<Witness>;
  /** Safe to repeat: the agent answers the checkpoint it cosigned last with the cosignature it gave. */
  readonly showCheckpoint: (shown: ShowCheckpoint) => Answer<{ readonly cosignature: Cosignature }>;
  readonly getEvents: (options: Abortable & { readonly after: number; readonly waitMs?: number }) => Answer<AgentEventPage>;
  readonly readEvents: (options: ReadEventsOptions) => AsyncGenerator<AgentEvent, void, undefined>;
};

const MARGIN_MS = 15_000;

/** A client for the agent at an address; `fetch` may be the agent's own, in process. */
export function createAgentClient(options: { readonly baseUrl: string; readonly token: string; readonly fetch?: typeof fetch }): AgentClient {
  const connection: Connection = { baseUrl: options.baseUrl, token: options.token, fetch: options.fetch ?? ((input, init) => fetch(input, init)) };
  const jobPath = (jobId: string) => `/jobs/${encodeURIComponent(jobId)}`;
  const appPath = (appId: string) => `/apps/${encodeURIComponent(appId)}`;

  const readLog: AgentClient["readLog"] = (jobId, { signal, ...query }) =>
    readChunk(connection, `${jobPath(jobId)}/log`, "log", { query, signal, timeoutMs: (query.waitMs ?? 0) + MARGIN_MS });
  const readOutput: AgentClient["readOutput"] = (jobId, name, { signal, ...query }) =>
    readChunk(connection, `${jobPath(jobId)}/outputs/${encodeURIComponent(name)}`, "output", { query, signal, timeoutMs: (query.waitMs ?? 0) + MARGIN_MS });
  const getEvents: AgentClient["getEvents"] = ({ signal, ...query }) =>
    sendJson(connection, agentEventPageSchema, "/events", { query, signal, timeoutMs: (query.waitMs ?? 0) + MARGIN_MS });

  return {
    getHealth: (call) => sendJson(connection, healthSchema, "/health", { ...call }),
    listApps: (call) => sendJson(connection, agentAppsSchema, "/apps", { ...call }),
    addApp: (app) => sendJson(connection, agentAppSchema, "/apps", { method: "POST", body: app }),
    listCandidates: (call) => sendJson(connection, candidatesSchema, "/candidates", { ...call }),
    getCheckout: (appId, { signal, ...query } = {}) =>
      sendJson(connection, checkoutSchema, `${appPath(appId)}/checkout`, { query, signal, timeoutMs: 120_000 }),
    fetchBlob: async (appId, treeId, oid, call) => {
      const path = `${appPath(appId)}/trees/${encodeURIComponent(treeId)}/blobs/${encodeURIComponent(oid)}`;
      const chunk = await readChunk(connection, path, "blob", { ...call });
      return chunk.ok ? ok(chunk.value.bytes) : chunk;
    },
    getLock: (appId, call) => sendJson(connection, appLockSchema, `${appPath(appId)}/lock`, { ...call }),
    submitJob: (job, { seal = null, ...call } = {}) =>
      sendJson(connection, jobAcceptedSchema, "/jobs", { method: "POST", body: { ...job, seal } satisfies JobSubmission, ...call }),
    getJob: (jobId, call) => sendJson(connection, jobViewSchema, jobPath(jobId), { ...call }),
    cancelJob: (jobId) => sendJson(connection, jobAcceptedSchema, `${jobPath(jobId)}/cancel`, { method: "POST" }),
    getWitness: () => sendJson(connection, witnessSchema, "/witness"),
    showCheckpoint: (shown) => sendJson(connection, cosignedSchema, "/witness", { method: "POST", body: shown }),
    readLog,
    readOutput,
    fetchOutput: (jobId, name, call) => readWhole((offset) => readOutput(jobId, name, { offset, ...call })),
    fetchLog: (jobId, call) => readWhole((offset) => readLog(jobId, { offset, ...call })),
    getEvents,
    readEvents: (readOptions) => readEvents((after, waitMs, signal) => getEvents({ after, waitMs, ...(signal ? { signal } : {}) }), readOptions),
  };
}
