import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { waitUntil } from "@/e2e/wait-until";
import { endProcessesOf } from "./end-processes-of";

const isAlive = (pid: number): boolean => /^State:\s+[^ZX\s]/m.test(readStatus(pid));

function readStatus(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, "utf8");
  } catch {
    return "";
  }
}

describe.skipIf(!existsSync("/proc/self/status"))("ending what a suite started", () => {
  it.each([
    ["its command", (folder: string) => ({ args: ["-e", "setInterval(() => {}, 1000)", folder], options: {} })],
    ["its environment", (folder: string) => ({ args: ["-e", "setInterval(() => {}, 1000)"], options: { env: { ...process.env, TMPDIR: folder } } })],
    ["its working folder", (folder: string) => ({ args: ["-e", "setInterval(() => {}, 1000)"], options: { cwd: folder } })],
  ])("finds a process in a session of its own by %s, and no other", { timeout: 60_000 }, async (_, make) => {
    const folder = mkdtempSync(join(tmpdir(), "upgrade-review-ending-"));
    const { args, options } = make(folder);
    const [own, other] = [spawn(process.execPath, args, { ...options, detached: true, stdio: "ignore" }), spawn("sleep", ["600"], { stdio: "ignore" })];
    try {
      await waitUntil(async () => isAlive(own.pid ?? 0), "the process to run");

      await endProcessesOf(folder);

      expect(isAlive(own.pid ?? 0)).toBe(false);
      expect(isAlive(other.pid ?? 0)).toBe(true);
    } finally {
      own.kill("SIGKILL");
      other.kill("SIGKILL");
      rmSync(folder, { recursive: true });
    }
  });
});
