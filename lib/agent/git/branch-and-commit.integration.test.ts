import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { JobAction } from "@/lib/contract/agent-api";
import { git, writeFiles } from "@/lib/testing/agent/a-checkout";
import { aJob, logOf, run, runToFinish, startAgent } from "@/lib/testing/agent/an-agent";

const AUTHOR = { name: "Ada Lovelace", email: "ada@example.com" };
const commitAll: JobAction = { type: "commit", message: "Upgrade", paths: ["."], author: AUTHOR };

describe("the upgrade branch", () => {
  it("is created at HEAD without touching a file, and taken up the second time", async () => {
    const started = await startAgent();
    const head = git(started.checkout, "rev-parse", "HEAD").trim();
    git(started.checkout, "pack-refs", "--all");

    const first = await runToFinish(started, aJob({ type: "branch", branch: "sigra/v1.0" }));
    const second = await runToFinish(started, aJob({ type: "branch", branch: "sigra/v1.0" }));

    expect(first.report).toEqual({ type: "branch", branch: "sigra/v1.0", created: true, head });
    expect(second.report).toEqual({ type: "branch", branch: "sigra/v1.0", created: false, head });
    expect(git(started.checkout, "branch", "--show-current")).toBe("sigra/v1.0\n");
    expect(git(started.checkout, "status", "--porcelain")).toBe("");
    expect(git(started.checkout, "fsck", "--strict")).toBe("");
  });

  it.each(["--output=x", "../../x"])("cannot be called %j", async (branch) => {
    const started = await startAgent();

    const ended = await run(started, aJob({ type: "branch", branch }));

    expect(ended).toMatchObject({ type: "job.refused", code: "bad-branch" });
    expect(git(started.checkout, "branch", "--list").trim()).toBe("* main");
  });

  it("is refused when it exists elsewhere, stands in another's way, or a merge is under way", async () => {
    const started = await startAgent();
    git(started.checkout, "branch", "old");
    writeFiles(started.checkout, { "a.txt": "a\n" });
    git(started.checkout, "add", "-A");
    git(started.checkout, "commit", "-qm", "more");
    git(started.checkout, "pack-refs", "--all");

    expect(await run(started, aJob({ type: "branch", branch: "old" }))).toMatchObject({ code: "bad-branch" });
    expect(await run(started, aJob({ type: "branch", branch: "old/new" }))).toMatchObject({ code: "bad-branch" });
    mkdirSync(join(started.checkout, ".git/refs/heads/empty"), { recursive: true });
    expect(await run(started, aJob({ type: "branch", branch: "empty" }))).toMatchObject({ report: { created: true } });
    git(started.checkout, "checkout", "-q", "main");
    expect(await run(started, aJob({ type: "branch", branch: "main/new" }))).toMatchObject({ code: "bad-branch" });
    writeFileSync(join(started.checkout, ".git/MERGE_HEAD"), "x");
    expect(await run(started, aJob({ type: "branch", branch: "fine" }))).toMatchObject({ code: "dirty-tree" });
  });
});

describe("a commit", () => {
  it("holds everything that differs, leaves the person's git clean and sound", async () => {
    const started = await startAgent();
    const { checkout } = started;
    writeFiles(checkout, { "remove.ex": "x\n", "keep.ex": "x\n" });
    git(checkout, "add", "-A");
    git(checkout, "commit", "-qm", "more");
    writeFiles(checkout, { "lib/new file.ex": "new\r\n", "keep.ex": "y\n", "-dash": "x\n" });
    git(checkout, "rm", "-q", "--cached", "remove.ex");
    rmSync(join(checkout, "remove.ex"));
    chmodSync(join(checkout, "mix.exs"), 0o755);
    const parent = git(checkout, "rev-parse", "HEAD").trim();

    const { report } = await runToFinish(started, aJob(commitAll));

    if (report.type !== "commit") throw new Error("expected a commit");
    expect(report.paths.toSorted()).toEqual(["-dash", "keep.ex", "lib/new file.ex", "mix.exs", "remove.ex"]);
    expect(git(checkout, "log", "-1", "--format=%H|%P|%an|%ae|%cn|%s").trim()).toBe(
      `${report.commit}|${parent}|Ada Lovelace|ada@example.com|Ada Lovelace|Upgrade`,
    );
    expect(git(checkout, "status", "--porcelain")).toBe("");
    expect(git(checkout, "fsck", "--strict", "--no-dangling")).toBe("");
    expect(git(checkout, "cat-file", "blob", "HEAD:lib/new file.ex")).toBe("new\r\n");
    expect(git(checkout, "ls-files", "-s", "mix.exs")).toContain("100755");
  });

  it("holds the named paths only", async () => {
    const started = await startAgent();
    writeFiles(started.checkout, { "mix.lock": "%{}\n", "other.ex": "x\n", "priv/repo/a.exs": "x\n" });

    const job = aJob({ type: "commit", message: "Bump", paths: ["mix.exs", "mix.lock", "priv", "missing"], author: AUTHOR });
    const { report } = await runToFinish(started, job);

    expect(report).toMatchObject({ type: "commit", paths: ["mix.lock", "priv/repo/a.exs"] });
    expect(git(started.checkout, "status", "--porcelain")).toBe("?? other.ex\n");
    expect(await logOf(started, job.jobId)).toContain("mix.lock");
  });

  it("is the old one when nothing differs", async () => {
    const started = await startAgent();
    const head = git(started.checkout, "rev-parse", "HEAD").trim();

    const ended = await runToFinish(started, aJob(commitAll));

    expect(ended).toMatchObject({ exitCode: 0, message: expect.stringContaining("Nothing to commit"), report: { type: "commit", commit: head, paths: [] } });
  });

  it("fails without moving anything while another git is at work, and is refused on no branch", async () => {
    const started = await startAgent();
    const head = git(started.checkout, "rev-parse", "HEAD").trim();
    writeFiles(started.checkout, { "a.ex": "x\n" });
    writeFileSync(join(started.checkout, ".git/index.lock"), "");

    const locked = await run(started, aJob(commitAll));
    git(started.checkout, "update-ref", "--no-deref", "HEAD", head);
    const detached = await run(started, aJob(commitAll));

    expect(locked).toMatchObject({ type: "job.finished", exitCode: 1, message: expect.stringContaining("index.lock") });
    expect(git(started.checkout, "rev-parse", "main").trim()).toBe(head);
    expect(detached).toMatchObject({ type: "job.refused", code: "bad-branch" });
  });

  it("works in a repository of SHA-256 objects", async () => {
    const started = await startAgent();
    const path = join(started.folder, "root", "wide");
    writeFiles(path, { "mix.exs": "x\n" });
    git(path, "init", "-q", "-b", "main", "--object-format=sha256");
    git(path, "add", "-A");
    git(path, "commit", "-qm", "start");
    await started.client.addApp({ id: "wide", name: "Wide", path });
    const anchor = await runToFinish(started, aJob({ type: "anchor" }, { appId: "wide" }));
    if (anchor.report.type !== "anchor") throw new Error("expected an anchor");
    writeFiles(path, { "a.ex": "x\n" });

    const { report } = await runToFinish(started, aJob(commitAll, { appId: "wide" }));
    const snapshot = await runToFinish(
      started,
      aJob({ type: "snapshot", anchorTree: anchor.report.treeId, anchorCommit: anchor.report.commit, package: "sigra" }, { appId: "wide" }),
    );

    expect(report.type === "commit" && report.commit).toMatch(/^[0-9a-f]{64}$/);
    expect(git(path, "status", "--porcelain")).toBe("");
    expect(snapshot.report).toMatchObject({ type: "snapshot", people: [{ name: "Ada Lovelace", email: "ada@example.com" }] });
  });

  it("works with packed references and in a shallow clone", async () => {
    const started = await startAgent();
    writeFiles(started.checkout, { "a.ex": "x\n" });
    git(started.checkout, "add", "-A");
    git(started.checkout, "commit", "-qm", "second");
    const shallow = join(started.folder, "root", "shallow");
    git(started.folder, "clone", "-q", "--depth=1", `file://${started.checkout}`, shallow);
    git(shallow, "pack-refs", "--all");
    await started.client.addApp({ id: "shallow", name: "Shallow", path: shallow });
    writeFiles(shallow, { "b.ex": "x\n" });

    const ended = await runToFinish(started, aJob(commitAll, { appId: "shallow" }));

    expect(ended.report).toMatchObject({ type: "commit", paths: ["b.ex"] });
    expect(git(shallow, "status", "--porcelain")).toBe("");
  });
});
