import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { PROJECT } from "../bundle-program";
import { HOSTILE_CONFIGS, setHostile, type HostileConfig } from "./hostile-configs";
import { findStraceProblem } from "./record-disk";
import type { FaultResult, FaultSuite } from "./suite";

const QUICK_CONFIGS = ["core.fsmonitor", "process filter", "external diff"];
const WORKER = join(PROJECT, "lib/cli/faults/workers/git-operations.ts");
/** What a person does in a checkout every day; the control runs these with the person's own git. */
const BY_HAND = [["status"], ["diff"], ["add", "--all"], ["-c", "user.name=a", "-c", "user.email=a@b.cc", "commit", "-qm", "x"], ["log", "-p", "--ext-diff"]];

/** Hostile git settings times every git operation of the agent, every started program traced: none is foreign. */
export const gitConfigs: FaultSuite = {
  name: "hostile git configs",
  mostMinutes: 5,
  run: async ({ quick, report }): Promise<FaultResult> => {
    const problem = findStraceProblem();
    if (problem) return { trials: 0, failures: [], control: null, skipped: problem };
    const configs = quick ? HOSTILE_CONFIGS.filter(({ name }) => QUICK_CONFIGS.includes(name)) : HOSTILE_CONFIGS;
    let trials = 0;
    const failures: string[] = [];
    const fired: string[] = [];
    for (const config of configs) {
      const agent = withPlace(config, operateAsAgent);
      trials += agent.operations;
      failures.push(...agent.problems.map((sentence) => `${config.name}: ${sentence}`));
      if (withPlace(config, operateByHand)) fired.push(config.name);
    }
    report(`${configs.length} configs; a person's own git ran a foreign program under ${fired.length} of them: ${fired.join(", ")}`);
    return { trials, failures, control: { what: "a person's own git", failed: fired.length > 0 } };
  },
};

type Place = { readonly checkout: string; readonly folder: string };

/** A checkout with an edit in it, under one config. */
function withPlace<Value>(config: HostileConfig, use: (place: Place) => Value): Value {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "upgrade-review-git-")));
  try {
    const checkout = join(folder, "shop");
    mkdirSync(join(checkout, "lib"), { recursive: true });
    for (const path of ["mix.exs", "lib/a.ex", "notes.txt"]) writeFileSync(join(checkout, path), "one\n");
    const git = (...args: readonly string[]) => execFileSync("git", args, { cwd: checkout, env: personalEnvironment() });
    git("init", "-q", "--template=", "-b", "main");
    git("add", "-A");
    git("-c", "user.name=Ada", "-c", "user.email=ada@example.test", "commit", "-qm", "start");
    setHostile(config, checkout, folder);
    writeFileSync(join(checkout, "lib/a.ex"), "one\ntwo\r\n");
    writeFileSync(join(checkout, "notes.txt"), "two\n");
    return use({ checkout, folder });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function operateAsAgent({ checkout, folder }: Place): { readonly operations: number; readonly problems: readonly string[] } {
  const trace = join(folder, "trace");
  const program = [process.execPath, "--import", "tsx", WORKER, checkout, join(folder, "own.git"), folder];
  // Variables that would make git run a program, had the agent passed its environment on.
  const hostile = {
    GIT_EXTERNAL_DIFF: join(folder, "trap-environment"),
    GIT_SSH: join(folder, "trap-environment"),
    GIT_PAGER: join(folder, "trap-environment"),
  };
  const ran = spawnSync("strace", ["-f", "-qq", "-s", "4096", "-e", "trace=execve,mkdir", "-o", trace, ...program], {
    cwd: PROJECT,
    env: { ...process.env, ...hostile },
    encoding: "utf8",
  });
  if (ran.status !== 0)
    return { operations: 0, problems: [`the operations ended early: ${/^.*Error: .*$/m.exec(ran.stderr)?.[0] ?? ran.stderr.slice(0, 200)}`] };
  const foreign = listForeign(readFileSync(trace, "utf8"));
  return { operations: Number(ran.stdout.trim()), problems: foreign.map(({ operation, program: path }) => `${operation} started ${path}`) };
}

function operateByHand({ checkout, folder }: Place): boolean {
  return BY_HAND.some((args) => {
    const trace = join(folder, "trace");
    spawnSync("strace", ["-f", "-qq", "-s", "4096", "-e", "trace=execve", "-o", trace, "git", ...args], {
      cwd: checkout,
      env: personalEnvironment(),
      stdio: "ignore",
      timeout: 20_000,
    });
    return listStarted(readFileSync(trace, "utf8")).some((path) => path.startsWith(folder));
  });
}

/** Programs other than git that were started from the first operation on, with the operation. */
function listForeign(trace: string): readonly { readonly operation: string; readonly program: string }[] {
  const own = listGitPrograms();
  let operation: string | undefined;
  return trace.split("\n").flatMap((line) => {
    operation = /mkdir\(".*\/begin-([a-z-]+)"/.exec(line)?.[1] ?? operation;
    const program = startedBy(line);
    return operation !== undefined && program !== undefined && !own(program) ? [{ operation, program }] : [];
  });
}

function listStarted(trace: string): readonly string[] {
  return trace.split("\n").flatMap((line) => startedBy(line) ?? []);
}

/** A program that was started, not one that was only looked for along the PATH. */
function startedBy(line: string): string | undefined {
  const [, path, rest = ""] = /execve\("([^"]+)"(.*)$/.exec(line) ?? [];
  return path !== undefined && !/ = -1 E/.test(rest) ? path : undefined;
}

/** Git itself, under any of the names it is installed as. */
function listGitPrograms(): (path: string) => boolean {
  const core = execFileSync("git", ["--exec-path"], { encoding: "utf8" }).trim();
  return (path) => dirname(path) === core || basename(path) === "git";
}

function personalEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1", GIT_TERMINAL_PROMPT: "0" };
}
