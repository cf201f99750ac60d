import { closeSync, openSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import type { Repository } from "./repository";

/** Settings that hold whatever git finds; the agent-owned folder has none of the checkout's. */
const SETTINGS = [
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "core.untrackedCache=false",
  "core.attributesFile=/dev/null",
  "core.excludesFile=/dev/null",
  "core.fileMode=true",
  "core.symlinks=true",
  "core.ignoreCase=false",
  "core.precomposeUnicode=false",
  "core.autocrlf=false",
  "core.safecrlf=false",
  "core.protectNTFS=false",
  "core.protectHFS=false",
  "core.trustctime=true",
  "core.checkStat=default",
  "core.pager=cat",
  "gc.auto=0",
  "maintenance.auto=false",
  "safe.bareRepository=explicit",
  "protocol.allow=never",
  "submodule.recurse=false",
  "commit.gpgSign=false",
  "log.showSignature=false",
  "core.commitGraph=false",
  "index.sparse=false",
].flatMap((setting) => ["-c", setting]);

/** A branch must not point at objects that a power cut takes away. */
const DURABLE = ["-c", "core.fsync=committed"];

type GitOptions = {
  readonly input?: string | Uint8Array;
  readonly environment?: Readonly<Record<string, string>>;
  /** Index file; the agent's own by default. */
  readonly index?: string;
  /** Write new objects into the checkout instead of the agent's folder. */
  readonly intoCheckout?: boolean;
  /** Send standard output to this file. */
  readonly toFile?: string;
  /** Read `*` and `:(exclude)` in path arguments; they are taken literally otherwise. */
  readonly patterns?: boolean;
  /** Exit codes that are no error, besides 0. */
  readonly accept?: readonly number[];
  /** It may take longer: whatever else wants the processor has it first. */
  readonly inBackground?: boolean;
};

/** An open file that git writes to; any number will do, of which the types know the first. */
type Descriptor = 3;

/** Git said no; the message is its own. */
export class GitError extends Error {
  override readonly name = "GitError";
}

/**
 * Runs git on a checkout through the agent-owned git folder, in an environment built from nothing.
 *
 * @throws GitError when it fails.
 */
export async function runGit(repository: Repository, args: readonly string[], options: GitOptions = {}): Promise<Buffer> {
  if (options.toFile === undefined) return run(repository, args, options, "pipe");
  // Git's own: what goes through this process costs it time and memory.
  const file = openSync(options.toFile, "w", 0o600);
  try {
    return await run(repository, args, options, file as Descriptor);
  } finally {
    closeSync(file);
  }
}

async function run(repository: Repository, args: readonly string[], options: GitOptions, stdout: "pipe" | Descriptor): Promise<Buffer> {
  const { own, workTree } = repository;
  const running = execa(
    "git",
    [
      ...SETTINGS,
      ...(options.intoCheckout ? DURABLE : []),
      "--no-pager",
      ...(options.patterns ? [] : ["--literal-pathspecs"]),
      `--git-dir=${own}`,
      `--work-tree=${workTree}`,
      ...args,
    ],
    {
      cwd: workTree,
      extendEnv: false,
      env: { ...cleanEnvironment(repository), ...toVariables(repository, options), ...options.environment },
      encoding: "buffer",
      stripFinalNewline: false,
      maxBuffer: 256 * 1024 * 1024,
      reject: false,
      ...(options.input === undefined ? { stdin: "ignore" } : { input: options.input }),
      stdout,
    },
  );
  if (options.inBackground && running.pid !== undefined) yieldProcessor(running.pid);
  const result = await running;
  if (result.exitCode !== 0 && !options.accept?.includes(result.exitCode ?? -1)) {
    const words = result.stderr === undefined ? "" : Buffer.from(result.stderr).toString("utf8").trim();
    throw new GitError(`git ${args[0]}: ${words || result.shortMessage}`);
  }
  return result.stdout === undefined ? Buffer.alloc(0) : Buffer.from(result.stdout);
}

function yieldProcessor(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // It has ended already, or the system does not let us: it runs as others do.
  }
}

/** As `runGit`, for commands that print one line. */
export async function runGitLine(repository: Repository, args: readonly string[], options?: GitOptions): Promise<string> {
  return (await runGit(repository, args, options)).toString("utf8").trim();
}

/** The fields of NUL-terminated output. */
export function splitNul(output: Buffer): readonly Buffer[] {
  const fields: Buffer[] = [];
  for (let start = 0, end = output.indexOf(0); end !== -1; start = end + 1, end = output.indexOf(0, start)) {
    fields.push(output.subarray(start, end));
  }
  return fields;
}

function toVariables({ dotGit, own }: Repository, { index, intoCheckout }: GitOptions): Record<string, string> {
  return {
    GIT_INDEX_FILE: index ?? join(own, "index"),
    ...(intoCheckout ? { GIT_OBJECT_DIRECTORY: join(dotGit, "objects") } : {}),
  };
}

function cleanEnvironment({ own, searchPath }: Repository): Record<string, string> {
  return {
    PATH: searchPath,
    HOME: own,
    LC_ALL: "C",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_ATTR_NOSYSTEM: "1",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_NO_REPLACE_OBJECTS: "1",
    GIT_NO_LAZY_FETCH: "1",
    GIT_ALLOW_PROTOCOL: "none",
    GIT_TERMINAL_PROMPT: "0",
    GIT_ADVICE: "0",
  };
}
