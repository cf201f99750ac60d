import { execSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import { onTestFinished } from "vitest";
import { createAgentClient, type AgentClient } from "@/lib/agent-client/create-agent-client";
import type { AgentEvent, Job, JobAction } from "@/lib/contract/agent-api";
import type { RegisteredLane } from "@/lib/core/lane/registry";
import { parseConfig } from "@/lib/agent/config";
import { createAgent, type Agent } from "@/lib/agent/create-agent";
import { readBaseEnvironment } from "@/lib/agent/environment";
import { markerOf } from "@/lib/agent/exec/child-environment";
import { createFinder, endProcesses, identifyFile } from "@/lib/agent/exec/process-table.mjs";
import { aCheckout, aFolder } from "./a-checkout";
import { aLane, aCommandStep } from "./a-lane";

/** An agent on a free port with one app, `shop`, and its client. */
export type Started = {
  readonly agent: Agent;
  readonly client: AgentClient;
  readonly url: string;
  readonly port: number;
  readonly token: string;
  readonly checkout: string;
  readonly folder: string;
  readonly dataDir: string;
  readonly lane: RegisteredLane;
};

type Options = {
  readonly lane?: RegisteredLane;
  readonly folder?: string;
  readonly checkout?: string;
  readonly app?: Readonly<Record<string, unknown>>;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly logLimitBytes?: number;
};

/** Starts an agent; it is closed after the test, and unfinished jobs are ended. */
export async function startAgent({ lane = aLane([aCommandStep("nothing", "true")]), ...options }: Options = {}): Promise<Started> {
  const folder = options.folder ?? aFolder();
  const checkout = options.checkout ?? aCheckout(join(folder, "root"));
  const config = parseConfig(
    {
      listen: { host: "127.0.0.1", port: 0 },
      tokenFile: "token",
      dataDir: "data",
      roots: ["root"],
      apps: [{ id: "shop", name: "Shop", path: checkout, ...options.app }],
      ...options.config,
    },
    folder,
    "test",
  );
  const agent = await createAgent({
    config,
    findLane: (id) => (id === lane.lane.id ? lane : undefined),
    base: readBaseEnvironment(process.env),
    logger: pino({ level: "silent" }),
    graceMs: 300,
    ...(options.logLimitBytes === undefined ? {} : { logLimitBytes: options.logLimitBytes }),
  });
  const { url, port } = await agent.listen();
  const token = readFileSync(join(folder, "token"), "utf8").trim();
  const client = createAgentClient({ baseUrl: url, token });
  onTestFinished(async () => {
    await agent.close();
    await endPrograms(join(folder, "data", "jobs"));
  });
  return { agent, client, url, port, token, checkout, folder, dataDir: join(folder, "data"), lane };
}

/** A test that failed must not leave anything running. */
async function endPrograms(jobs: string): Promise<void> {
  for (const jobId of readdirSync(jobs)) {
    await endProcesses(createFinder({ marker: markerOf(jobId), groupId: null, log: identifyFile(join(jobs, jobId, "log")) }), { graceMs: 0 });
  }
}

/** A job of the app `shop` with a fresh id. */
export function aJob(action: JobAction, more: Partial<Job> = {}): Job {
  const stepId = "stepId" in action ? action.stepId : "the-step";
  return { jobId: randomUUID(), appId: "shop", upgradeId: "up-1", stepId, attempt: 1, action, timeoutMs: 30_000, gatePass: null, ...more };
}

/** A job that runs a command step of the lane. */
export function aCommandJob({ lane }: Pick<Started, "lane">, stepId: string, more: Partial<Job> = {}): Job {
  return aJob({ type: "command", laneId: lane.lane.id, laneDigest: lane.digest, stepId, alternative: null }, more);
}

export type Ended = Extract<AgentEvent, { type: "job.finished" | "job.refused" }>;

/** Sends a job and waits for its last event. */
export async function run({ client }: Pick<Started, "client">, job: Job): Promise<Ended> {
  await client.submitJob(job);
  return untilEnded({ client }, job.jobId);
}

/** As `run`, for a job that is expected to finish. */
export async function runToFinish(started: Pick<Started, "client">, job: Job): Promise<Extract<AgentEvent, { type: "job.finished" }>> {
  const ended = await run(started, job);
  if (ended.type !== "job.finished") throw new Error(`expected the job to finish, it was refused: ${ended.code} ${ended.message}`);
  return ended;
}

/** Waits for the job's last event. */
export async function untilEnded({ client }: Pick<Started, "client">, jobId: string): Promise<Ended> {
  for await (const event of client.readEvents({ after: 0 })) {
    if (event.jobId === jobId && (event.type === "job.finished" || event.type === "job.refused")) return event;
  }
  throw new Error("the feed ended");
}

/** The job's log as text. */
export async function logOf({ client }: Pick<Started, "client">, jobId: string): Promise<string> {
  const log = await client.fetchLog(jobId);
  if (!log.ok) throw new Error(log.error.message);
  return new TextDecoder().decode(log.value);
}

/** Waits until something holds. */
export async function until(holds: () => boolean | Promise<boolean>, limitMs = 10_000): Promise<void> {
  const ends = Date.now() + limitMs;
  while (!(await holds())) {
    if (Date.now() > ends) throw new Error("waited in vain");
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

/** Processes that carry the job's marker; the dead that nobody has reaped do not count. */
export function listMarked(jobId: string): readonly string[] {
  const command = `grep -lza "UPGRADE_REVIEW_JOB=${jobId}" /proc/[0-9]*/environ 2>/dev/null || true`;
  return execSync(command, { encoding: "utf8" }).split("\n").filter(Boolean);
}
