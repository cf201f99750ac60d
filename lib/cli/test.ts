import { findTestBrowser, hasMix } from "./find-programs";
import { generateClient } from "./generate-client";
import { reportFailure } from "./report-failure";
import { runChecks } from "./run-checks";
import { BROWSER_TESTS, CHECKS } from "./test-steps";

const NO_CHROMIUM = `No Chromium, so no browser tests: install one (apt-get install chromium-headless-shell or chromium, or npx playwright install chromium)
or set CHROMIUM_PATH to one.`;
const NO_MIX = `NO MIX: the tests with a real Mix project are SKIPPED. Install Elixir (apt-get install elixir) to run them.`;

/** Everything: lint, types, layers, dead code, unit and integration tests, build, browser tests. */
async function runAll(): Promise<void> {
  await generateClient();
  const chromium = await findTestBrowser();
  if (!hasMix()) console.warn(NO_MIX);
  if (chromium === undefined) {
    console.error(NO_CHROMIUM);
    return runChecks(CHECKS, ["browser tests (no Chromium)"]);
  }
  process.env.CHROMIUM_PATH = chromium;
  return runChecks([...CHECKS, [[BROWSER_TESTS]]]);
}

await runAll().catch(reportFailure);
