import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aReleasedUpgrade, exportBytes } from "@/lib/testing/a-dossier";

const BUILD_LIMIT_MS = 120_000;
const ROOT = resolve(import.meta.dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "upgrade-review-single-file-"));
const elsewhere = join(folder, "elsewhere");

/** Runs the script with nothing but Node, in a folder of its own. */
function verify(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, "verify.mjs"), ...args], {
    cwd: elsewhere,
    env: { NODE_ENV: "test" },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

function dossier(name: string, bytes: Buffer): string {
  writeFileSync(join(elsewhere, name), bytes);
  return name;
}

beforeAll(() => {
  execFileSync(process.execPath, ["--import", "tsx", "lib/cli/build-verify.ts", folder], { cwd: ROOT, stdio: "pipe" });
  mkdirSync(elsewhere);
}, BUILD_LIMIT_MS);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the script that verifies where there is Node and nothing else", { timeout: BUILD_LIMIT_MS }, () => {
  it("is one file", () => {
    expect(readdirSync(folder).sort()).toEqual(["elsewhere", "verify.mjs"]);
  });

  it("says that an honest dossier holds", async () => {
    const file = dossier("honest.tar", await exportBytes(await aReleasedUpgrade()));

    expect(verify(file)).toMatchObject({ status: 0, stdout: expect.stringContaining("This dossier holds: 18 records"), stderr: "" });
  });

  it("names the first record that was changed and exits with 1", async () => {
    const bytes = Buffer.from(await exportBytes(await aReleasedUpgrade()));
    const at = bytes.indexOf('"seq":7');
    bytes[at + 6] = "8".charCodeAt(0);
    const { status, stdout } = verify(dossier("changed.tar", bytes));

    expect(status).toBe(1);
    expect(stdout).toContain("record 7");
  });

  it("refuses what is no dossier with 1, and what it cannot read or was not told with 2", () => {
    expect(verify(dossier("text.tar", Buffer.from("hello"))).status).toBe(1);
    expect(verify("missing.tar")).toMatchObject({ status: 2, stderr: expect.stringContaining("cannot be read") });
    expect(verify()).toMatchObject({ status: 2, stderr: expect.stringContaining("expected one FILE") });
  });
});
