import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Page } from "@playwright/test";
import { execa } from "execa";
import { openedSchema } from "@/lib/contract/dashboard-api";
import { findSnapshot } from "@/lib/core/upgrade/upgrade";
import { openBucket } from "./day";
import { expect, sharedTest as test } from "./fixtures";
import { createLine, type Line } from "./line";

const CONTEXT = "lib/harbor/accounts";
const MANY = `${CONTEXT}/many_functions.ex`;
const MOVED = `${CONTEXT}/moved_functions.ex`;
const LONG = `${CONTEXT}/long_module.ex`;

test("a long file is read by window: every line has its place, and a link leads to it", async ({ world, as }) => {
  const line = await createLine(world, "upgraded");
  await write(world.checkout, LONG, moduleOf(3_000).replace("  def f2(", `  # ${"word ".repeat(5_000)}last\n  def f2(`));
  await takeSnapshot(line);
  const page = await as("reviewer-a");
  await openBucket(page, line.upgradeId, "host_auth");
  const diff = page.getByRole("region", { name: /^Diff of/ });

  await page
    .getByRole("navigation", { name: "Files" })
    .getByRole("link", { name: /long_module\.ex/ })
    .click();
  await expect(diff.getByRole("row", { name: /def f3\(/ })).toBeVisible();
  expect(await page.locator("*").count()).toBeLessThan(5_000);
  await expect(diff.getByRole("row", { name: /def f1500\(/ })).toHaveCount(0);

  // A folded line is read whole, a part at a time, and folded again; by keyboard alone.
  await diff.getByRole("button", { name: /^Show [\d,]+ more characters/ }).press("Enter");
  const whole = diff.getByRole("region", { name: "Line 4, whole" });
  await expect(whole).toBeFocused();
  await whole.getByRole("button", { name: "Later" }).press("Enter");
  await whole.getByRole("button", { name: "Later" }).press("Enter");
  await expect(whole.getByText("word last")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(whole).toHaveCount(0);

  const hunk = new URL(page.url()).hash;
  await visitHash(page, `${hunk}-L1503`);
  await expect(diff.getByRole("row", { name: /def f1500\(/ })).toBeInViewport();
  await expect(diff.getByRole("article", { name: LONG })).toContainText("long_module.ex");

  await page
    .getByRole("radio", { name: "Side by side" })
    .or(page.getByRole("button", { name: "Side by side" }))
    .click();
  await expect(diff.locator(".rows-new").getByRole("row", { name: /def f1500\(/ })).toBeInViewport();
});

test("unchanged lines are shown when asked for, white space folds, moved lines lead to one another, and a mark can be undone", async ({ world, as }) => {
  await write(
    world.checkout,
    MANY,
    functions(40, () => false),
  );
  await commit(world.checkout);
  const line = await createLine(world, "upgraded");
  const edited = functions(40, (at) => at === 20).replace("def g5 do", "def  g5  do");
  const [moved = ""] = / {2}def g30 do[\s\S]*?\n {2}end\n/.exec(edited) ?? [];
  await write(world.checkout, MANY, edited.replace(moved, ""));
  await write(world.checkout, MOVED, `defmodule Harbor.Accounts.MovedFunctions do\n${moved}end\n`);
  await takeSnapshot(line);
  const page = await as("reviewer-a");
  await openBucket(page, line.upgradeId, "host_auth");
  const file = page.getByRole("article", { name: MANY });
  await page
    .getByRole("navigation", { name: "Files" })
    .getByRole("link", { name: /many_functions\.ex/ })
    .click();
  await expect(file.getByRole("row", { name: /changed/ }).first()).toBeVisible();

  await expect(file.getByRole("row", { name: /def g2 do/ })).toHaveCount(0);
  await file
    .getByRole("button", { name: /^Show all/ })
    .first()
    .click();
  await expect(file.getByRole("row", { name: /def g2 do/ })).toBeVisible();

  const spaced = file.getByRole("row", { name: /def g5 do/ });
  await expect(spaced).toHaveCount(2);
  await page.keyboard.press("w");
  await expect(file.getByText("White space only")).toBeVisible();
  await expect(spaced).toHaveCount(0);
  await file.getByRole("button", { name: /^Show the white space/ }).click();
  await expect(spaced).toHaveCount(2);

  await file.getByRole("link", { name: /lines moved to moved_functions\.ex/ }).click();
  const there = page.getByRole("article", { name: MOVED });
  await expect(there.getByRole("row", { name: /def g30 do/ })).toBeInViewport();
  await there.getByRole("link", { name: /lines moved from many_functions\.ex/ }).click();
  await expect(file.getByRole("row", { name: /def g30 do/ })).toBeInViewport();

  // What is long enough on screen is marked by itself, so the button may take the marks back.
  const whole = file.getByRole("button", { name: /, all of/ });
  await whole.click();
  const said = page.getByText(/many_functions\.ex marked as/);
  await expect(said).toBeVisible();
  const isOpened = !(await said.textContent())?.includes("not opened");
  await expect(whole).toHaveAttribute("aria-pressed", String(isOpened));
  await page.keyboard.press("u");
  await expect(whole).toHaveAttribute("aria-pressed", String(!isOpened));
});

test("five hundred hunks are reviewed by keyboard alone", async ({ world, as }) => {
  test.setTimeout(400_000);
  const hunks = 500;
  await write(
    world.checkout,
    MANY,
    functions(hunks, () => false),
  );
  await commit(world.checkout);
  const line = await createLine(world, "upgraded");
  await write(
    world.checkout,
    MANY,
    functions(hunks, () => true),
  );
  await takeSnapshot(line);
  const total = findSnapshot(await line.people["reviewer-a"].upgrade(line.upgradeId))?.buckets.host_auth.hunks ?? 0;
  expect(total).toBeGreaterThanOrEqual(hunks);
  const page = await as("reviewer-a");
  // What is drawn anew five hundred times is drawn small.
  await page.setViewportSize({ width: 1440, height: 420 });
  await openBucket(page, line.upgradeId, "host_auth");
  await expect(page.getByRole("button", { name: /^Next not opened/ })).toBeVisible();

  // What comes into view while one reads is marked by itself, so the key may find it opened: once more around then.
  const opened = page.locator(".cov b");
  for (let hunk = 0; hunk < total * 3 && (await opened.textContent()) !== String(total); hunk += 1) {
    await Promise.all([page.keyboard.press("n"), page.keyboard.press("v")]);
    if (hunk % 50 === 0) await expect(page.locator(".hunk[aria-current=true] .diff tr").first()).toBeVisible();
  }

  await expect(page.getByText(`of ${total} hunks opened`).first()).toBeVisible();
  await expect(opened).toHaveText(String(total));
  await expect.poll(async () => (await openedBy(line)).length).toBe(total);
});

/** A snapshot of what the checkout holds by now. */
async function takeSnapshot({ people: { "lead-a": lead }, upgradeId }: Line): Promise<void> {
  const before = findSnapshot(await lead.upgrade(upgradeId))?.number ?? 0;
  await lead.command(upgradeId, { type: "take-snapshot" });
  await lead.waitFor(upgradeId, (upgrade) => (findSnapshot(upgrade)?.number ?? 0) > before, "the snapshot");
}

async function openedBy({ people, upgradeId }: Line): Promise<readonly string[]> {
  const { body } = await people["reviewer-a"].get(`/api/upgrades/${upgradeId}/opened`);
  return Object.keys(openedSchema.parse(body).opened);
}

/** Before the upgrade starts: what the host was. */
async function commit(checkout: string): Promise<void> {
  const settings = ["-c", "user.name=Host", "-c", "user.email=host@example.test", "-c", "core.hooksPath=/dev/null"];
  await execa("git", [...settings, "add", "--all"], { cwd: checkout });
  await execa("git", [...settings, "commit", "--quiet", "--message", "Many functions"], { cwd: checkout });
}

function moduleOf(lines: number): string {
  return [
    "defmodule Harbor.Accounts.LongModule do",
    ...Array.from({ length: lines }, (_none, at) => `  def f${at}(user), do: {:ok, user, ${at}}`),
    "end",
    "",
  ].join("\n");
}

/** Functions ten lines apart; those that changed say so. */
function functions(count: number, isChanged: (at: number) => boolean): string {
  const body = Array.from({ length: count }, (_none, at) => [
    `  def g${at} do`,
    `    # ${isChanged(at) ? "changed" : "as it was"} ${at}`,
    ...Array.from({ length: 8 }, (_line, step) => `    step_${step}(${at})`),
    "  end",
    "",
  ]).flat();
  return ["defmodule Harbor.Accounts.ManyFunctions do", ...body, "end", ""].join("\n");
}

async function write(checkout: string, path: string, text: string): Promise<void> {
  await mkdir(dirname(join(checkout, path)), { recursive: true });
  await writeFile(join(checkout, path), text);
}

async function visitHash(page: Page, hash: string): Promise<void> {
  await page.evaluate((next) => {
    window.location.hash = next;
  }, hash);
}
