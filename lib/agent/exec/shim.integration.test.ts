import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { aFolder } from "@/lib/testing/agent/a-checkout";
import { awaitResult } from "./await-result";
import { claimForAgent, findResult } from "./job-folder";

const SHIM = fileURLToPath(new URL("./shim.mjs", import.meta.url));

function runShim(folder: string, spec: Readonly<Record<string, unknown>> = {}): void {
  const content = {
    program: "/bin/sh",
    argv: ["sh", "-c", "echo ran > ran"],
    cwd: folder,
    environment: {},
    marker: "UPGRADE_REVIEW_JOB=shim-test",
    timeoutMs: 5_000,
    untilServing: false,
    graceMs: 100,
    logLimitBytes: 1_000_000,
    ...spec,
  };
  writeFileSync(join(folder, "spec.json"), JSON.stringify(content));
  expect(spawnSync(process.execPath, [SHIM, folder], { env: { NODE_ENV: "test" }, encoding: "utf8" }).status).toBe(0);
}

describe("the shim", () => {
  it("runs the program, writes the result and leaves no secret on disk", () => {
    const folder = aFolder();

    runShim(folder);

    expect(findResult(folder)).toMatchObject({ exitCode: 0, signal: null, outcome: "exited" });
    expect(existsSync(join(folder, "spec.json"))).toBe(false);
  });

  it("runs nothing when the agent has given the job up", async () => {
    const folder = aFolder();
    expect(claimForAgent(folder)).toBe(true);

    runShim(folder);

    expect(existsSync(join(folder, "ran"))).toBe(false);
    expect(await awaitResult(folder, "shim-test", 1_000_000, new AbortController().signal)).toMatchObject({ outcome: "interrupted" });
  });

  it("runs nothing when the end was asked for before it began", () => {
    const folder = aFolder();
    writeFileSync(join(folder, "cancel"), "");

    runShim(folder);

    expect(existsSync(join(folder, "ran"))).toBe(false);
    expect(findResult(folder)).toMatchObject({ outcome: "cancelled" });
  });

  it("does not give the claim away once it has it", () => {
    const folder = aFolder();

    runShim(folder);

    expect(claimForAgent(folder)).toBe(false);
    expect(readFileSync(join(folder, "claim.json"), "utf8")).toContain("shim");
  });

  it("reports a program that cannot be started", () => {
    const folder = aFolder();

    runShim(folder, { program: join(folder, "nothing") });

    expect(findResult(folder)).toMatchObject({ exitCode: 127, outcome: "exited" });
  });
});
