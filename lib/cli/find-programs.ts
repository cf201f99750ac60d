import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";

const SYSTEM_CHROMIUM = "/usr/bin/chromium";
const SYSTEM_SHELL = "/usr/bin/chromium-headless-shell";
const QUICK_MS = 60_000;

/** Chromium as people have it, installed where that can be done; undefined when there is none. */
export async function findChromium(): Promise<string | undefined> {
  const given = process.env.CHROMIUM_PATH;
  if (given) return existsSync(given) ? given : undefined;
  const own = await findOwnPath();
  const found = findWhole(own);
  if (found) return found;
  console.log("No Chromium found; trying to install one.");
  installWithPlaywright("chromium");
  if (!findWhole(own)) installWithApt("chromium");
  return findWhole(own);
}

/**
 * The browser for the browser tests, installed where that can be done; undefined when there is none. The headless shell
 * is preferred, which is Chromium without its windows and takes less of a processor.
 */
export async function findTestBrowser(): Promise<string | undefined> {
  const given = process.env.CHROMIUM_PATH;
  if (given) return existsSync(given) ? given : undefined;
  const own = await findOwnPath();
  if (findShell(own)) return findShell(own);
  if (findWhole(own)) {
    installQuickly("chromium-headless-shell");
    return findInstalledBrowser(own);
  }
  console.log("No Chromium found; trying to install one.");
  installWithPlaywright("chromium", "--only-shell");
  if (!findInstalledBrowser(own)) installWithApt("chromium-headless-shell");
  if (!findInstalledBrowser(own)) installWithApt("chromium");
  return findInstalledBrowser(own);
}

/** The browser for the browser tests as far as it is there; `own` is where Playwright's own Chromium would be. */
export function findInstalledBrowser(own: string): string | undefined {
  return findShell(own) ?? findWhole(own);
}

function findWhole(own: string): string | undefined {
  return [own, SYSTEM_CHROMIUM].find((path) => existsSync(path));
}

function findShell(own: string): string | undefined {
  return [...listOwnShells(own), SYSTEM_SHELL].find((path) => existsSync(path));
}

/** Playwright has both side by side: `chromium-1/linux/chrome`, `chromium_headless_shell-1/shell-linux/chrome-headless-shell`. */
function listOwnShells(own: string): readonly string[] {
  const whole = dirname(dirname(own));
  const folder = join(dirname(whole), basename(whole).replace("chromium-", "chromium_headless_shell-"));
  if (folder === whole || !existsSync(folder)) return [];
  return readdirSync(folder).flatMap((system) => ["chrome-headless-shell", "headless_shell"].map((name) => join(folder, system, name)));
}

async function findOwnPath(): Promise<string> {
  const { chromium } = await import("@playwright/test");
  return chromium.executablePath();
}

function installWithPlaywright(...names: readonly string[]): void {
  spawnSync(process.execPath, ["node_modules/@playwright/test/cli.js", "install", ...names], { stdio: "inherit", timeout: 300_000 });
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
  if (!canInstall()) return;
  if (apt(["install", "-y", "--no-install-recommends", name], "inherit").status === 0) return;
  apt(["update"], "inherit");
  apt(["install", "-y", "--no-install-recommends", name], "inherit");
}

/** As `installWithApt`, for what can be done without: one try, and no word when it fails. */
function installQuickly(name: string): void {
  if (canInstall()) apt(["install", "-y", "--no-install-recommends", name], "ignore", QUICK_MS);
}

function canInstall(): boolean {
  return process.getuid?.() === 0 && canRun("apt-get", ["--version"]);
}

function apt(args: readonly string[], errors: "inherit" | "ignore", timeout = 600_000) {
  return spawnSync("apt-get", args, { stdio: ["ignore", "ignore", errors], env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }, timeout });
}
