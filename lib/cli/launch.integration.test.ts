import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "upgrade-review-launch-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

type Surroundings = { readonly env?: Record<string, string>; readonly node?: readonly string[]; readonly cwd?: string };

function launch(args: readonly string[], { env = {}, node = [], cwd = process.cwd() }: Surroundings = {}) {
  const variables = { NODE_ENV: "test" as const, PATH: process.env.PATH, UPGRADE_REVIEW_DATA: join(folder, "data"), ...env };
  return spawnSync(process.execPath, [...node, join(cwd, "lib/cli/launch.mjs"), ...args], { cwd, env: variables, encoding: "utf8", timeout: 20_000 });
}

/** A clone with nothing installed, and a shell script for npm. */
function aFreshClone(npm: string): { readonly cwd: string; readonly env: Record<string, string> } {
  const cwd = join(folder, "clone");
  mkdirSync(join(cwd, "lib/cli"), { recursive: true });
  for (const name of ["launch.mjs", "preflight.mjs", "install-packages.mjs"]) cpSync(`lib/cli/${name}`, join(cwd, "lib/cli", name));
  writeFileSync(join(cwd, "package-lock.json"), JSON.stringify({ packages: { "node_modules/zod": { version: "4.6.0" } } }));
  const programs = join(folder, "programs");
  mkdirSync(programs);
  writeFileSync(join(programs, "npm"), `#!/bin/sh\necho "npm $*" >> ${join(folder, "calls")}\n${npm}\n`);
  chmodSync(join(programs, "npm"), 0o755);
  return { cwd, env: { PATH: `${programs}:${process.env.PATH}` } };
}

function install(cwd: string, version: string): void {
  mkdirSync(join(cwd, "node_modules"), { recursive: true });
  writeFileSync(join(cwd, "node_modules/.package-lock.json"), JSON.stringify({ packages: { "node_modules/zod": { version } } }));
}

describe("starting from a clone", () => {
  it.each([
    ["the data folder cannot be made", { UPGRADE_REVIEW_DATA: "/proc/nowhere/data" }, "the data folder /proc/nowhere/data cannot be written"],
    ["the data folder is a file", { UPGRADE_REVIEW_DATA: "package.json" }, "the data folder package.json cannot be written"],
    ["the port is not a port", { PORT: "http" }, 'PORT: expected a port from 1 to 65535, got "http"'],
    ["git is missing", { PATH: "/nowhere" }, "git is needed and cannot be run"],
  ])("says in one line that %s", (_, env, line) => {
    const { status, stderr } = launch(["start"], { env });

    expect(status).toBe(1);
    expect(stderr).toMatch(/^upgrade-review: .*\n$/);
    expect(stderr).toContain(line);
  });

  it("says in one line that Node is too old", () => {
    const old = `data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.18.3"}})`;
    const { status, stderr } = launch(["start"], { node: ["--import", old] });

    expect(status).toBe(1);
    expect(stderr).toBe("upgrade-review: Node 20.19 or newer is needed, this is 20.18.3\n");
  });

  it.each([
    ["dashboard", "PORT", 0],
    ["agent", "AGENT_PORT", -1],
  ])("says in one line that the %s's port is taken", async (name, variable, offset) => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, "127.0.0.1", () => {
        const address = server.address();
        resolve(typeof address === "object" && address ? address.port : 0);
      });
    });
    const { status, stderr } = launch(["start"], { env: { PORT: String(port + offset), AGENT_PORT: String(port) } });
    await new Promise((resolve) => server.close(resolve));

    expect(status).toBe(1);
    expect(stderr).toBe(`upgrade-review: port ${port} for the ${name} is taken; end what uses it or set ${variable} to another\n`);
  });

  const calls = () => (existsSync(join(folder, "calls")) ? readFileSync(join(folder, "calls"), "utf8") : "");

  it.each([
    ["missing", undefined],
    ["older than the lock file says", "4.5.0"],
  ])("installs packages that are %s, and stops when that fails", (_, version) => {
    const { cwd, env } = aFreshClone("echo no compiler; exit 1");
    if (version) install(cwd, version);

    const { status, stderr } = launch(["test"], { cwd, env });

    expect(calls()).toBe("npm ci --include=dev --no-audit --no-fund\n");
    expect(stderr).toContain("no compiler");
    expect(stderr).toContain("upgrade-review: npm ci failed");
    expect(status).toBe(1);
  });

  it.each([
    ["goes on", "4.6.0", "tsx"],
    ["stops when other versions came", "4.7.0", "upgrade-review: npm install left other packages than package-lock.json names: zod is not at 4.6.0"],
  ])("takes npm install where npm ci refuses the lock file, and %s", (_, version, message) => {
    const installed = JSON.stringify({ packages: { "node_modules/zod": { version } } });
    const { cwd, env } = aFreshClone(
      `[ "$1" = ci ] && { echo "npm error code EUSAGE"; exit 1; }; mkdir -p node_modules; echo '${installed}' > node_modules/.package-lock.json`,
    );

    const { stderr } = launch(["test"], { cwd, env });

    expect(calls()).toContain("npm install --no-save");
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("EUSAGE");
  });

  it("installs nothing when the packages are those of the lock file", () => {
    const { cwd, env } = aFreshClone("exit 1");
    install(cwd, "4.6.0");

    const { stderr } = launch(["test"], { cwd, env });

    expect(calls()).toBe("");
    expect(stderr).toContain("tsx");
  });

  it("knows its commands", () => {
    expect(launch(["fly"]).stderr).toBe('upgrade-review: expected one of demo, adopt, start, dev, test, check, test-faults, got "fly"\n');
  });
});
