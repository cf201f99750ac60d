import { execFileSync } from "node:child_process";
import { renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { git, writeFiles } from "@/lib/testing/agent/a-checkout";
import { aJob, run, runToFinish, startAgent } from "@/lib/testing/agent/an-agent";

describe("the rollback anchor", () => {
  it("names the commit, branch, tree and locked version of a clean checkout", async () => {
    const started = await startAgent();

    const { report } = await runToFinish(started, aJob({ type: "anchor" }));

    expect(report).toEqual({
      type: "anchor",
      commit: git(started.checkout, "rev-parse", "HEAD").trim(),
      branch: "main",
      treeId: git(started.checkout, "rev-parse", "HEAD^{tree}").trim(),
      lockedVersion: "0.3.4",
    });
  });

  it.each(["anchor", "clean-tree"] as const)("needs a clean tree: %s names what differs", async (type) => {
    const started = await startAgent();
    writeFiles(started.checkout, Object.fromEntries(Array.from({ length: 12 }, (_value, index) => [`new-${String(index).padStart(2, "0")}.ex`, "x\n"])));

    const ended = await run(started, aJob({ type }));

    expect(ended).toMatchObject({ type: "job.refused", code: "dirty-tree" });
    expect(ended.message).toContain("new-00.ex");
    expect(ended.message).toContain("and 2 more");
  });

  it("ignores what the person's own git would hide", async () => {
    const started = await startAgent();
    writeFiles(started.checkout, { "hidden.ex": "x\n", ".git/info/exclude": "hidden.ex\n" });
    git(started.checkout, "update-index", "--assume-unchanged", "mix.exs");
    writeFiles(started.checkout, { "mix.exs": "changed\n" });

    const ended = await run(started, aJob({ type: "clean-tree" }));

    expect(ended.message).toContain("hidden.ex, mix.exs");
  });
});

describe("a checkout that cannot be read safely", () => {
  it("is refused: a file that turned into a pipe", async () => {
    const started = await startAgent();
    rmSync(join(started.checkout, "mix.lock"));
    execFileSync("mkfifo", [join(started.checkout, "mix.lock")]);

    const ended = await run(started, aJob({ type: "posture", package: "sigra" }));

    expect(ended).toMatchObject({ type: "job.refused", code: "not-a-checkout", message: expect.stringContaining("mix.lock") });
  });

  it("is refused: a .git file", async () => {
    const started = await startAgent();
    const linked = join(started.folder, "root", "linked");
    git(started.checkout, "worktree", "add", "-q", linked);

    expect(await started.client.addApp({ id: "linked", name: "Linked", path: linked })).toMatchObject({ ok: false, error: { code: "not-a-checkout" } });
  });

  it("is refused: reftable, or references that lead outside", async () => {
    const started = await startAgent();
    writeFiles(started.checkout, { ".git/reftable/tables.list": "" });
    expect(await started.client.getCheckout("shop")).toMatchObject({ ok: false, error: { code: "not-a-checkout" } });

    rmSync(join(started.checkout, ".git/reftable"), { recursive: true });
    renameSync(join(started.checkout, ".git/refs"), join(started.folder, "refs"));
    symlinkSync(join(started.folder, "refs"), join(started.checkout, ".git/refs"));
    expect(await started.client.getCheckout("shop")).toMatchObject({ ok: false, error: { code: "not-a-checkout" } });
  });
});
