import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env } from "node:process";
import { createSampleApp, sampleMixDirectory, type SampleLane } from "../sample-app";

export type MixExit = { readonly exitCode: number | null; readonly stdout: string; readonly stderr: string };

export type MixOptions = { readonly env?: Readonly<Record<string, string>>; readonly stdin?: string };

/** A task that does not end is a failure, not a test run that hangs. */
const TIMEOUT_MS = 20_000;

/** Runs the stand-in `mix` as a host's developer would, without colours unless asked. */
export function runMix(directory: string, args: readonly string[], options: MixOptions = {}): MixExit {
  const { status, stdout, stderr } = spawnSync("mix", args, {
    cwd: directory,
    encoding: "utf8",
    env: mixEnv(options.env),
    input: options.stdin ?? "",
    timeout: TIMEOUT_MS,
    killSignal: "SIGKILL",
  });
  return { exitCode: status, stdout, stderr };
}

/** Starts the stand-in `mix` and leaves it running. */
export function startMix(directory: string, args: readonly string[], extra: Readonly<Record<string, string>> = {}): ChildProcessWithoutNullStreams {
  return spawn("mix", args, { cwd: directory, env: mixEnv(extra) });
}

/** Resolves with the first match of `pattern` in what the process prints. */
export function waitForOutput(child: ChildProcessWithoutNullStreams, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      const match = pattern.exec(text);
      if (match) resolve(match);
    });
    child.once("exit", () => reject(new Error(`mix ended before it printed ${pattern}: ${text}`)));
  });
}

/** A sample app in a temporary folder; `remove` deletes it. */
export async function aSampleApp(lane: SampleLane = "sigra-v1.0") {
  const directory = mkdtempSync(join(tmpdir(), "sample-app-"));
  const app = await createSampleApp({ directory, lane });
  return {
    ...app,
    mix: (args: readonly string[], options: MixOptions = {}) => runMix(directory, args, options),
    git: (...args: string[]) => runGit(directory, args),
    read: (path: string) => readFile(join(directory, path), "utf8"),
    write: (path: string, text: string) => writeFile(join(directory, path), text),
    /** Bumps sigra in mix.exs, fetches it and commits both. */
    bump: async (requirement: string) => {
      const mixFile = join(directory, "mix.exs");
      const text = await readFile(mixFile, "utf8");
      await writeFile(
        mixFile,
        text.replace(/(\{:sigra, ")[^"]+/, (_all, head: string) => head + requirement),
      );
      runMix(directory, ["deps.get"]);
      runGit(directory, ["commit", "--quiet", "--all", "--message", "Bump"]);
    },
    /** Paths that differ from the last commit, untracked ones included. */
    changedPaths: () =>
      runGit(directory, ["status", "--porcelain", "--untracked-files=all"])
        .split("\n")
        .filter(Boolean)
        .map((line) => line.slice(3)),
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

export type TestApp = Awaited<ReturnType<typeof aSampleApp>>;

function runGit(directory: string, args: readonly string[]): string {
  const identity = ["-c", "user.name=Tester", "-c", "user.email=tester@harbor.example"];
  const { status, stdout, stderr } = spawnSync("git", [...identity, ...args], { cwd: directory, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

function mixEnv(extra: Readonly<Record<string, string>> = {}) {
  return { PATH: `${sampleMixDirectory()}:${env.PATH ?? ""}`, NO_COLOR: "1", NODE_ENV: "test" as const, ...extra };
}
