import { randomUUID } from "node:crypto";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { gzipSync } from "node:zlib";
import { pino } from "pino";
import { pack } from "tar-stream";
import { parseConfig } from "@/lib/agent/config";
import { createAgent } from "@/lib/agent/create-agent";
import { readBaseEnvironment } from "@/lib/agent/environment";
import { createAgentClient, type AgentClient } from "@/lib/agent-client/create-agent-client";
import type { AgentEvent, Job, JobAction } from "@/lib/contract/agent-api";
import { sha256Hex } from "@/lib/core/digest";
import { aDashboard } from "@/lib/testing/agent/a-dashboard";
import { aCommandStep, aLane } from "@/lib/testing/agent/a-lane";

/** One run behind the gate while somebody changes the checkout. */
export type GateTry = {
  readonly attack: string;
  /** False when the agent refused before anything ran. */
  readonly ran: boolean;
  /** What the program read that was not approved. */
  readonly unapproved: readonly string[];
  /** What else went wrong. */
  readonly problem: string | null;
};
export type GateSlot = { readonly tryOnce: (attack: string, delays: Readonly<Record<string, number>>) => Promise<GateTry> };
type GateWorld = { readonly slots: readonly GateSlot[]; readonly close: () => Promise<void> };

const ATTACKER = new URL("./workers/gate-attacker.mjs", import.meta.url);
const PORT = 4_999;
const POLL_MS = 15;
const APPROVED = "approved";
/** Says the hash of every file it is given, three times over. */
const PROGRAM = "for look in 1 2 3; do find -L lib priv deps -type f -exec sha256sum {} +; sleep 0.02; done; true";
const lane = aLane([aCommandStep("migrate", PROGRAM, { gated: true, pointOfNoReturn: true })]);

/** An agent with several checkouts, each with an attacker of its own. */
export async function createGateWorld(options: { readonly folder: string; readonly isSealed: boolean; readonly slots: number }): Promise<GateWorld> {
  const { folder, isSealed } = options;
  const archive = await packPackage({ "lib.ex": `${APPROVED} package\n` });
  const files = listFiles(archive);
  write(join(folder, "hex/packages/hexpm"), { "packaged-1.0.0.tar": archive });
  write(join(folder, "outside"), { "1_first.exs": "unapproved\n" });
  const names = Array.from({ length: options.slots }, (_, index) => `app-${index + 1}`);
  for (const name of names) makeCheckout(join(folder, "root", name), files);
  const unsealed = { sealed: false, notSealedBecause: "It is the control." };
  const environment = { HEX_HOME: join(folder, "hex") };
  const apps = names.map((id) => ({ id, name: id, path: join(folder, "root", id), environment, ...(isSealed ? {} : unsealed) }));
  const content = { listen: { host: "127.0.0.1", port: PORT }, tokenFile: "token", dataDir: "data", roots: ["root"], apps };
  const agent = await createAgent({
    config: parseConfig(content, folder, "the gate's world"),
    findLane: (id) => (id === lane.lane.id ? lane : undefined),
    base: readBaseEnvironment(process.env),
    logger: pino({ level: "silent" }),
    graceMs: 300,
  });
  const token = readFileSync(join(folder, "token"), "utf8").trim();
  const client = createAgentClient({
    baseUrl: `http://127.0.0.1:${PORT}`,
    token,
    fetch: async (input, init) => agent.http.request(new Request(input, init)),
  });
  const dashboard = aDashboard();
  await client.showCheckpoint(dashboard.grow());
  const run = async (job: Job) => {
    const sent = await client.submitJob(job, { seal: dashboard.sealOf(job, agent.agentId) });
    if (!sent.ok) throw new Error(`job ${job.jobId}: ${sent.error.message}`);
    return untilEnded(client, job.jobId);
  };
  const slots = await Promise.all(names.map((name) => createSlot({ name, folder, files, client, run })));
  return {
    slots: slots.map(({ slot }) => slot),
    close: async () => {
      await Promise.all(slots.map(({ attacker }) => attacker.terminate()));
      await agent.close();
    },
  };
}

type SlotOptions = {
  readonly name: string;
  readonly folder: string;
  readonly files: Files;
  readonly client: AgentClient;
  readonly run: (job: Job) => Promise<AgentEvent>;
};

async function createSlot({ name, folder, files, client, run }: SlotOptions): Promise<{ readonly slot: GateSlot; readonly attacker: Worker }> {
  const root = join(folder, "root", name);
  const state = new Int32Array(new SharedArrayBuffer(4));
  const attacker = new Worker(ATTACKER, { workerData: { root, outside: join(folder, "outside"), files: textOf(files), state }, execArgv: [] });
  const treeId = await takeSignedSnapshot(name, run);
  const approved = new Set(Object.values(files).map((content) => sha256Hex(content)));
  const lockDigest = sha256Hex(readFileSync(join(root, "mix.lock")));

  const tryOnce: GateSlot["tryOnce"] = async (attack, delays) => {
    Atomics.store(state, 0, 0);
    const restored = new Promise((resolve) => attacker.once("message", resolve));
    attacker.postMessage({ attack, delays });
    const job = aJob(name, { type: "command", laneId: lane.lane.id, laneDigest: lane.digest, stepId: "migrate", alternative: null });
    const ended = await run({ ...job, gatePass: passFor(job, treeId, lockDigest) });
    Atomics.store(state, 0, 1);
    Atomics.notify(state, 0);
    await restored;
    if (ended.type === "job.refused") return { attack, ran: false, unapproved: [], problem: describeOddRefusal(ended.code, ended.message) };
    return { attack, ran: true, ...(await judge(client, job.jobId, approved)) };
  };
  return { slot: { tryOnce }, attacker };
}

/** A refusal is right when it is about content; the agent has no other reason here. */
function describeOddRefusal(code: string, message: string): string | null {
  return ["tree-differs", "deps-differ", "lockfile-differs", "link-leads-out", "not-a-checkout"].includes(code) ? null : `${code}: ${message}`;
}

async function judge(client: AgentClient, jobId: string, approved: ReadonlySet<string>): Promise<Pick<GateTry, "unapproved" | "problem">> {
  const log = await client.fetchLog(jobId);
  if (!log.ok) return { unapproved: [], problem: log.error.message };
  const lines = new TextDecoder().decode(log.value).split("\n");
  const read = lines.flatMap((line) => {
    const [, hash, path] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    return hash && path ? [{ hash, path }] : [];
  });
  const unapproved = [...new Set(read.filter(({ hash }) => !approved.has(hash)).map(({ path }) => path))];
  return { unapproved, problem: read.length === 0 ? "the program said nothing of what it read" : null };
}

async function takeSignedSnapshot(name: string, run: SlotOptions["run"]): Promise<string> {
  const anchor = await run(aJob(name, { type: "anchor" }));
  if (anchor.type !== "job.finished" || anchor.report.type !== "anchor") throw new Error(`expected an anchor of ${name}`);
  const { treeId, commit } = anchor.report;
  const snapshot = await run(aJob(name, { type: "snapshot", anchorTree: treeId, anchorCommit: commit, package: "packaged" }));
  if (snapshot.type !== "job.finished" || snapshot.report.type !== "snapshot") throw new Error(`expected a snapshot of ${name}`);
  return snapshot.report.treeId;
}

function aJob(appId: string, action: JobAction): Job {
  const stepId = "stepId" in action ? action.stepId : "before";
  return { jobId: randomUUID(), appId, upgradeId: "up-1", stepId, attempt: 1, action, timeoutMs: 120_000, gatePass: null };
}

function passFor({ jobId, upgradeId, stepId }: Job, treeId: string, lockDigest: string): NonNullable<Job["gatePass"]> {
  return { passId: randomUUID(), upgradeId, stepId, jobId, treeId, lockDigest, argv: ["sh", "-c", PROGRAM], signOffs: [1, 2, 3, 4, 5] };
}

async function untilEnded(client: AgentClient, jobId: string): Promise<AgentEvent> {
  for (;;) {
    const job = await client.getJob(jobId);
    if (!job.ok) throw new Error(job.error.message);
    const last = job.value.events.at(-1);
    if (job.value.state === "ended" && last) return last;
    await wait(POLL_MS);
  }
}

type Files = Readonly<Record<string, string | Buffer>>;

/** The checkout's own files, and what lies in `deps`. */
function listFiles(archive: Buffer): Files {
  const outer = createHash("sha256").update(archive).digest("hex");
  return {
    "mix.exs": `${APPROVED} mix.exs\n`,
    "mix.lock": `%{\n  "packaged": {:hex, :packaged, "1.0.0", "${"a".repeat(64)}", [:mix], [], "hexpm", "${outer}"},\n}\n`,
    ".gitignore": "/deps/\n",
    "lib/harbor.ex": `${APPROVED} harbor\n`,
    "priv/repo/migrations/1_first.exs": `${APPROVED} migration\n`,
    "deps/packaged/lib.ex": `${APPROVED} package\n`,
    "deps/packaged/hex_metadata.config": METADATA,
    "deps/vendored/lib.ex": `${APPROVED} vendored\n`,
  };
}

const METADATA = "metadata\n";

/** A package as the registry gives it out. */
async function packPackage(files: Readonly<Record<string, string>>): Promise<Buffer> {
  return toTar({ VERSION: "3", CHECKSUM: "", "metadata.config": METADATA, "contents.tar.gz": gzipSync(await toTar(files)) });
}

async function toTar(files: Files): Promise<Buffer> {
  const archive = pack();
  for (const [name, content] of Object.entries(files)) archive.entry({ name, mtime: new Date(0) }, content);
  archive.finalize();
  const pieces: Uint8Array[] = [];
  for await (const piece of archive) if (piece instanceof Uint8Array) pieces.push(piece);
  return Buffer.concat(pieces);
}

function makeCheckout(root: string, files: Files): void {
  write(root, files);
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.test", "-c", "commit.gpgSign=false", ...args], {
      cwd: root,
      env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" },
    });
  git("init", "-q", "--template=", "-b", "main");
  git("add", "-A");
  git("commit", "-q", "-m", "start");
}

function write(root: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

function textOf(files: Files): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [path, content.toString()]));
}
