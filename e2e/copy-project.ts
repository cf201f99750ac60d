import { execFile } from "node:child_process";
import { cp } from "node:fs/promises";
import { promisify } from "node:util";

/** Copies a project's sources into a git repository of its own, committed on `main`. */
export async function copyProject(source: string, directory: string): Promise<void> {
  await cp(source, directory, { recursive: true, filter: (path) => !/\/(?:_build|deps|\.migrated)$/.test(path) });
  await git(directory, "init", "--quiet", "--initial-branch=main");
  await git(directory, "add", "--all");
  await git(directory, "commit", "--quiet", "--message", "Before the upgrade");
}

/** Git as a host's developer has it, without the settings and hooks of the machine. */
export async function git(directory: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)("git", ["-c", "user.name=Host Crew", "-c", "user.email=crew@host.example", ...args], {
    cwd: directory,
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" },
  });
  return stdout;
}
