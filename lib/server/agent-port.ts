import "server-only";
import { readFile } from "node:fs/promises";
import { type AgentClient, createAgentClient } from "@/lib/agent-client/create-agent-client";
import { err, ok, type Result } from "@/lib/core/result";
import type { Agent, AgentFailure } from "@/lib/ports/agent";

export type AgentPortOptions = { readonly baseUrl: string; readonly tokenFile: string };

/**
 * The agent behind its port. The token is read when it is needed, so that the agent may be started, and may
 * make its token, after the dashboard.
 */
export function createAgentPort({ baseUrl, tokenFile }: AgentPortOptions): Agent {
  async function call<Value>(use: (client: AgentClient) => Promise<Result<Value, AgentFailure>>): Promise<Result<Value, AgentFailure>> {
    const token = await readToken(tokenFile);
    return token.ok ? use(createAgentClient({ baseUrl, token: token.value })) : token;
  }

  return {
    health: () => call((client) => client.getHealth()),
    listApps: () => call(async (client) => mapOk(await client.listApps(), ({ apps }) => apps)),
    listCandidates: () => call((client) => client.listCandidates()),
    addApp: (app) => call((client) => client.addApp(app)),
    checkout: (appId) => call((client) => client.getCheckout(appId)),
    sendJob: (job, seal) => call((client) => client.submitJob(job, { seal })),
    getWitness: () => call((client) => client.getWitness()),
    showCheckpoint: (shown) => call((client) => client.showCheckpoint(shown)),
    cancelJob: (jobId) => call((client) => client.cancelJob(jobId)),
    readLog: (jobId, offset, waitMs) => call((client) => client.readLog(jobId, { offset, waitMs })),
    readOutput: (jobId, name, offset, waitMs) => call((client) => client.readOutput(jobId, name, { offset, waitMs })),
    readBlob: (appId, treeId, oid) => call((client) => client.fetchBlob(appId, treeId, oid)),
    readEvents: (after, waitMs, signal) => call((client) => client.getEvents({ after, waitMs, ...(signal ? { signal } : {}) })),
  };
}

async function readToken(tokenFile: string): Promise<Result<string, AgentFailure>> {
  try {
    return ok((await readFile(tokenFile, "utf8")).trim());
  } catch {
    return err({ code: "unreachable", message: `The agent's token file ${tokenFile} cannot be read; start the agent first.` });
  }
}

function mapOk<From, To, Failure>(result: Result<From, Failure>, map: (value: From) => To): Result<To, Failure> {
  return result.ok ? ok(map(result.value)) : result;
}
