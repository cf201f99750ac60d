import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createAgentClient } from "@/lib/agent-client/create-agent-client";
import type { JobAction } from "@/lib/contract/agent-api";
import { candidatesSchema } from "@/lib/contract/dashboard-api";
import { toPathText } from "@/lib/core/diff/path-text";
import { findSnapshot, type Upgrade } from "@/lib/core/upgrade/upgrade";
import { createFileBlobStore } from "@/lib/server/blobs/file-blob-store";
import { openSnapshot } from "@/lib/services/read-snapshot";
import { refusalOf } from "./api-client";
import { git } from "./copy-project";
import { type HostileConfig, prepareHostileConfig } from "./hostile-config";
import { createLine, type Line } from "./line";
import { changeOddly, listOddFiles, type OddChanges, TRACKED } from "./odd-files";
import { aName, createWorld, type World, waitUntil } from "./world";

// A world of its own takes long on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

let world: World;
let line: Line;

beforeAll(async () => {
  world = await createWorld();
  for (const [path, content] of Object.entries(TRACKED)) {
    mkdirSync(dirname(join(world.checkout, path)), { recursive: true });
    writeFileSync(join(world.checkout, path), content);
  }
  await git(world.checkout, "add", "--all");
  await git(world.checkout, "commit", "--quiet", "--message", "More to change");
  line = await createLine(world, "started");
});
afterAll(() => world?.close());

describe("adding an app", () => {
  it("takes nothing from outside the agent's roots, however it is named", async () => {
    const { "admin-a": admin } = line.people;
    const outside = await aRepository(join(world.folder, "outside/evil"));
    symlinkSync(outside, join(world.folder, "apps/link-out"));
    symlinkSync(join(world.folder, "outside"), join(world.folder, "apps/folder-out"));
    const paths = [
      outside,
      join(world.folder, "apps/link-out"),
      join(world.folder, "apps/folder-out/evil"),
      `${world.folder}/apps/../outside/evil`,
      `${world.checkout}/../../outside/evil`,
      `${world.folder}/apps/./link-out/.`,
      "/",
      "/etc",
      "..",
      ".",
      "harbor",
      "~",
      "file:///etc",
      `${outside}\0`,
      `${world.checkout}\0/../../outside/evil`,
      "-rf",
      "\n",
      join(world.folder, "apps/nothing-here"),
      join(world.checkout, "mix.exs"),
      join(world.checkout, ".git"),
      join(world.folder, "apps"),
    ];

    for (const path of paths) {
      const answer = await admin.post("/api/apps", { id: aName("app"), name: "Evil", path });
      expect([path, answer.status, answer.status < 500]).toEqual([path, answer.status, true]);
      expect([path, refusalOf(answer).message.length > 10]).toEqual([path, true]);
    }
    for (const id of ["../evil", "Evil", "a/b", "", "-a", "a b", "x".repeat(65)]) {
      expect([id, (await admin.post("/api/apps", { id, name: "Evil", path: world.checkout })).status]).toEqual([id, 400]);
    }
    expect((await admin.get("/api/apps")).body).toMatchObject({ apps: [{ id: "harbor" }] });
  });

  it("offers no checkout that a link leads out to", async () => {
    const found = candidatesSchema.parse((await line.people["admin-a"].get("/api/candidates")).body);

    expect(found.candidates.map(({ path }) => path)).toEqual([world.checkout]);
  });

  it("refuses work in a checkout that was bent away after it was added", async () => {
    const { "admin-a": admin, "lead-a": lead } = line.people;
    const path = await aRepository(join(world.folder, "apps/bent"));
    expect(await admin.post("/api/apps", { id: "bent", name: "Bent", path })).toMatchObject({ ok: true });
    const upgradeId = await lead.startUpgrade("bent", "sigra-v1.0");
    renameSync(path, `${path}-before`);
    symlinkSync(join(world.folder, "outside/evil"), path);

    const attempt = await line.people["operator-a"].run(upgradeId, "branch");

    expect(attempt.progress).toMatchObject({ status: "refused", code: "outside-roots" });
    expect(existsSync(join(world.folder, "outside/evil/.git/refs/heads/upgrade"))).toBe(false);
  });
});

describe("the agent told to start a branch", () => {
  it.each([
    "-rf",
    "--output=owned",
    "--",
    "-",
    "@{-1}",
    "@",
    "HEAD",
    "a..b",
    "a.lock",
    "../../evil",
    "/etc/evil",
    "a//b",
    ".hidden",
    "a/.b",
    "a b",
    "a\nb",
    "a~1",
    "a^",
    "a:b",
    "a\\b",
    "a*",
    "\u007f",
  ])("refuses the name %j", async (branch) => {
    const before = await refsOf(world.checkout);

    const last = await runAtAgent({ type: "branch", branch });

    expect(last).toMatchObject({ type: "job.refused", code: "bad-branch" });
    expect(await refsOf(world.checkout)).toEqual(before);
  });

  it("cannot be told the name by the dashboard, whose lanes are fixed", async () => {
    const answer = await line.people["operator-a"].post(`/api/upgrades/${line.upgradeId}/commands`, { type: "run", stepId: "branch", branch: "-rf" });

    expect([answer.status, refusalOf(answer).details]).toEqual([400, [expect.stringContaining("branch")]]);
  });
});

describe("a checkout whose own git settings run programs, with odd files in it", () => {
  let hostile: HostileConfig;
  let changes: OddChanges;
  let upgrade: Upgrade;

  /**
   * The settings hold for the whole line but the upgrade task: `mix sigra.upgrade` itself calls `git status` in the
   * checkout, which runs them, and that is the task's own doing under the step a person started.
   */
  beforeAll(async () => {
    hostile = prepareHostileConfig(world.checkout, join(world.folder, "hostile"));
    await hostile.set();
    await line.bringTo("bumped");
    await hostile.unset();
    expect(hostile.fired()).toEqual([]);
    await line.bringTo("upgraded");
    await hostile.set();
    changes = { ...changeOddly(world.checkout), ".gitattributes": "added" };
    writeFileSync(
      join(world.checkout, ".gitattributes"),
      "* filter=evil diff=evil ident text=auto eol=crlf working-tree-encoding=UTF-16 export-subst\n*.ex binary\n*.txt filter=other diff=other\n",
    );
    await line.people["lead-a"].command(line.upgradeId, { type: "take-snapshot" });
    upgrade = await line.people["lead-a"].waitForIdle(line.upgradeId);
  });

  it("comes to a snapshot that shows every file exactly once", async () => {
    const { "reviewer-a": reviewer } = line.people;
    const [task, odd] = [await reviewer.snapshot(line.upgradeId, 1), await reviewer.snapshot(line.upgradeId, 2)];
    const ofTask = Object.fromEntries(task.map(({ path, kind }) => [path, kind]));
    const { change: stored } = await readStored(upgrade);

    expect(odd.map(({ path }) => path).sort()).toEqual(Object.keys({ ...ofTask, ...changes }).sort());
    expect(Object.fromEntries(odd.map(({ path, kind }) => [path, kind]))).toEqual({ ...ofTask, ...changes });
    for (const [file, { path, kind, hunks }] of odd.entries())
      expect([path, hunks.length > 0 || stored(file).newOid === EMPTY_BLOB || kind === "renamed"]).toEqual([path, true]);
  });

  it("holds the bytes of every file as they lie on the disk", async () => {
    const { review, change } = await readStored(upgrade);
    const oids = new Map(review.files.paths.map((path, file) => [path, change(file).newOid]));

    for (const { path, content } of listOddFiles()) expect([toPathText(path), oids.get(toPathText(path))]).toEqual([toPathText(path), blobIdOf(content)]);
    expect(oids.get("links/passwd")).toBe(blobIdOf(new TextEncoder().encode("/etc/passwd")));
  });

  it("loses nothing: the patches put onto the anchor give the very tree", async () => {
    const { review, readPatchBytes } = await readStored(upgrade);
    const patches: Uint8Array[] = [];
    for (const file of review.files.paths.keys()) patches.push((await readPatchBytes(file)) ?? new Uint8Array());

    expect(applyPatches(upgrade.anchor?.treeId ?? "", Buffer.concat(patches))).toBe(findSnapshot(upgrade)?.treeId);
    const link = review.files.paths.indexOf("links/passwd");
    expect(Buffer.from(patches[link] ?? []).toString()).toContain("+/etc/passwd\n");
    expect(Buffer.concat(patches).includes("root:x:0")).toBe(false);
  });

  it("is never handed to a browser as something to run", async () => {
    const { "reviewer-a": reviewer } = line.people;
    const path = `/api/upgrades/${line.upgradeId}/snapshots/2`;
    const { review } = await readStored(upgrade);
    const file = review.files.paths.indexOf("content/script.html");
    const hunk = review.files.firstHunk[file];
    const rows = await reviewer.get(`${path}/rows?layout=unified&want=${hunk}.0.0.0.1`);
    const text = await reviewer.get(`${path}/text?file=${file}&side=new&line=1`);
    const index = await reviewer.get(`${path}/index`);

    for (const answer of [rows, text]) {
      expect(JSON.stringify(answer.body)).toContain("<script>");
      expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
    }
    expect(index.headers.get("content-type")).toBe("application/octet-stream");
    expect(index.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("runs nothing of them, and its traps do work", async () => {
    expect(await line.people["lead-a"].get("/api/apps")).toMatchObject({
      status: 200,
      body: { apps: expect.arrayContaining([expect.objectContaining({ id: "harbor", checkout: expect.objectContaining({ clean: false }) })]) },
    });
    expect(hostile.fired()).toEqual([]);
    expect(existsSync(join(world.checkout, "owned"))).toBe(false);

    expect(hostile.fireByHand()).toEqual(expect.arrayContaining(["clean", "fsmonitor", "hook", "process", "textconv"]));
  });
});

/** The second snapshot as the dashboard keeps it. */
function readStored(upgrade: Upgrade) {
  const { indexBlob = "" } = findSnapshot(upgrade) ?? {};
  return openSnapshot(createFileBlobStore(join(world.dataFolder, "blobs")), indexBlob);
}

const EMPTY_BLOB = blobIdOf(new Uint8Array());

function blobIdOf(content: Uint8Array): string {
  return createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
}

async function aRepository(path: string): Promise<string> {
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "mix.exs"), "defmodule Evil.MixProject do\nend\n");
  await git(path, "init", "--quiet", "--initial-branch=main");
  await git(path, "add", "--all");
  await git(path, "commit", "--quiet", "--message", "Evil");
  return path;
}

async function refsOf(checkout: string): Promise<readonly string[]> {
  return [await git(checkout, "for-each-ref"), readFileSync(join(checkout, ".git/HEAD"), "utf8")];
}

/** Sends a job past the dashboard, straight to the agent; its last event. */
async function runAtAgent(action: JobAction) {
  const client = createAgentClient({ baseUrl: world.agentUrl, token: readFileSync(join(world.dataFolder, "agent-token"), "utf8").trim() });
  const jobId = aName("direct");
  await client.submitJob({ jobId, appId: "harbor", upgradeId: "nobody-knows", stepId: "branch", attempt: 1, action, timeoutMs: 10_000, gatePass: null });
  let last: unknown;
  await waitUntil(async () => {
    const found = await client.getJob(jobId);
    if (!found.ok) throw new Error(found.error.message);
    last = found.value.events.at(-1);
    return found.value.state === "ended";
  }, `job ${jobId} to end`);
  return last;
}

/** Puts patches onto a tree in a repository of its own, with the objects of the agent; the tree that comes of it. */
function applyPatches(anchorTree: string, patches: Uint8Array): string {
  const own = join(world.agentFolder, "git");
  const folders = readdirSync(own).filter((name) => name.startsWith("harbor-"));
  const target = join(world.folder, "applied");
  const run = (args: readonly string[], input?: Uint8Array) => {
    const { status, stdout, stderr } = spawnSync("git", ["-c", "core.protectNTFS=false", "-c", "core.autocrlf=false", ...args], {
      cwd: target,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
      ...(input ? { input } : {}),
      env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" },
    });
    if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
    return stdout.trim();
  };
  mkdirSync(target);
  run(["init", "--quiet"]);
  writeFileSync(join(target, ".git/objects/info/alternates"), folders.map((name) => `${join(own, name, "objects")}\n`).join(""));
  run(["read-tree", anchorTree]);
  run(["apply", "--cached", "--binary", "--whitespace=nowarn", "-"], patches);
  return run(["write-tree"]);
}
