import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const SYSTEM_CHROMIUM = "/usr/bin/chromium";

/** The browser for the browser tests, installed where that can be done; undefined when there is none. */
export async function findChromium(): Promise<string | undefined> {
  const given = process.env.CHROMIUM_PATH;
  if (given) return existsSync(given) ? given : undefined;
  const { chromium } = await import("@playwright/test");
  const known = () => [chromium.executablePath(), SYSTEM_CHROMIUM].find((path) => existsSync(path));
  const found = known();
  if (found) return found;
  console.log("No Chromium found; trying to install one.");
  spawnSync(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"], { stdio: "inherit", timeout: 300_000 });
  if (!known()) installWithApt("chromium");
  return known();
}

/** Whether `mix` can be run; installed where that can be done. Tests that need the real one are skipped without. */
export function hasMix(): boolean {
  if (canRun("mix", ["--version"])) return true;
  installWithApt("elixir");
  return canRun("mix", ["--version"]);
}

function canRun(program: string, args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: "ignore", timeout: 60_000 }).status === 0;
}

/** Only as root on a Debian; a test run changes nothing else on a machine. */
function installWithApt(name: string): void {
  if (process.getuid?.() !== 0 || !canRun("apt-get", ["--version"])) return;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args: string[]) => spawnSync("apt-get", args, { stdio: ["ignore", "ignore", "inherit"], env, timeout: 600_000 });
  if (apt("install", "-y", "--no-install-recommends", name).status === 0) return;
  apt("update");
  apt("install", "-y", "--no-install-recommends", name);
}
