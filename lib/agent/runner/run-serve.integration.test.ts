import { describe, expect, it } from "vitest";
import type { AgentEvent, Job } from "@/lib/contract/agent-api";
import { aCommandStep, aLane, aServeStep } from "@/lib/testing/agent/a-lane";
import { aCommandJob, aJob, listMarked, run, runToFinish, startAgent, until, untilEnded, type Started } from "@/lib/testing/agent/an-agent";

const PAGES = `
  const pages = { "/": [200, "<html><title>\\n Welcome  home</title>"], "/old": [302, ""], "/boom": [500, "no"] };
  const server = require("http").createServer((request, response) => {
    const [status, body] = pages[request.url] ?? [404, ""];
    response.writeHead(status, { location: "http://192.0.2.1/" }).end(body);
  });
  setTimeout(() => server.listen(process.env.PORT, "127.0.0.1"), 200);
  if (process.env.PHX_SERVER !== "true") process.exit(9);
`;
const lane = aLane([
  aServeStep("serve", PAGES, ["/", "/old", "/boom", "/none"]),
  aServeStep("crash", "process.exit(5)"),
  aServeStep("mute", "setInterval(() => {}, 1000)"),
  aCommandStep("print", "echo hi"),
]);

const aServeJob = (stepId: string, more: Partial<Job> = {}) => aJob({ type: "serve", laneId: lane.lane.id, laneDigest: lane.digest, stepId }, more);

async function serve(started: Started): Promise<{ job: Job; serving: Extract<AgentEvent, { type: "job.serving" }> }> {
  const job = aServeJob("serve", { timeoutMs: 2_000 });
  await started.client.submitJob(job);
  for await (const event of started.client.readEvents({ after: 0 })) {
    if (event.jobId === job.jobId && event.type === "job.serving") return { job, serving: event };
    if (event.type === "job.finished" || event.type === "job.refused") throw new Error(`expected serving, came ${event.message}`);
  }
  throw new Error("the feed ended");
}

describe("serving an app", () => {
  it("reports every probe once the app answers, follows no redirect and stays up past its time limit", async () => {
    const started = await startAgent({ lane });

    const { job, serving } = await serve(started);

    const { port, hostname } = new URL(serving.url);
    expect(hostname).toBe("localhost");
    expect(serving.probes.map(({ path, status, title }) => [path, status, title])).toEqual([
      ["/", 200, "Welcome home"],
      ["/old", 302, null],
      ["/boom", 500, null],
      ["/none", 404, null],
    ]);
    const acceptedAt = Date.now();
    await until(() => Date.now() > acceptedAt + 2_200);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
    await started.client.cancelJob(job.jobId);
    expect(await untilEnded(started, job.jobId)).toMatchObject({ outcome: "cancelled" });
    expect(listMarked(job.jobId)).toEqual([]);
  });

  it("gives the app back for looking, not for commands and edits", async () => {
    const started = await startAgent({ lane });
    const { job } = await serve(started);

    expect(await started.client.getLock("shop")).toMatchObject({ ok: true, value: { lock: null, serving: { jobId: job.jobId } } });
    expect(await runToFinish(started, aJob({ type: "posture", package: "sigra" }))).toMatchObject({ exitCode: 0 });
    expect(await run(started, aCommandJob(started, "print"))).toMatchObject({ type: "job.refused", code: "serving" });
    expect(await run(started, aServeJob("serve"))).toMatchObject({ type: "job.refused", code: "serving" });
    expect(await run(started, aJob({ type: "set-dependency", package: "sigra", requirement: "~> 1.0" }))).toMatchObject({ code: "serving" });
    await started.client.cancelJob(job.jobId);
    await untilEnded(started, job.jobId);
    expect(await runToFinish(started, aCommandJob(started, "print"))).toMatchObject({ exitCode: 0 });
  });

  it("ends when the app does", async () => {
    const started = await startAgent({ lane });

    expect(await run(started, aServeJob("crash"))).toMatchObject({ outcome: "exited", exitCode: 5 });
  });

  it("gives up at the time limit when nothing answers", async () => {
    const started = await startAgent({ lane });

    const ended = await run(started, aServeJob("mute", { timeoutMs: 1_000 }));

    expect(ended).toMatchObject({ type: "job.finished", outcome: "timed-out" });
    expect(listMarked(ended.jobId)).toEqual([]);
  });
});
