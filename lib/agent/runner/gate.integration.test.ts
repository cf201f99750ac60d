import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { GatePass, Job, JobSeal } from "@/lib/contract/agent-api";
import { sha256Hex } from "@/lib/core/digest";
import { git, writeFiles } from "@/lib/testing/agent/a-checkout";
import { aDashboard, withDashboard } from "@/lib/testing/agent/a-dashboard";
import { aCommandStep, aLane } from "@/lib/testing/agent/a-lane";
import { aCommandJob, run, runToFinish, startAgent, untilEnded, type Started } from "@/lib/testing/agent/an-agent";

const COMMAND = ["sh", "-c", "echo ran > _build/ran"] as const;
const lane = aLane([aCommandStep("migrate", "", { command: [...COMMAND], gated: true })]);

async function start(): Promise<{ started: Awaited<ReturnType<typeof withDashboard>>; treeId: string; lockDigest: string }> {
  const started = await withDashboard(await startAgent({ lane }));
  writeFiles(started.checkout, { "_build/keep": "" });
  const checkout = await started.client.getCheckout("shop");
  if (!checkout.ok) throw new Error(checkout.error.message);
  return { started, treeId: checkout.value.treeId, lockDigest: sha256Hex(readFileSync(join(started.checkout, "mix.lock"))) };
}

function aGatedJob({ started, treeId, lockDigest }: Awaited<ReturnType<typeof start>>, pass: Partial<GatePass> = {}): Job {
  const job = aCommandJob(started, "migrate");
  const gatePass = {
    passId: randomUUID(),
    upgradeId: job.upgradeId,
    stepId: job.stepId,
    jobId: job.jobId,
    treeId,
    lockDigest,
    argv: [...COMMAND],
    signOffs: [1, 2, 3, 4, 5],
    ...pass,
  };
  return { ...job, gatePass };
}

type Signed = NonNullable<JobSeal["gatePass"]>;

const hasRun = ({ checkout }: Started) => existsSync(join(checkout, "_build/ran"));

describe("a gated step", () => {
  it("runs behind its pass on the signed tree", async () => {
    const gate = await start();

    const ended = await runToFinish(gate.started, aGatedJob(gate));

    expect(ended).toMatchObject({ outcome: "exited", exitCode: 0, treeBefore: gate.treeId, treeAfter: gate.treeId });
    expect(hasRun(gate.started)).toBe(true);
  });

  it.each<[string, Partial<GatePass>, string]>([
    ["another upgrade", { upgradeId: "up-2" }, "gate-pass-differs"],
    ["another step", { stepId: "other" }, "gate-pass-differs"],
    ["another job", { jobId: "another-job" }, "gate-pass-differs"],
    ["another command", { argv: ["sh", "-c", "true"] }, "gate-pass-differs"],
    ["another tree", { treeId: "a".repeat(40) }, "tree-differs"],
    ["another lockfile", { lockDigest: "a".repeat(64) }, "lockfile-differs"],
    ["no lockfile", { lockDigest: null }, "lockfile-differs"],
  ])("does not run with a pass for %s", async (_what, pass, code) => {
    const gate = await start();

    const ended = await run(gate.started, aGatedJob(gate, pass));

    expect(ended).toMatchObject({ type: "job.refused", code });
    expect(hasRun(gate.started)).toBe(false);
  });

  it("does not run without a pass", async () => {
    const gate = await start();

    expect(await run(gate.started, { ...aGatedJob(gate), gatePass: null })).toMatchObject({ type: "job.refused", code: "gate-pass-missing" });
    expect(hasRun(gate.started)).toBe(false);
  });

  it("does not run when the checkout changed since, and names the paths", async () => {
    const gate = await start();
    writeFiles(gate.started.checkout, { "lib/a.ex": "x\n", "lib/b.ex": "x\n", "lib/c.ex": "x\n", "lib/d.ex": "x\n" });

    const ended = await run(gate.started, aGatedJob(gate));

    expect(ended).toMatchObject({ type: "job.refused", code: "tree-differs", treeId: expect.stringMatching(/^[0-9a-f]{40}$/) });
    expect(ended.message).toContain("lib/a.ex, lib/b.ex, lib/c.ex and 1 more differ");
    expect(hasRun(gate.started)).toBe(false);
  });

  it("does not run when an ignored lockfile changed", async () => {
    const gate = await start();
    writeFiles(gate.started.checkout, { ".gitignore": "/deps/\n/_build/\n/mix.lock\n" });
    git(gate.started.checkout, "rm", "-q", "--cached", "mix.lock");
    git(gate.started.checkout, "commit", "-qam", "ignore it");
    const checkout = await gate.started.client.getCheckout("shop");
    writeFileSync(join(gate.started.checkout, "mix.lock"), "%{}\n");

    const ended = await run(gate.started, aGatedJob({ ...gate, treeId: checkout.ok ? checkout.value.treeId : "" }));

    expect(ended).toMatchObject({ type: "job.refused", code: "lockfile-differs" });
    expect(hasRun(gate.started)).toBe(false);
  });

  it("does not run on the word of a stale index", async () => {
    const gate = await start();
    const [own = ""] = readdirSync(join(gate.started.dataDir, "git"));
    git(gate.started.checkout, `--git-dir=${join(gate.started.dataDir, "git", own)}`, "--work-tree=.", "update-index", "--assume-unchanged", "mix.exs");
    writeFileSync(join(gate.started.checkout, "mix.exs"), "changed\n");

    expect(await run(gate.started, aGatedJob(gate))).toMatchObject({ type: "job.refused", code: "tree-differs" });
    expect(hasRun(gate.started)).toBe(false);
  });

  it("uses a pass up, even across a restart", async () => {
    const gate = await start();
    const first = aGatedJob(gate);
    await run(gate.started, first);
    rmSync(join(gate.started.checkout, "_build/ran"));
    const second = aGatedJob(gate, { passId: first.gatePass?.passId ?? "" });

    expect(await run(gate.started, second)).toMatchObject({ type: "job.refused", code: "gate-pass-used" });
    await gate.started.agent.close();
    const again = await startAgent({ lane, folder: gate.started.folder, checkout: gate.started.checkout });
    const restarted = await withDashboard(again, gate.started.dashboard);
    expect(await run(restarted, aGatedJob(gate, { passId: first.gatePass?.passId ?? "" }))).toMatchObject({ type: "job.refused", code: "gate-pass-used" });
    expect(hasRun(gate.started)).toBe(false);
  });
});

describe("the dashboard's signature under a gate pass", () => {
  async function startKnown() {
    const gate = await start();
    return { gate, dashboard: gate.started.dashboard, agentId: gate.started.agent.agentId };
  }

  it.each<[string, (signed: Signed) => object]>([
    ["its terms", ({ terms, signature }) => ({ terms: { ...terms, force: true }, signature })],
    ["the record its terms name", ({ terms, signature }) => ({ terms: { ...terms, record: { ...terms.record, force: true } }, signature })],
    ["the signature beside them", (signed) => ({ ...signed, force: true })],
  ])("is not read with a field in %s that nobody knows", async (_what, change) => {
    const { gate, dashboard, agentId } = await startKnown();
    const job = aGatedJob(gate);
    const seal = dashboard.sealOf(job, agentId);
    if (seal.gatePass === null) throw new Error("expected a signed pass");
    const changed = Object.assign({}, seal, { gatePass: change(seal.gatePass) });

    expect(await gate.started.client.submitJob(job, { seal: changed })).toMatchObject({ ok: false, error: { code: "bad-request" } });
    expect(await gate.started.client.getJob(job.jobId)).toMatchObject({ ok: false, error: { code: "not-found" } });
    expect(hasRun(gate.started)).toBe(false);
  });

  it("is asked for before the agent has met any dashboard", async () => {
    const gate = await start();
    const stranger = await startAgent({ lane });
    const job = aGatedJob(gate);

    expect(await stranger.client.submitJob(job)).toMatchObject({ ok: false, error: { code: "checkpoint-not-next" } });
    expect(await stranger.client.getJob(job.jobId)).toMatchObject({ ok: false, error: { code: "not-found" } });
  });

  it("opens the gate when the dashboard signed it", async () => {
    const { gate, dashboard, agentId } = await startKnown();
    const job = aGatedJob(gate);

    expect(await gate.started.client.submitJob(job, { seal: dashboard.sealOf(job, agentId) })).toMatchObject({ ok: true });
    expect(await untilEnded(gate.started, job.jobId)).toMatchObject({ type: "job.finished", exitCode: 0 });
    expect(hasRun(gate.started)).toBe(true);
  });

  it.each<[string, string, (job: Job, known: Awaited<ReturnType<typeof startKnown>>) => JobSeal]>([
    ["is not signed", "gate-pass-unsigned", (job, { dashboard, agentId }) => ({ ...dashboard.sealOf(job, agentId), gatePass: null })],
    ["was signed over another tree", "gate-pass-differs", (job, { dashboard, agentId }) => dashboard.sealOf(withTree(job, "a".repeat(40)), agentId)],
    ["was signed by somebody else", "gate-pass-differs", (job, { dashboard, agentId }) => forge(job, dashboard.sealOf(job, agentId), agentId)],
    ["was signed for another agent", "gate-pass-differs", (job, { dashboard }) => dashboard.sealOf(job, "another")],
    ["was signed for another app", "gate-pass-differs", (job, { dashboard, agentId }) => dashboard.sealOf(job, agentId, { appId: "other" })],
    ["has run out", "gate-pass-expired", (job, { dashboard, agentId }) => dashboard.sealOf(job, agentId, { expiresAt: Date.now() - 1 })],
  ])("leaves it shut when it %s", async (_what, code, toSeal) => {
    const known = await startKnown();
    const job = aGatedJob(known.gate);

    expect(await known.gate.started.client.submitJob(job, { seal: toSeal(job, known) })).toMatchObject({ ok: false, error: { code } });
    expect(hasRun(known.gate.started)).toBe(false);
  });

  it("is refused with a field that nobody knows", async () => {
    const { gate, dashboard, agentId } = await startKnown();
    const job = aGatedJob(gate);
    const body = { ...job, gatePass: { ...job.gatePass, skipChecks: true }, seal: dashboard.sealOf(job, agentId) };
    const headers = { authorization: `Bearer ${gate.started.token}`, "content-type": "application/json" };

    const answer = await fetch(`${gate.started.url}/jobs`, { method: "POST", headers, body: JSON.stringify(body) });

    expect([answer.status, await answer.json()]).toEqual([400, { code: "bad-request", message: expect.stringContaining("skipChecks") }]);
  });

  function withTree(job: Job, treeId: string): Job {
    return { ...job, gatePass: job.gatePass && { ...job.gatePass, treeId } };
  }

  function forge(job: Job, seal: JobSeal, agentId: string): JobSeal {
    return { ...seal, gatePass: aDashboard("another").sealOf(job, agentId, seal.gatePass?.terms).gatePass };
  }
});

describe("a command that the lane does not declare", () => {
  const action = { type: "command", laneId: lane.lane.id, laneDigest: lane.digest, stepId: "migrate", alternative: null } as const;

  it.each([
    ["an unknown lane", { ...action, laneId: "other" }, "unknown-lane"],
    ["another version of the lane", { ...action, laneDigest: "a".repeat(64) }, "lane-differs"],
    ["an unknown step", { ...action, stepId: "other" }, "unknown-step"],
    ["an undeclared alternative", { ...action, alternative: "other" }, "unknown-step"],
    ["an override that is not configured", { ...action, alternative: "override" }, "unknown-step"],
    ["a command as a server", { type: "serve", laneId: lane.lane.id, laneDigest: lane.digest, stepId: "migrate" } as const, "unknown-step"],
  ])("is refused: %s", async (_what, wrong, code) => {
    const gate = await start();

    expect(await run(gate.started, { ...aGatedJob(gate), stepId: wrong.stepId, action: wrong })).toMatchObject({ type: "job.refused", code });
  });

  it("is refused when job and action name different steps", async () => {
    const gate = await start();

    expect(await run(gate.started, { ...aGatedJob(gate, { stepId: "harmless" }), stepId: "harmless" })).toMatchObject({
      type: "job.refused",
      code: "unknown-step",
    });
  });

  it("is refused for an unknown app", async () => {
    const gate = await start();

    expect(await run(gate.started, { ...aGatedJob(gate), appId: "other" })).toMatchObject({ type: "job.refused", code: "unknown-app" });
  });
});
