import type { AgentApp, AgentError, AgentEvent, Candidate, Job, JobSeal } from "@/lib/contract/agent-api";
import { checkExtension } from "@/lib/core/audit/check-extension";
import { toCosignatureBytes } from "@/lib/core/audit/checkpoint";
import { sha256Hex } from "@/lib/core/digest";
import { err, ok, type Result } from "@/lib/core/result";
import type { Agent, AgentFailure } from "@/lib/ports/agent";
import { aKey, verifyEd25519 } from "../ed25519";

/** What a test gives an agent in memory. */
export type MemoryAgentOptions = {
  readonly apps?: readonly AgentApp[];
  readonly candidates?: readonly Candidate[];
  /** Answers to jobs and to adding an app, instead of taking them. */
  readonly refusal?: AgentError;
};

/** An agent in memory: it runs nothing, and answers while it is there. */
export type MemoryAgent = Agent & {
  /** Every job it was sent, as often as it was. */
  readonly sent: readonly Job[];
  /** What each of them was sent under. */
  readonly seals: readonly JobSeal[];
  /** The numbers of the checkpoints it was shown, in order. */
  readonly shown: readonly number[];
  readonly cancelled: readonly string[];
  readonly goAway: () => void;
  readonly comeBack: () => void;
  /** From now on it says no to jobs. */
  readonly refuse: (refusal: AgentFailure) => void;
  /** Gives a job its log; `pieceBytes` is how much one answer holds. */
  readonly keepLog: (jobId: string, log: string, pieceBytes?: number) => Pick<Extract<AgentEvent, { type: "job.finished" }>, "log">;
  /** Gives it a file of a kept tree under a blob id. */
  readonly keepBlob: (oid: string, bytes: Uint8Array) => void;
  /** Gives a snapshot job its outputs, as its report announces them. */
  readonly keepOutputs: (
    jobId: string,
    outputs: Readonly<Record<string, string | Uint8Array>>,
  ) => readonly { name: string; sizeBytes: number; sha256: string }[];
};

const OUTPUT_PIECE_BYTES = 100;
const AWAY = err({ code: "unreachable", message: "The agent does not answer." } as const);
const utf8 = new TextEncoder();

export function createMemoryAgent({ apps = [], candidates = [], refusal }: MemoryAgentOptions = {}): MemoryAgent {
  const sent: Job[] = [];
  const seals: JobSeal[] = [];
  const shown: number[] = [];
  const key = aKey("agent-1");
  let witnessed: { readonly canonical: string; readonly installationId: string; readonly number: number; readonly hash: string } | null = null;
  const cancelled: string[] = [];
  const logs = new Map<string, { readonly bytes: Uint8Array; readonly pieceBytes: number }>();
  const outputs = new Map<string, Uint8Array>();
  const blobs = new Map<string, Uint8Array>();
  let isThere = true;
  let failure: AgentFailure | undefined = refusal;

  const answer = async <Value>(make: () => Result<Value, AgentFailure>): Promise<Result<Value, AgentFailure>> => (isThere ? make() : AWAY);
  const notFound = (what: string) => err({ code: "not-found", message: `This agent has no ${what}.` } as const);

  return {
    sent,
    seals,
    shown,
    cancelled,
    goAway: () => {
      isThere = false;
    },
    comeBack: () => {
      isThere = true;
    },
    refuse: (next) => {
      failure = next;
    },
    keepLog: (jobId, log, pieceBytes = 1_000) => {
      const bytes = utf8.encode(log);
      logs.set(jobId, { bytes, pieceBytes });
      return { log: { sizeBytes: bytes.length, sha256: sha256Hex(bytes) } };
    },
    keepOutputs: (jobId, given) =>
      Object.entries(given).map(([name, content]) => {
        const bytes = typeof content === "string" ? utf8.encode(content) : content;
        outputs.set(`${jobId}/${name}`, bytes);
        return { name, sizeBytes: bytes.length, sha256: sha256Hex(bytes) };
      }),
    keepBlob: (oid, bytes) => void blobs.set(oid, bytes),
    readBlob: (_appId, _treeId, oid) =>
      answer(() => {
        const blob = blobs.get(oid);
        return blob ? ok(blob) : notFound(`file ${oid}`);
      }),
    health: () => answer(() => ok({ agentId: "agent-1", version: "0", startedAt: 0, roots: [], confinement: { way: "sweep", sentence: "For the test." } })),
    listApps: () => answer(() => ok(apps)),
    listCandidates: () => answer(() => ok({ candidates, roots: [] })),
    addApp: ({ id, name, path }) => answer(() => (failure ? err(failure) : ok({ id, name, path, standIn: null, overrides: {} }))),
    checkout: () => answer(() => notFound("such checkout")),
    sendJob: (job, seal) =>
      answer(() => {
        sent.push(job);
        seals.push(seal);
        return failure ? err(failure) : ok({ state: "queued" });
      }),
    getWitness: () =>
      answer(() => {
        const latest = witnessed && { installationId: witnessed.installationId, number: witnessed.number, hash: witnessed.hash };
        return ok({ agentId: "agent-7", publicKey: key.publicKey, latest });
      }),
    showCheckpoint: (extension) =>
      answer(() => {
        const checked = checkExtension(witnessed?.canonical ?? null, extension, verifyEd25519);
        if (!checked.ok) return checked;
        const { canonical } = extension.checkpoint;
        const { checkpoint, hash } = checked.value;
        shown.push(checkpoint.number);
        witnessed = { canonical, installationId: checkpoint.installationId, number: checkpoint.number, hash };
        const cosigner = { agentId: "agent-7", publicKey: key.publicKey, at: 0 };
        return ok({ cosignature: { ...cosigner, signature: key.sign(toCosignatureBytes(canonical, cosigner)) } });
      }),
    cancelJob: (jobId) =>
      answer(() => {
        cancelled.push(jobId);
        return ok({ state: "running" });
      }),
    readLog: (jobId, offset) =>
      answer(() => {
        const log = logs.get(jobId);
        return log ? ok({ bytes: log.bytes.slice(offset, offset + log.pieceBytes), size: log.bytes.length, ended: true }) : notFound(`log of ${jobId}`);
      }),
    readOutput: (jobId, name, offset) =>
      answer(() => {
        const output = outputs.get(`${jobId}/${name}`);
        if (!output) return notFound(`output ${name} of ${jobId}`);
        return ok({ bytes: output.slice(offset, offset + OUTPUT_PIECE_BYTES), size: output.length, ended: true });
      }),
    readEvents: () => answer(() => ok({ agentId: "agent-1", events: [], last: 0 })),
  };
}
