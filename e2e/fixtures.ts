import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type BrowserContext, expect, type Page, test as base } from "@playwright/test";
import { endJobs } from "./end-jobs";
import type { PersonName } from "./people";
import { CLOAK_KEY, createWorld, type World, type WorldOptions } from "./world";

type Fixtures = {
  /** What the world of a test is made of; set with `test.use`. */
  readonly worldOptions: WorldOptions;
  /** A repository, an agent, a database, people and a dashboard of this test's own. */
  readonly world: World;
  /** A page of a browser in which the person is signed in. */
  readonly as: (name: PersonName) => Promise<Page>;
};

type WorkerFixtures = {
  /** The world that the tests of `sharedTest` share, one after the other. */
  readonly sharedWorld: () => Promise<World>;
};

/** More than one process runs tests of `sharedTest`. */
const SPARE_APPS = 60;

/** What a browser says without anybody being at fault: answers that a test asks for, and a stream cut by a page change. */
const EXPECTED_ERRORS =
  /the server responded with a status of (4\d\d|503)|net::ERR_(ABORTED|CONNECTION_REFUSED|INCOMPLETE_CHUNKED_ENCODING|CONNECTION_RESET|EMPTY_RESPONSE|NETWORK_CHANGED)/;

export const test = base.extend<Fixtures, WorkerFixtures>({
  worldOptions: [{}, { option: true }],

  sharedWorld: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
    async ({}, use) => {
      let world: Promise<World> | undefined;
      await use(() => {
        world ??= createWorld({ spareApps: SPARE_APPS, environment: { CLOAK_KEY } });
        return world;
      });
      await (await world)?.close();
    },
    { scope: "worker" },
  ],

  world: async ({ worldOptions }, use) => {
    const world = await createWorld(worldOptions);
    await use(world);
    await world.close();
  },

  as: async ({ browser, world }, use) => {
    const contexts = new Map<PersonName, BrowserContext>();
    const errors: string[] = [];
    await use(async (name) => {
      const context = contexts.get(name) ?? (await browser.newContext({ baseURL: world.baseUrl }));
      if (!contexts.has(name)) {
        contexts.set(name, context);
        await context.addCookies(toCookies(world.cookieOf(name), world.baseUrl));
      }
      const page = await context.newPage();
      page.on("console", (message) => {
        if (message.type() === "error" && !EXPECTED_ERRORS.test(message.text())) errors.push(message.text());
      });
      page.on("pageerror", (error) => errors.push(String(error)));
      return page;
    });
    for (const context of contexts.values()) await context.close();
    expect(errors, "nothing went wrong in a browser").toEqual([]);
  },
});

/**
 * A test with an app and a repository of its own in a world that it shares with others of its kind, since a dashboard takes
 * seconds to start. It must leave people, settings and processes as it found them.
 */
export const sharedTest = test.extend({
  world: async ({ sharedWorld }, use) => {
    const world = await (await sharedWorld()).addApp();
    await use(world);
    await endJobs(join(world.agentFolder, "jobs"));
  },
});

function toCookies(header: string, url: string) {
  return header.split("; ").map((pair) => {
    const [name = "", ...value] = pair.split("=");
    return { name, value: value.join("="), url, httpOnly: true, sameSite: "Strict" as const };
  });
}

export { expect };

type Violation = {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
};

const axeFile = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** Checks the page with axe: WCAG 2.2 A and AA, nothing tolerated. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(await readFile(axeFile, "utf8"));
  const violations = await page.evaluate<readonly Violation[]>(
    `axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], resultTypes: ["violations"] }).then(({ violations }) => violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.slice(0, 3).map(({ target, failureSummary }) => ({ target, failureSummary })) })))`,
  );
  expect(violations, `axe on ${page.url()}`).toEqual([]);
}
