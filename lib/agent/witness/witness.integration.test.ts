import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { toCosignatureBytes } from "@/lib/core/audit/checkpoint";
import { aDashboard } from "@/lib/testing/agent/a-dashboard";
import { aJob, startAgent, untilEnded, type Started } from "@/lib/testing/agent/an-agent";
import { verifySignature } from "./ed25519";

const restart = async (started: Started) => {
  await started.agent.close();
  return startAgent({ folder: started.folder, checkout: started.checkout });
};
const refused = (code: string) => ({ ok: false, error: { code } });

describe("an agent as witness", () => {
  it("cosigns what it is shown with a key only its owner can read", async () => {
    const started = await startAgent();
    const shown = aDashboard().grow();

    const answer = await started.client.showCheckpoint(shown);

    if (!answer.ok) throw new Error(answer.error.message);
    const { cosignature } = answer.value;
    expect(cosignature.agentId).toBe(started.agent.agentId);
    expect(verifySignature(cosignature.publicKey, toCosignatureBytes(shown.checkpoint.canonical, cosignature), cosignature.signature)).toBe(true);
    expect(statSync(join(started.dataDir, "witness-key.pem")).mode & 0o777).toBe(0o600);
  });

  it("remembers the largest checkpoint across a restart, and gives the same cosignature again", async () => {
    const first = await startAgent();
    const dashboard = aDashboard();
    await first.client.showCheckpoint(dashboard.grow());
    const shown = dashboard.grow();
    const before = await first.client.showCheckpoint(shown);

    const second = await restart(first);

    expect(await second.client.getWitness()).toMatchObject({ ok: true, value: { latest: { installationId: dashboard.installationId, number: 2 } } });
    expect(await second.client.showCheckpoint(shown)).toEqual(before);
  });

  it("refuses a smaller, a forked and a skipping checkpoint, and stays with the one it has", async () => {
    const started = await startAgent();
    const [dashboard, fork] = [aDashboard(), aDashboard()];
    const first = dashboard.grow();
    fork.grow();
    await started.client.showCheckpoint(first);
    await started.client.showCheckpoint(dashboard.grow());

    const smaller = await started.client.showCheckpoint(first);
    const forked = await started.client.showCheckpoint(fork.grow("another record"));
    const following = await started.client.showCheckpoint(fork.grow());
    dashboard.grow();
    const skipping = await started.client.showCheckpoint(dashboard.grow());

    expect([smaller, forked, following, skipping]).toMatchObject(["smaller", "forked", "forked", "not-next"].map((word) => refused(`checkpoint-${word}`)));
    expect(await started.client.getWitness()).toMatchObject({ ok: true, value: { latest: { number: 2 } } });
  });

  it("refuses another dashboard, and says how an operator accepts it on purpose", async () => {
    const first = await startAgent();
    await first.client.showCheckpoint(aDashboard().grow());
    const stranger = aDashboard("another").grow();

    const answer = await first.client.showCheckpoint(stranger);

    expect(answer).toMatchObject({ ok: false, error: { code: "checkpoint-forked", message: expect.stringContaining(join(first.dataDir, "witness.json")) } });
    await first.agent.close();
    rmSync(join(first.dataDir, "witness.json"));
    const second = await restart(first);
    expect(await second.client.showCheckpoint(stranger)).toMatchObject({ ok: true });
  });

  it("does not start on a damaged memory or a key that others can read", async () => {
    const started = await startAgent();
    await started.client.showCheckpoint(aDashboard().grow());
    const path = join(started.dataDir, "witness.json");
    const content = readFileSync(path, "utf8");

    writeFileSync(path, content.slice(0, -20));
    await expect(restart(started)).rejects.toThrow("witness.json is damaged");
    writeFileSync(path, content);
    chmodSync(join(started.dataDir, "witness-key.pem"), 0o644);
    await expect(restart(started)).rejects.toThrow("has mode 644");
  });
});

describe("a job under a checkpoint", () => {
  it("runs when it names the very one that was cosigned last", async () => {
    const started = await startAgent();
    const dashboard = aDashboard();
    await started.client.showCheckpoint(dashboard.grow());
    const job = aJob({ type: "clean-tree" });

    expect(await started.client.submitJob(job, { seal: dashboard.sealOf(job, started.agent.agentId) })).toMatchObject({ ok: true });
    expect(await untilEnded(started, job.jobId)).toMatchObject({ type: "job.finished", exitCode: 0 });
  });

  it.each([
    ["none", "checkpoint-smaller", () => undefined],
    ["a smaller one", "checkpoint-smaller", (dashboard: Dashboards) => dashboard.behind],
    ["a forked one", "checkpoint-forked", (dashboard: Dashboards) => dashboard.forked],
    ["one the agent has not seen", "checkpoint-not-next", (dashboard: Dashboards) => dashboard.ahead],
  ])("is not taken when it names %s, and can be sent again under the right one", async (_what, code, choose) => {
    const started = await startAgent();
    const dashboards = { right: aDashboard(), behind: aDashboard(), forked: aDashboard(), ahead: aDashboard() };
    dashboards.behind.grow();
    dashboards.forked.grow();
    dashboards.forked.grow("another");
    for (let count = 0; count < 3; count += 1) dashboards.ahead.grow();
    await started.client.showCheckpoint(dashboards.right.grow());
    await started.client.showCheckpoint(dashboards.right.grow());
    const job = aJob({ type: "clean-tree" });
    const wrong = choose(dashboards);

    const answer = await started.client.submitJob(job, wrong ? { seal: wrong.sealOf(job, started.agent.agentId) } : {});

    expect(answer).toMatchObject(refused(code));
    expect(await started.client.getJob(job.jobId)).toMatchObject(refused("not-found"));
    expect(await started.client.submitJob(job, { seal: dashboards.right.sealOf(job, started.agent.agentId) })).toMatchObject({ ok: true });
    expect(await untilEnded(started, job.jobId)).toMatchObject({ type: "job.finished", exitCode: 0 });
  });
});

type Dashboards = Readonly<Record<"behind" | "forked" | "ahead", ReturnType<typeof aDashboard>>>;
