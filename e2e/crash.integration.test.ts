import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { verifyChain } from "@/lib/core/audit/verify-chain";
import { openRecord, recordHash } from "@/lib/core/audit/record";
import { CATEGORIES } from "@/lib/core/classify/category";
import { bucketDigest } from "@/lib/core/review/bucket";
import { findSnapshot, listAttempts, type Attempt, type Upgrade } from "@/lib/core/upgrade/upgrade";
import { signIn } from "./api-client";
import { createLine, type Line } from "./line";
import { APP_ID, createWorld, REPOSITORY, type Service, type World, waitUntil } from "./world";

// A world of its own takes long on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

/** Long enough that a step of the stand-in mix is still under way when its agent is killed. */
const DELAY_MS = "120";
const patience = mkdtempSync(join(tmpdir(), "patient-"));
let world: World;
let line: Line;

beforeAll(async () => {
  world = await createWorld({
    environment: { SAMPLE_MIX_DELAY_MS: DELAY_MS, PATIENT_FOLDER: patience },
    overrides: { "sigra-v1.0/fetch": [process.execPath, join(REPOSITORY, "e2e/patient-step.mjs")] },
  });
});
afterAll(async () => {
  writeFileSync(join(patience, "stop"), "");
  await world?.close();
  rmSync(patience, { recursive: true, force: true });
});

const jobFile = (jobId: string, name: string) => join(world.agentFolder, "jobs", jobId, name);
const sizeOfLog = (jobId: string) => (existsSync(jobFile(jobId, "log")) ? statSync(jobFile(jobId, "log")).size : 0);
const typesOf = async (jobId: string) =>
  (await line.people["lead-a"].records(line.upgradeId))
    .map((record) => openRecord(record).event)
    .filter((event) => ("jobId" in event ? event.jobId : "job" in event ? event.job.jobId : "") === jobId)
    .map(({ type }) => type);

/** Starts the step that ends when it is told to; returns its job. */
async function startPatientStep(): Promise<string> {
  const operator = line.people["operator-a"];
  const seq = await operator.command(line.upgradeId, { type: "run", stepId: "fetch", alternative: "override", reason: "To be interrupted." });
  const attempt = (await operator.upgrade(line.upgradeId)).attempts.find((candidate) => candidate.seq === seq);
  if (!attempt) throw new Error(`record ${seq} started no attempt`);
  return attempt.job.jobId;
}

async function untilLogGrows(jobId: string, byBytes = 2_000): Promise<void> {
  const from = sizeOfLog(jobId);
  await waitUntil(async () => sizeOfLog(jobId) > from + byBytes, `the log of ${jobId} to grow`);
}

function letItEnd(): void {
  writeFileSync(join(patience, "stop"), "");
}

/** Waits for the end of a job and checks that nothing of it was lost, doubled or made up. */
async function expectWhole(jobId: string): Promise<Attempt> {
  const { "operator-a": operator, "lead-a": lead } = line.people;
  const upgrade = await operator.waitFor(
    line.upgradeId,
    ({ attempts }) => attempts.some(({ job, progress }) => job.jobId === jobId && progress.status === "ended"),
    `job ${jobId} to end`,
  );
  const attempt = upgrade.attempts.find(({ job }) => job.jobId === jobId);
  const written = readFileSync(jobFile(jobId, "log"));
  const stored = Buffer.from(await operator.log(line.upgradeId, jobId));

  expect(attempt?.progress).toMatchObject({ status: "ended", outcome: "exited", exitCode: 0, log: { sizeBytes: written.length } });
  expect(stored.equals(written)).toBe(true);
  // The agent's answer is no news, and not recorded, when its first event was faster.
  const types = await typesOf(jobId);
  expect(types.filter((type) => type !== "attempt.accepted")).toEqual(["attempt.started", "attempt.running", "attempt.finished"]);
  expect(types.length).toBeLessThanOrEqual(4);
  const journal = readFileSync(join(world.agentFolder, "journal.ndjson"), "utf8")
    .split("\n")
    .filter((entry) => entry.includes(jobId));
  for (const type of ["job.started", "job.finished"]) expect([type, journal.filter((entry) => entry.includes(`"${type}"`)).length]).toEqual([type, 1]);
  expect(verifyChain(await lead.records(line.upgradeId))).toMatchObject({ ok: true });
  if (!attempt) throw new Error(`no attempt for ${jobId}`);
  return attempt;
}

/** Every line the patient step printed, in order, and that it ran once. */
function expectEveryLine(jobId: string): void {
  const lines = readFileSync(jobFile(jobId, "log"), "utf8").split("\r\n");
  const count = lines.length - 1;
  expect(lines.at(-1)).toBe(`end after ${count}`);
  expect(lines.slice(0, -1)).toEqual(Array.from({ length: count }, (_, index) => `line ${index + 1} \u001b[32m✓ äöü 🎉\u001b[0m`));
  expect(readFileSync(join(patience, "starts"), "utf8").trim().split("\n")).toHaveLength(1);
}

describe("two people starting an upgrade of one app at the same moment", () => {
  it("start one", async () => {
    const lead = await signIn(world, "lead-a");

    const answers = await Promise.all(Array.from({ length: 6 }, () => lead.post("/api/upgrades", { appId: APP_ID, laneId: "sigra-v1.0" })));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    const started = answers.find(({ ok }) => ok)?.body as { upgradeId: string };
    await lead.command(started.upgradeId, { type: "abandon", reason: "Only to see who is first." });
  });
});

describe("a step under way when something is killed", () => {
  beforeAll(async () => {
    line = await createLine(world, "anchored");
    await line.people["operator-a"].run(line.upgradeId, "bump");
  });
  beforeEach(() => {
    rmSync(join(patience, "stop"), { force: true });
    rmSync(join(patience, "starts"), { force: true });
  });

  it.each([
    ["the agent", "after it is back", () => [world.agent]],
    ["the agent", "while it is away", () => [world.agent]],
    ["the dashboard", "while it is away", () => [world.dashboard]],
    ["both", "after they are back", () => [world.agent, world.dashboard]],
    ["both", "while they are away", () => [world.agent, world.dashboard]],
  ] as const)("loses no byte and no result when %s dies and the step ends %s", async (_who, when, list) => {
    const services: readonly Service[] = list();
    const jobId = await startPatientStep();
    await untilLogGrows(jobId);
    await Promise.all(services.map(({ kill }) => kill()));
    await untilLogGrows(jobId);
    if (when.startsWith("while")) {
      letItEnd();
      await waitUntil(async () => existsSync(jobFile(jobId, "result.json")), "the step to end");
    }
    await Promise.all(services.map(({ start }) => start()));
    if (when.startsWith("after")) {
      await untilLogGrows(jobId);
      letItEnd();
    }

    await expectWhole(jobId);
    expectEveryLine(jobId);
  });

  it("runs once when the agent is away as it starts, and both are killed before the agent ever hears of it", async () => {
    await world.agent.kill();
    const jobId = await startPatientStep();
    expect(await typesOf(jobId)).toEqual(["attempt.started"]);
    await world.dashboard.kill();
    await Promise.all([world.agent.start(), world.dashboard.start()]);
    await untilLogGrows(jobId);
    letItEnd();

    await expectWhole(jobId);
    expectEveryLine(jobId);
  });

  it("runs once when the dashboard dies between sending it and hearing that it was taken", async () => {
    world.agent.pause();
    const jobId = await startPatientStep();
    await waitUntil(async () => unreadBytes(Number(new URL(world.agentUrl).port)) > 400, "the job to wait at the agent's port");
    await world.dashboard.kill();
    world.agent.resume();
    await untilLogGrows(jobId);
    await world.dashboard.start();
    await line.people["lead-a"].waitFor(line.upgradeId, ({ attempts }) => attempts.at(-1)?.accepted === true, "the job to be sent again");
    letItEnd();

    await expectWhole(jobId);
    expectEveryLine(jobId);
  });

  it("goes through the upgrade task once when both die in the middle of it", async () => {
    const { "operator-a": operator } = line.people;
    await operator.run(line.upgradeId, "fetch");
    await operator.run(line.upgradeId, "commit-bump");
    const seq = await operator.command(line.upgradeId, { type: "run", stepId: "upgrade" });
    const jobId = (await operator.upgrade(line.upgradeId)).attempts.find((attempt) => attempt.seq === seq)?.job.jobId ?? "";
    await waitUntil(async () => sizeOfLog(jobId) > 0, "the task to print something");
    await Promise.all([world.agent.kill(), world.dashboard.kill()]);
    expect(existsSync(jobFile(jobId, "result.json"))).toBe(false);
    await Promise.all([world.agent.start(), world.dashboard.start()]);

    await expectWhole(jobId);
    const upgrade = await line.bringTo("upgraded");
    expect(listAttempts(upgrade, "upgrade")).toHaveLength(1);
    expect(upgrade.snapshots).toHaveLength(1);
    const created = readFileSync(jobFile(jobId, "log"), "utf8").match(/creating.* priv\/repo\/migrations\/\S+/g) ?? [];
    const stamps = readdirSync(join(world.checkout, "priv/repo/migrations")).filter((name) => created.some((text) => text.includes(name)));
    expect(stamps).toHaveLength(created.length);
    expect(created.length).toBeGreaterThan(1);
  });
});

describe("two reviewers who sign everything at the same moment", () => {
  it("are both on record, once each, in one unbroken chain", async () => {
    const upgrade = await line.bringTo("overlaid");
    const { "reviewer-a": a, "reviewer-b": b, "lead-a": lead } = line.people;
    const snapshot = findSnapshot(upgrade);
    if (!snapshot) throw new Error("expected a snapshot");
    for (const { id } of snapshot.expectations.filter(({ met }) => !met))
      await a.command(line.upgradeId, { type: "accept-expectation", expectationId: id, reason: "Not here." });
    const before = await lead.upgrade(line.upgradeId);
    const approve = CATEGORIES.flatMap((category) =>
      [a, b].map((reviewer) => reviewer.command(line.upgradeId, { type: "approve", category, seenDigest: bucketDigest(before, snapshot, category) })),
    );
    const check = ["ordering", "data-migrations", "constraints", "destructive"].map((itemId) =>
      a.command(line.upgradeId, { type: "check", stepId: "migration-checklist", itemId, result: "pass" }),
    );

    const numbers = await Promise.all([...approve, ...check]);

    const records = await lead.records(line.upgradeId);
    const after = await lead.upgrade(line.upgradeId);
    expect(numbers.sort((x, y) => x - y)).toEqual(Array.from({ length: 14 }, (_, index) => before.lastSeq + 1 + index));
    expect(records.map(({ seq }) => seq)).toEqual(records.map((_, index) => index + 1));
    for (const [index, { prevHash, canonical, hash }] of records.entries()) {
      expect([index, hash, prevHash]).toEqual([index, recordHash(prevHash, canonical), index === 0 ? "0".repeat(64) : records[index - 1]?.hash]);
    }
    expect(verifyChain(records)).toMatchObject({ ok: true, count: before.lastSeq + 14 });
    expect(signaturesOf(after)).toEqual(CATEGORIES.flatMap((category) => ["reviewer-a", "reviewer-b"].map((name) => `${category} ${name}`)).sort());
  });
});

function signaturesOf({ signOffs }: Upgrade): readonly string[] {
  return signOffs.map(({ category, by }) => `${category} ${by.name}`).sort();
}

/** Bytes that wait at a port's connections because their process has not read them. */
function unreadBytes(port: number): number {
  const local = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const connections = readFileSync("/proc/net/tcp", "utf8")
    .split("\n")
    .slice(1)
    .map((row) => row.trim().split(/\s+/));
  const waiting = connections
    .filter(([, address = "", , state]) => address.endsWith(local) && state !== "0A")
    .map(([, , , , queues = ""]) => Number.parseInt(queues.split(":")[1] ?? "0", 16));
  return Math.max(0, ...waiting);
}
