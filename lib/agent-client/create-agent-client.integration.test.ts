import { describe, expect, it } from "vitest";
import { aCommandStep, aLane } from "@/lib/testing/agent/a-lane";
import { aCommandJob, aJob, runToFinish, startAgent } from "@/lib/testing/agent/an-agent";
import { createAgentClient } from "./create-agent-client";
import type { FeedConnection } from "./read-events";

describe("the agent client", () => {
  it("works in process, without a port", async () => {
    const { agent, token, port } = await startAgent();
    const client = createAgentClient({ baseUrl: `http://127.0.0.1:${port}`, token, fetch: async (input, init) => agent.http.fetch(new Request(input, init)) });

    expect(await client.getHealth()).toMatchObject({ ok: true, value: { agentId: agent.agentId } });
    expect(await client.getLock("other")).toMatchObject({ ok: false, error: { code: "unknown-app" } });
  });

  it("says that an agent is unreachable, and where", async () => {
    const client = createAgentClient({ baseUrl: "http://127.0.0.1:9", token: "t" });

    expect(await client.getHealth()).toMatchObject({ ok: false, error: { code: "unreachable", message: expect.stringContaining("127.0.0.1:9") } });
  });

  it.each([
    ["a page that is no JSON", new Response("<html>", { status: 200 })],
    ["JSON of another shape", Response.json({ hello: 1 })],
    ["an error without a reason", new Response("oops", { status: 502 })],
    ["a redirect", Response.error()],
  ])("takes %s for no agent", async (_what, response) => {
    const client = createAgentClient({ baseUrl: "http://127.0.0.1:9", token: "t", fetch: async () => response });

    expect(await client.getHealth()).toMatchObject({ ok: false, error: { code: "unreachable" } });
  });

  it("shows a wrong token as the agent's refusal", async () => {
    const { url } = await startAgent();

    expect(await createAgentClient({ baseUrl: url, token: "wrong" }).getHealth()).toMatchObject({ ok: false, error: { code: "unauthorized" } });
  });

  it("reads a log in pieces and whole", async () => {
    const lane = aLane([aCommandStep("count", "i=0; while [ $i -lt 2000 ]; do echo line $i; i=$((i+1)); done")]);
    const started = await startAgent({ lane });
    const job = aCommandJob(started, "count");
    const ended = await runToFinish(started, job);

    const pieces: Buffer[] = [];
    for (let offset = 0; ; ) {
      const chunk = await started.client.readLog(job.jobId, { offset, limit: 777 });
      if (!chunk.ok) throw new Error(chunk.error.message);
      pieces.push(Buffer.from(chunk.value.bytes));
      offset += chunk.value.bytes.length;
      if (chunk.value.ended && offset === chunk.value.size) break;
    }
    const whole = await started.client.fetchLog(job.jobId);

    expect(pieces.length).toBeGreaterThan(20);
    expect(whole.ok && Buffer.from(whole.value).equals(Buffer.concat(pieces))).toBe(true);
    expect(Buffer.concat(pieces).length).toBe(ended.log.sizeBytes);
  });
});

describe("the event feed", () => {
  it("brings every event once and in order, across a restart of the agent", async () => {
    const first = await startAgent();
    await runToFinish(first, aJob({ type: "clean-tree" }));
    const target = { url: first.url };
    const client = createAgentClient({
      baseUrl: "http://agent.test",
      token: first.token,
      fetch: (input, init) => fetch(String(input).replace("http://agent.test", target.url), init),
    });
    const connections: FeedConnection[] = [];
    const done = new AbortController();
    const numbers: number[] = [];

    const reading = (async () => {
      for await (const event of client.readEvents({
        after: 0,
        signal: done.signal,
        maxDelayMs: 300,
        onConnection: (connection) => connections.push(connection),
      })) {
        numbers.push(event.number);
        if (event.number === 2) void restart();
        if (event.number === 4) done.abort();
      }
    })();
    async function restart(): Promise<void> {
      await first.agent.close();
      const second = await startAgent({ folder: first.folder, checkout: first.checkout });
      target.url = second.url;
      await second.client.submitJob(aJob({ type: "clean-tree" }));
    }
    await reading;

    expect(numbers).toEqual([1, 2, 3, 4]);
    expect(connections.some(({ connected }) => !connected)).toBe(true);
  });

  it("answers a waiting reader when something happens, and stops at once when told", async () => {
    const started = await startAgent();
    const waiting = started.client.getEvents({ after: 0, waitMs: 15_000 });
    await started.client.submitJob(aJob({ type: "clean-tree" }));
    expect(await waiting).toMatchObject({ ok: true, value: { events: [{ number: 1 }] } });

    const done = new AbortController();
    const reading = started.client.readEvents({ after: 2, signal: done.signal }).next();
    const startedAt = Date.now();
    done.abort();
    expect(await reading).toEqual({ done: true, value: undefined });
    expect(Date.now() - startedAt).toBeLessThan(2_000);
  });

  it("stops with an error when another agent answers or the journal is shorter than the cursor", async () => {
    const { client } = await startAgent();

    await expect(client.readEvents({ after: 0, agentId: "another" }).next()).rejects.toThrow("expected agent another");
    await expect(client.readEvents({ after: 9 }).next()).rejects.toThrow("expected at least 9 events");
  });
});
