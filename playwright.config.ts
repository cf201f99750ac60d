import { chromium, defineConfig } from "@playwright/test";
import { findInstalledBrowser } from "./lib/cli/find-programs";

const LONGEST = ["**/access.spec.ts", "**/v1-*-day.spec.ts", "**/web-attacks.spec.ts"];

const executablePath = process.env.CHROMIUM_PATH || findInstalledBrowser(chromium.executablePath());

export default defineConfig({
  testDir: "e2e",
  // The longest first, so that nobody waits for one of them at the end.
  projects: [
    { name: "days", testMatch: LONGEST },
    { name: "others", testMatch: "**/*.spec.ts", testIgnore: LONGEST },
  ],
  fullyParallel: true,
  // One more than processors on a small machine: programs start and end, and somebody waits for it.
  workers: 3,
  retries: 0,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [["list"]],
  outputDir: "test-results",
  use: {
    viewport: { width: 1440, height: 900 },
    timezoneId: "Europe/Berlin",
    locale: "en-GB",
    actionTimeout: 30_000,
    // What turns while something runs would be drawn sixty times a second, by the processor.
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
