import { spawnSync } from "node:child_process";
import { appendFileSync, chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { aCheckout, aFolder, git, writeFiles } from "@/lib/testing/agent/a-checkout";
import { aCommandStep, aLane } from "@/lib/testing/agent/a-lane";
import { aCommandJob, aJob, runToFinish, startAgent } from "@/lib/testing/agent/an-agent";

const HOOKS = ["pre-commit", "commit-msg", "post-commit", "prepare-commit-msg", "post-index-change", "reference-transaction", "post-checkout"];
const PERSON = { name: "Ada", email: "ada@example.com" };

/** Settings that make git run a program; `canary` gives one that leaves its name behind. */
type Hostile = {
  readonly name: string;
  readonly firesForPeople: readonly string[];
  readonly apply: (checkout: string, canary: (name: string) => string) => void;
};

const HOSTILE: readonly Hostile[] = [
  {
    name: "fsmonitor, hooksPath, clean filter, textconv",
    firesForPeople: ["fsmonitor", "hook", "clean", "textconv"],
    apply: (checkout, canary) => {
      git(checkout, "config", "core.fsmonitor", canary("fsmonitor"));
      const hooks = join(checkout, "..", "hooks");
      mkdirSync(hooks);
      for (const hook of HOOKS) writeFileSync(join(hooks, hook), `#!/bin/sh\n${canary("hook")}\n`, { mode: 0o755 });
      git(checkout, "config", "core.hooksPath", hooks);
      git(checkout, "config", "filter.evil.clean", canary("clean"));
      git(checkout, "config", "diff.evil.textconv", canary("textconv"));
    },
  },
  {
    name: "included fsmonitor, hooks folder, process filter, external diff",
    firesForPeople: ["included", "hook", "process", "external"],
    apply: (checkout, canary) => {
      writeFileSync(join(checkout, ".git", "extra"), `[core]\n\tfsmonitor = ${canary("included")}\n`);
      git(checkout, "config", "include.path", "extra");
      mkdirSync(join(checkout, ".git/hooks"));
      for (const hook of HOOKS) writeFileSync(join(checkout, ".git/hooks", hook), `#!/bin/sh\n${canary("hook")}\n`, { mode: 0o755 });
      git(checkout, "config", "filter.evil.process", canary("process"));
      git(checkout, "config", "diff.external", canary("external"));
    },
  },
  {
    name: "diff command, signing, signature check, pager, promisor remote, alternate refs",
    firesForPeople: ["command", "gpg"],
    apply: (checkout, canary) => {
      git(checkout, "config", "diff.evil.command", canary("command"));
      git(checkout, "config", "gpg.program", canary("gpg"));
      for (const [key, value] of [
        ["commit.gpgSign", "true"],
        ["log.showSignature", "true"],
        ["core.pager", canary("pager")],
        ["core.editor", canary("editor")],
        ["core.sshCommand", canary("ssh")],
        ["core.alternateRefsCommand", canary("alternates")],
        ["remote.origin.url", `ext::${canary("ext")}`],
        ["remote.origin.promisor", "true"],
        ["extensions.partialClone", "origin"],
        ["protocol.ext.allow", "always"],
        ["uploadpack.packObjectsHook", canary("pack")],
      ] as const) {
        git(checkout, "config", key, value);
      }
    },
  },
];

function prepare(hostile: Hostile): { folder: string; checkout: string; fired: () => readonly string[] } {
  const folder = aFolder();
  const fired = join(folder, "fired");
  mkdirSync(fired);
  const checkout = aCheckout(join(folder, "root"), "shop", { "lib/a.ex": "one\n", "notes.txt": "one\n" });
  writeFiles(checkout, { ".gitattributes": "* filter=evil diff=evil merge=evil ident text=auto eol=crlf working-tree-encoding=UTF-16\n" });
  writeFiles(checkout, { ".git/info/attributes": "* filter=evil diff=evil\n" });
  hostile.apply(checkout, (name) => {
    const path = join(folder, `${name}.sh`);
    writeFileSync(path, `#!/bin/sh\n: > ${join(fired, name)}\ncat 2>/dev/null\nexit 0\n`);
    chmodSync(path, 0o755);
    return path;
  });
  appendFileSync(join(checkout, "lib/a.ex"), "two\r\n");
  rmSync(fired, { recursive: true });
  mkdirSync(fired);
  return { folder, checkout, fired: () => readdirSync(fired).toSorted() };
}

describe.each(HOSTILE)("a checkout with $name", (hostile) => {
  it("runs nothing in any operation of the agent", async () => {
    const { folder, checkout, fired } = prepare(hostile);
    for (const [name, value] of [
      ["GIT_EXTERNAL_DIFF", "/bin/false"],
      ["GIT_DIR", "/nowhere"],
      ["GIT_CONFIG_COUNT", "1"],
      ["GIT_CONFIG_KEY_0", "core.fsmonitor"],
      ["GIT_CONFIG_VALUE_0", "/bin/false"],
      ["GIT_TRACE", join(folder, "fired", "trace")],
    ] as const) {
      process.env[name] = value;
      onTestFinished(() => void delete process.env[name]);
    }
    const lane = aLane([aCommandStep("touch", "echo three >> lib/a.ex")]);
    const started = await startAgent({ folder, checkout, lane });
    const finish = (action: Parameters<typeof aJob>[0]) => runToFinish(started, aJob(action));

    await finish({ type: "posture", package: "sigra" });
    await finish({ type: "branch", branch: "upgrade" });
    await finish({ type: "commit", message: "all", paths: ["."], author: PERSON });
    await finish({ type: "clean-tree" });
    const anchor = await finish({ type: "anchor" });
    if (anchor.report.type !== "anchor") throw new Error("expected an anchor");
    const { treeId: anchorTree, commit: anchorCommit } = anchor.report;
    await runToFinish(started, aCommandJob(started, "touch"));
    await finish({ type: "set-dependency", package: "sigra", requirement: "~> 1.0" });
    await finish({ type: "snapshot", anchorTree, anchorCommit, package: "sigra" });
    await finish({ type: "commit", message: "bump", paths: ["mix.exs"], author: PERSON });
    expect(await started.client.getCheckout("shop")).toMatchObject({ ok: true, value: { clean: false, changedPaths: ["lib/a.ex"] } });

    expect(fired()).toEqual([]);
  });

  it("would run it under a person's own git", () => {
    const { checkout, fired } = prepare(hostile);
    const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null" };

    for (const args of [
      ["status"],
      ["diff"],
      ["add", "notes.txt", "lib/a.ex"],
      ["-c", "user.name=a", "-c", "user.email=a@b.cc", "commit", "--allow-empty", "-qm", "x"],
      ["diff", "HEAD"],
      ["log", "-p", "--ext-diff"],
    ]) {
      spawnSync("git", args, { cwd: checkout, env, timeout: 10_000 });
    }

    expect(fired()).toEqual(expect.arrayContaining([...hostile.firesForPeople]));
  });
});
