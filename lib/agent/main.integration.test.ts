import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createAgentClient, type AgentClient } from "@/lib/agent-client/create-agent-client";
import { sha256Hex } from "@/lib/core/digest";
import { listLanes } from "@/lib/core/lane/registry";
import { aCheckout, aFolder } from "@/lib/testing/agent/a-checkout";
import { aJob, logOf, until, untilEnded } from "@/lib/testing/agent/an-agent";
import { bundledAgent } from "@/lib/testing/bundled-program";

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));
const TSX = fileURLToPath(new URL("../../node_modules/tsx/dist/loader.mjs", import.meta.url));

/** A command step of a real lane that no gate guards; the tests' own configuration says what it runs. */
const { lane, digest } = listLanes().find(Boolean) ?? fail();
const step = lane.steps.find((entry) => entry.kind === "command" && !entry.gated) ?? fail();

type Place = { readonly folder: string; readonly checkout: string; readonly configPath: string };

function aPlace(argv: readonly string[] = ["true"], config: Readonly<Record<string, unknown>> = {}): Place {
  const folder = aFolder();
  const checkout = aCheckout(join(folder, "root"));
  const apps = [{ id: "shop", name: "Shop", path: checkout, commands: { [`${lane.id}/${step.id}`]: argv } }];
  const content = { listen: { host: "127.0.0.1", port: 0 }, tokenFile: "token", dataDir: "data", roots: ["root"], apps, ...config };
  writeFileSync(join(folder, "agent.json"), JSON.stringify(content));
  return { folder, checkout, configPath: join(folder, "agent.json") };
}

type Process = { readonly child: ChildProcess; readonly stdout: () => string; readonly stderr: () => string };

let bundled: string;
beforeAll(async () => {
  bundled = await bundledAgent();
});

function start(configPath: string, program: readonly string[] = [bundled]): Process {
  const child = spawn(process.execPath, [...program, "--config", configPath], { stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const written = { stdout: "", stderr: "" };
  child.stdout?.on("data", (piece) => (written.stdout += piece));
  child.stderr?.on("data", (piece) => (written.stderr += piece));
  return { child, stdout: () => written.stdout, stderr: () => written.stderr };
}

async function startListening({ folder, configPath }: Place, program?: readonly string[]): Promise<{ process: Process; client: AgentClient }> {
  const process = start(configPath, program);
  await until(() => process.stdout().includes("\n") || process.child.exitCode !== null, 20_000);
  const baseUrl = /http:\S+/.exec(process.stdout())?.[0] ?? fail(process.stderr());
  return { process, client: createAgentClient({ baseUrl, token: readFileSync(join(folder, "token"), "utf8").trim() }) };
}

async function failToStart(configPath: string): Promise<string> {
  const process = start(configPath);
  const [code] = await once(process.child, "exit");
  expect(code).toBe(1);
  expect(process.stdout()).toBe("");
  expect(process.stderr().trim().split("\n")).toHaveLength(1);
  return process.stderr();
}

const overrideJob = (timeoutMs = 60_000) =>
  aJob({ type: "command", laneId: lane.id, laneDigest: digest, stepId: step.id, alternative: "override" }, { timeoutMs });

describe("an agent killed in the middle of a job", () => {
  const LINES = 4_000;
  const printLines = `echo started >> starts; i=0; while [ $i -lt ${LINES} ]; do echo "line $i"; i=$((i+1)); if [ $i -eq 50 ]; then while [ ! -e go ]; do sleep 0.02; done; fi; done`;

  it("loses no log byte and no result, and starts the program once", async () => {
    const place = aPlace(["sh", "-c", printLines]);
    const first = await startListening(place);
    const job = overrideJob();
    await first.client.submitJob(job);
    await until(async () => (await logOf(first, job.jobId)).includes("line 49"));

    first.process.child.kill("SIGKILL");
    await once(first.process.child, "exit");
    writeFileSync(join(place.checkout, "go"), "");
    const second = await startListening(place);
    const ended = await untilEnded(second, job.jobId);

    const expected = Array.from({ length: LINES }, (_value, index) => `line ${index}\n`).join("");
    expect(await logOf(second, job.jobId)).toBe(expected);
    expect(ended).toMatchObject({ outcome: "exited", exitCode: 0, log: { sizeBytes: expected.length, sha256: sha256Hex(expected) } });
    expect(readFileSync(join(place.checkout, "starts"), "utf8")).toBe("started\n");
    const page = await second.client.getEvents({ after: 0 });
    expect(page.ok && page.value.events.map(({ number, type }) => [number, type])).toEqual([
      [1, "job.started"],
      [2, "job.finished"],
    ]);
  });
});

describe("an agent told to stop", () => {
  it("answers what it was asked, leaves the program to itself and finds it again", async () => {
    const place = aPlace(["sh", "-c", "echo begun; while [ ! -e go ]; do sleep 0.02; done; echo done"]);
    const first = await startListening(place);
    const job = overrideJob();
    await first.client.submitJob(job);
    await until(async () => (await logOf(first, job.jobId)) === "begun\n", 20_000);
    const waiting = first.client.readLog(job.jobId, { offset: 6, waitMs: 20_000 });
    const ended = once(first.process.child, "exit");

    first.process.child.kill("SIGTERM");

    expect(await waiting).toMatchObject({ ok: true, value: { size: 6, ended: false } });
    expect(await ended).toEqual([0, null]);
    writeFileSync(join(place.checkout, "go"), "");
    const second = await startListening(place);
    expect(await untilEnded(second, job.jobId)).toMatchObject({ outcome: "exited", exitCode: 0 });
    expect(await logOf(second, job.jobId)).toBe("begun\ndone\n");
  });
});

describe("starting the agent", () => {
  it("prints one line and makes a token only its owner can read", async () => {
    const place = aPlace();

    const { process, client } = await startListening(place, ["--import", TSX, MAIN]);

    expect(process.stdout()).toMatch(/^Upgrade Review agent listening on http:\/\/127\.0\.0\.1:\d+\n$/);
    expect(statSync(join(place.folder, "token")).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(place.folder, "token"), "utf8").trim().length).toBeGreaterThanOrEqual(43);
    expect(await client.getHealth()).toMatchObject({ ok: true });
  });

  it("is refused when the port is taken", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await once(server, "listening");
    const address = server.address();
    const port = address !== null && typeof address === "object" ? address.port : fail();

    expect(await failToStart(aPlace(["true"], { listen: { host: "127.0.0.1", port } }).configPath)).toContain("the port is taken");
  });
});

function fail(message = "not found"): never {
  throw new Error(message);
}
