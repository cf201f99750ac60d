import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { git } from "./copy-project";

const HOOKS = ["pre-commit", "commit-msg", "post-commit", "prepare-commit-msg", "post-index-change", "reference-transaction", "post-checkout", "pre-push"];

/** A `.git/config` and what belongs to it, every setting of which runs a program that leaves its name behind. */
export type HostileConfig = {
  readonly set: () => Promise<void>;
  readonly unset: () => Promise<void>;
  /** Names of the programs that ran. */
  readonly fired: () => readonly string[];
  /** What a person's own git runs here: shows that the traps work. */
  readonly fireByHand: () => readonly string[];
};

/** Prepares the traps beside a checkout; nothing is set yet. */
export function prepareHostileConfig(checkout: string, folder: string): HostileConfig {
  const canaries = join(folder, "canaries");
  const hooks = join(folder, "hooks");
  mkdirSync(canaries, { recursive: true });
  mkdirSync(hooks, { recursive: true });
  const canary = (name: string): string => {
    const path = join(folder, `${name}.sh`);
    writeFileSync(path, `#!/bin/sh\n: > ${join(canaries, name)}\ncat 2>/dev/null\nexit 0\n`);
    chmodSync(path, 0o755);
    return path;
  };
  for (const hook of HOOKS) writeFileSync(join(hooks, hook), `#!/bin/sh\n${canary("hook")} </dev/null\n`, { mode: 0o755 });
  const settings: readonly (readonly [string, string])[] = [
    ["core.fsmonitor", canary("fsmonitor")],
    ["core.hooksPath", hooks],
    ["core.sshCommand", canary("ssh")],
    ["core.pager", canary("pager")],
    ["core.editor", canary("editor")],
    ["filter.evil.clean", canary("clean")],
    ["filter.evil.smudge", canary("smudge")],
    ["filter.other.process", canary("process")],
    ["diff.evil.textconv", canary("textconv")],
    ["diff.external", canary("external")],
    ["diff.other.command", canary("command")],
    ["gpg.program", canary("gpg")],
    ["commit.gpgSign", "true"],
    ["remote.origin.url", `ext::${canary("ext")}`],
    ["protocol.ext.allow", "always"],
  ];
  const attributes = join(checkout, ".git/info/attributes");

  const fired = () => readdirSync(canaries).toSorted();
  return {
    set: async () => {
      for (const [key, value] of settings) await git(checkout, "config", key, value);
      writeFileSync(attributes, "* filter=evil diff=evil\n*.txt filter=other diff=other\n");
    },
    unset: async () => {
      for (const [key] of settings) await git(checkout, "config", "--unset", key);
      rmSync(attributes);
    },
    fired,
    fireByHand: () => {
      for (const args of [
        ["status"],
        ["diff"],
        ["diff", "--no-ext-diff", "--textconv", "HEAD"],
        ["--no-pager", "log", "-p", "--ext-diff", "--textconv", "-1"],
        ["add", "--all"],
      ]) {
        spawnSync("git", args, { cwd: checkout, timeout: 20_000, env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null" } });
      }
      return fired();
    },
  };
}
