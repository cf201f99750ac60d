import { createHash, randomUUID } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import { describe, expect, it } from "vitest";
import type { AgentEvent, Job } from "@/lib/contract/agent-api";
import { sha256Hex } from "@/lib/core/digest";
import { aCheckout, aFolder, git, writeFiles } from "@/lib/testing/agent/a-checkout";
import { withDashboard } from "@/lib/testing/agent/a-dashboard";
import { aCommandStep, aLane } from "@/lib/testing/agent/a-lane";
import { aCommandJob, aJob, logOf, run, runToFinish, startAgent, until, untilEnded, type Started } from "@/lib/testing/agent/an-agent";
import { openRepository } from "../git/repository";
import { sealRun } from "./seal-run";
import { createSignedDependencies } from "./signed-dependencies";

/** Says what it was given, before and after it was told to go on. */
const SHOW = "cat lib/a.ex deps/*/lib.ex 2>/dev/null; echo $PWD; echo $MIX_DEPS_PATH; echo $MIX_BUILD_PATH; env | grep -c HEX_HOME";
const WAIT = `touch $STARTED; while [ ! -e $GO ]; do sleep 0.02; done; cat lib/a.ex deps/*/lib.ex; ls lib`;
const GIT =
  "ls -A deps/own; cat deps/own/lib.ex; git --git-dir=deps/own/.git rev-parse --verify --quiet HEAD; git --git-dir=deps/own/.git config remote.origin.url";
const WRITE = "echo more >> priv/db; cat config/dev.secret.exs";
const lane = aLane(
  Object.entries({ show: SHOW, wait: WAIT, write: WRITE, git: GIT }).map(([id, line]) => aCommandStep(id, line, { gated: true, pointOfNoReturn: true })),
);

type Setup = {
  readonly files?: Readonly<Record<string, string>>;
  readonly app?: Readonly<Record<string, unknown>>;
  readonly prepare?: (checkout: string) => void;
};

/** An agent with a snapshot of its checkout, as before a gate. */
async function start({ files = {}, app = {}, prepare = () => {} }: Setup = {}) {
  const folder = aFolder();
  const checkout = aCheckout(join(folder, "root"), "shop", { "lib/a.ex": "signed\n", ".gitignore": "/deps/\n/_build/\n/priv/db\n*.secret.exs\n", ...files });
  prepare(checkout);
  const environment = { STARTED: join(folder, "started"), GO: join(folder, "go"), HEX_HOME: join(folder, "hex") };
  const started = await withDashboard(await startAgent({ lane, folder, checkout, app: { environment, ...app } }));
  const anchor = await runToFinish(started, aJob({ type: "anchor" }));
  if (anchor.report.type !== "anchor") throw new Error("expected an anchor");
  const { treeId, commit } = anchor.report;
  await runToFinish(started, aJob({ type: "snapshot", anchorTree: treeId, anchorCommit: commit, package: "sigra" }));
  return { started, treeId, go: environment.GO, began: environment.STARTED, hex: environment.HEX_HOME };
}

function aGatedJob({ started, treeId }: { started: Started; treeId: string }, stepId: string): Job {
  const job = aCommandJob(started, stepId);
  const argv = lane.lane.steps.flatMap((step) => (step.id === stepId && step.kind === "command" ? step.command : []));
  const lockDigest = sha256Hex(readFileSync(join(started.checkout, "mix.lock")));
  return {
    ...job,
    gatePass: { passId: randomUUID(), upgradeId: job.upgradeId, stepId, jobId: job.jobId, treeId, lockDigest, argv, signOffs: [1, 2, 3, 4, 5] },
  };
}

async function sealingOf({ client }: Started, jobId: string) {
  const page = await client.getEvents({ after: 0 });
  const events: readonly AgentEvent[] = page.ok ? page.value.events : [];
  return events.flatMap((event) => (event.type === "job.started" && event.jobId === jobId ? [event.sealing] : []))[0];
}

describe("a sealed run", () => {
  it("runs from the agent's copy of the signed tree, with a build folder of its own, and leaves nothing behind", async () => {
    const gate = await start({ prepare: (checkout) => writeFiles(checkout, { "deps/own/lib.ex": "dependency\n" }) });
    const job = aGatedJob(gate, "show");

    const ended = await runToFinish(gate.started, job);

    const place = join(gate.started.dataDir, "sealed", job.jobId);
    expect(await logOf(gate.started, job.jobId)).toBe(`signed\ndependency\n${place}/tree\n${place}/tree/deps\n${place}/build\n1\n`);
    expect(await sealingOf(gate.started, job.jobId)).toEqual({
      mode: "sealed",
      treeId: gate.treeId,
      fromArchive: 0,
      fromCommit: 0,
      asSigned: 1,
      files: [],
      state: [],
    });
    expect(ended).toMatchObject({ exitCode: 0, treeBefore: gate.treeId, treeAfter: gate.treeId });
    expect(readdirSync(join(gate.started.dataDir, "sealed"))).toEqual([]);
  });

  it("is not changed by edits in the checkout while it runs, and reports them", async () => {
    const gate = await start({ prepare: (checkout) => writeFiles(checkout, { "deps/own/lib.ex": "dependency\n" }) });
    const { checkout } = gate.started;
    const job = aGatedJob(gate, "wait");
    await gate.started.client.submitJob(job);
    await until(() => existsSync(gate.began), 30_000);

    writeFiles(checkout, { "lib/a.ex": "changed\n", "lib/b.ex": "added\n", "deps/own/lib.ex": "changed\n" });
    writeFileSync(gate.go, "");
    const ended = await untilEnded(gate.started, job.jobId);

    expect(await logOf(gate.started, job.jobId)).toBe("signed\ndependency\na.ex\n");
    expect(ended).toMatchObject({ exitCode: 0, treeBefore: gate.treeId, treeAfter: expect.not.stringMatching(gate.treeId) });
  });

  it("shares the app's own data with the checkout and takes the operator's files, not the checkout's", async () => {
    const gate = await start({
      prepare: (checkout) => {
        writeFiles(checkout, { "priv/db": "before\n", "config/dev.secret.exs": "the checkout's\n" });
        writeFiles(join(checkout, "../.."), { "dev.secret.exs": "the operator's\n" });
      },
      app: { state: ["priv/db"], sealedFiles: { "config/dev.secret.exs": "dev.secret.exs" } },
    });
    const job = aGatedJob(gate, "write");

    await runToFinish(gate.started, job);

    expect(readFileSync(join(gate.started.checkout, "priv/db"), "utf8")).toBe("before\nmore\n");
    expect(await logOf(gate.started, job.jobId)).toBe("the operator's\n");
    expect(await sealingOf(gate.started, job.jobId)).toMatchObject({ files: ["config/dev.secret.exs"], state: ["priv/db"] });
  });

  it("says so where the agent's configuration keeps it in the checkout", async () => {
    const gate = await start({ app: { sealed: false, notSealedBecause: "It reads /etc/harbor." } });
    const job = aGatedJob(gate, "show");

    await runToFinish(gate.started, job);

    expect(await logOf(gate.started, job.jobId)).toContain(`${gate.started.checkout}\n`);
    expect(await sealingOf(gate.started, job.jobId)).toEqual({ mode: "checked", reason: "It reads /etc/harbor." });
  });
});

describe("a sealed run is refused", () => {
  it.each<[string, string, string, Setup, (checkout: string) => void]>([
    ["a link in the tree leads out of it", "link-leads-out", "lib/out.ex", { prepare: (checkout) => link(checkout, "../../../elsewhere.ex") }, () => {}],
    ["a link in the tree leads up after it led down", "link-leads-out", "lib/out.ex", { prepare: (checkout) => link(checkout, "a/../../../x") }, () => {}],
    [
      "a link in the tree leads into the app's data",
      "link-leads-out",
      "lib/out.ex",
      { prepare: (checkout) => link(checkout, "../priv/db"), app: { state: ["priv/db"] } },
      () => {},
    ],
    [
      "a dependency changed since the signed snapshot",
      "deps-differ",
      "deps/own",
      OWN_DEP(),
      (checkout) => writeFiles(checkout, { "deps/own/lib.ex": "changed\n" }),
    ],
    ["a dependency was added since", "deps-differ", "deps/new", OWN_DEP(), (checkout) => writeFiles(checkout, { "deps/new/lib.ex": "new\n" })],
    [
      "a dependency has a link that leads out",
      "deps-differ",
      "deps/own",
      OWN_DEP(),
      (checkout) => symlinkSync("../../lib/a.ex", join(checkout, "deps/own/out")),
    ],
    ["the app's data is part of the tree", "missing-file", "lib/a.ex", { app: { state: ["lib/a.exx", "lib"] } }, () => {}],
    ["the operator's file is missing", "missing-file", "nothing", { app: { sealedFiles: { "config/x.exs": "/nothing" } } }, () => {}],
  ])("when %s", async (_what, code, named, setup, change) => {
    const gate = await start(setup);
    change(gate.started.checkout);
    const job = aGatedJob(gate, "show");

    const ended = await run(gate.started, job);

    expect(ended).toMatchObject({ type: "job.refused", code });
    expect(ended.message).toContain(named.replace("lib/a.ex", "lib"));
    expect(readdirSync(join(gate.started.dataDir, "sealed"))).toEqual([]);
  });
});

describe("a dependency whose archive is at hand", () => {
  it("is taken from the archive that mix.lock names, whatever lies in deps", async () => {
    const archive = await anArchive({ "lib.ex": "from the archive\n" });
    const gate = await start({ files: { "mix.lock": lockOf(archive) } });
    keepArchive(gate.hex, archive);
    writeFiles(gate.started.checkout, { "deps/sigra/lib.ex": "edited in place\n", "deps/sigra/evil.ex": "added\n", "deps/sigra/.hex": "manifest" });
    const job = aGatedJob(gate, "show");

    await runToFinish(gate.started, job);

    expect(await logOf(gate.started, job.jobId)).toContain("signed\nfrom the archive\n");
    expect(await sealingOf(gate.started, job.jobId)).toMatchObject({ fromArchive: 1, asSigned: 0 });
  });

  it("is not taken from an archive with another SHA-256", async () => {
    const archive = await anArchive({ "lib.ex": "from the archive\n" });
    const gate = await start({ files: { "mix.lock": lockOf(archive) }, prepare: (checkout) => writeFiles(checkout, { "deps/sigra/lib.ex": "as fetched\n" }) });
    keepArchive(gate.hex, await anArchive({ "lib.ex": "another\n" }));
    const job = aGatedJob(gate, "show");

    await runToFinish(gate.started, job);

    expect(await logOf(gate.started, job.jobId)).toContain("signed\nas fetched\n");
    expect(await sealingOf(gate.started, job.jobId)).toMatchObject({ fromArchive: 0, asSigned: 1 });
  });
});

describe("a git dependency", () => {
  it("is written from the commit that mix.lock names, whatever lies in deps", async () => {
    const gate = await startWithGitDependency((commit) => commit);
    writeFiles(gate.started.checkout, {
      "deps/own/lib.ex": "edited in place\n",
      "deps/own/evil.ex": "added\n",
      "deps/own/.git/config": "[core]\n\tfsmonitor = evil\n",
    });
    const job = aGatedJob(gate, "git");

    await runToFinish(gate.started, job);

    expect(await logOf(gate.started, job.jobId)).toBe(`.git\nlib.ex\nas committed\n${gate.commit}\nhttps://git.example/own.git\n`);
    expect(await sealingOf(gate.started, job.jobId)).toMatchObject({ fromArchive: 0, fromCommit: 1, asSigned: 0 });
  });

  it.each<[string, string, (commit: string) => string]>([
    ["does not hold the commit", "does not hold commit", () => "a".repeat(40)],
    ["is named with a branch only", "names no whole commit", () => "main"],
  ])("is refused when it %s", async (_what, words, toLocked) => {
    const gate = await startWithGitDependency(toLocked);

    const ended = await run(gate.started, aGatedJob(gate, "git"));

    expect(ended).toMatchObject({ type: "job.refused", code: "deps-differ", message: expect.stringContaining(words) });
    expect(ended.message).toContain("deps/own");
  });
});

describe("a git dependency whose objects are not what they should be", () => {
  it.each<[string, string, (origin: string) => string]>([
    ["holds another commit under that id", "does not hold commit", forgeCommit],
    ["lacks a file of the commit", "does not hold all of commit", (origin) => loseObject(origin, git(origin, "rev-parse", "HEAD:lib.ex").trim())],
    ["lacks the commit's tree", "does not hold all of commit", (origin) => loseObject(origin, git(origin, "rev-parse", "HEAD^{tree}").trim())],
    ["has a submodule", "has submodules", addSubmodule],
  ])("is refused when it %s", async (_what, words, damage) => {
    const gate = await startWithGitDependency((commit) => commit, damage);

    const ended = await run(gate.started, aGatedJob(gate, "git"));

    expect(ended).toMatchObject({ type: "job.refused", code: "deps-differ", message: expect.stringContaining(words) });
    expect(ended.message).toContain("deps/own");
  });
});

/** Where git keeps an object of its own. */
function placeOf(origin: string, id: string): string {
  return join(origin, ".git/objects", id.slice(0, 2), id.slice(2));
}

function loseObject(origin: string, id: string): string {
  rmSync(placeOf(origin, id));
  return git(origin, "rev-parse", "HEAD").trim();
}

/** Bytes of another commit in the place of the one that is named. */
function forgeCommit(origin: string): string {
  const named = git(origin, "rev-parse", "HEAD").trim();
  writeFiles(origin, { "lib.ex": "forged\n" });
  git(origin, "commit", "-qam", "forged");
  const forged = git(origin, "rev-parse", "HEAD").trim();
  rmSync(placeOf(origin, named));
  cpSync(placeOf(origin, forged), placeOf(origin, named));
  return named;
}

function addSubmodule(origin: string): string {
  git(origin, "update-index", "--add", "--cacheinfo", `160000,${"a".repeat(40)},below`);
  git(origin, "commit", "-q", "-m", "below");
  return git(origin, "rev-parse", "HEAD").trim();
}

describe("the lockfile of a sealed run", () => {
  async function seal(tracked: boolean, lockDigest: string | null) {
    const folder = aFolder();
    const checkout = aCheckout(join(folder, "root"), "shop", { "lib/a.ex": "signed\n", ".gitignore": tracked ? "/deps/\n" : "/mix.lock\n" });
    const repository = openRepository(checkout, join(folder, "own"), process.env.PATH ?? "");
    if (!repository.ok) throw new Error(repository.error.message);
    const treeId = git(checkout, "rev-parse", "HEAD^{tree}").trim();
    const pass = { passId: "gate-1", upgradeId: "up-1", stepId: "show", jobId: "job-1", treeId, lockDigest, argv: ["true"], signOffs: [1, 2, 3, 4, 5] };
    return sealRun({
      repository: repository.value,
      app: { id: "shop", name: "Shop", path: checkout, environment: {}, commands: {}, sealed: true, state: [], sealedFiles: {} },
      pass,
      folder: join(folder, "sealed"),
      archives: join(folder, "hex"),
      signed: createSignedDependencies(join(folder, "signed")),
    });
  }

  it.each([true, false])("is the signed one, in the tree (%s) or beside it, whatever was checked before", async (tracked) => {
    const checkout = aCheckout(aFolder(), "shop", {});
    const digest = sha256Hex(readFileSync(join(checkout, "mix.lock")));

    expect(await seal(tracked, digest)).toMatchObject({ ok: true });
    expect(await seal(tracked, sha256Hex("another"))).toMatchObject({ ok: false, error: { code: "lockfile-differs" } });
    expect(await seal(tracked, null)).toMatchObject({ ok: false, error: { code: "lockfile-differs" } });
  });
});

/** An app with a dependency from git, as `mix deps.get` leaves it; `prepare` says which commit of it is locked. */
async function startWithGitDependency(toLocked: (commit: string) => string, prepare = (origin: string) => git(origin, "rev-parse", "HEAD").trim()) {
  const origin = aFolder();
  writeFiles(origin, { "lib.ex": "as committed\n" });
  git(origin, "init", "-q", "--template=", "-b", "main");
  git(origin, "add", "-A");
  git(origin, "commit", "-q", "-m", "own");
  const commit = prepare(origin);
  const gate = await start({
    files: { "mix.lock": `%{\n  "own": {:git, "https://git.example/own.git", "${toLocked(commit)}", [branch: "main"]},\n}\n` },
    prepare: (checkout) => cpSync(origin, join(checkout, "deps/own"), { recursive: true }),
  });
  return { ...gate, commit };
}

function OWN_DEP(): Setup {
  return { prepare: (checkout) => writeFiles(checkout, { "deps/own/lib.ex": "dependency\n" }) };
}

function link(checkout: string, target: string): void {
  rmSync(join(checkout, "lib/out.ex"), { force: true });
  symlinkSync(target, join(checkout, "lib/out.ex"));
  git(checkout, "add", "lib/out.ex");
  git(checkout, "commit", "-qm", "link");
}

/** A package as the registry gives it out. */
async function anArchive(files: Readonly<Record<string, string>>): Promise<Buffer> {
  return toTar({ VERSION: "3", CHECKSUM: "x", "metadata.config": "meta", "contents.tar.gz": gzipSync(await toTar(files)) });
}

async function toTar(files: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const archive = pack();
  for (const [name, content] of Object.entries(files)) archive.entry({ name, mtime: new Date(0) }, content);
  archive.finalize();
  const pieces: Uint8Array[] = [];
  for await (const piece of archive) pieces.push(piece as Uint8Array);
  return Buffer.concat(pieces);
}

function lockOf(archive: Buffer): string {
  const outer = createHash("sha256").update(archive).digest("hex");
  return `%{\n  "sigra": {:hex, :sigra, "0.3.4", "${"a".repeat(64)}", [:mix], [{:ecto, "~> 3.0", [hex: :ecto, repo: "hexpm", optional: false]}], "hexpm", "${outer}"},\n}\n`;
}

function keepArchive(hex: string, archive: Buffer): void {
  mkdirSync(join(hex, "packages/hexpm"), { recursive: true });
  writeFileSync(join(hex, "packages/hexpm/sigra-0.3.4.tar"), archive);
}
