import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, sharedTest as test } from "./fixtures";
import { openBucket, visit } from "./day";
import { createLine } from "./line";

test("a text is found in the whole bucket, with counts and the way from one place to the next", async ({ world, as }) => {
  const { upgradeId: id } = await createLine(world, "overlaid");
  const reviewer = await as("reviewer-a");
  await openBucket(reviewer, id, "host_auth");
  await expect(reviewer.locator(".diff .add").first()).toBeVisible();

  await reviewer.keyboard.press("/");
  const find = reviewer.getByRole("search", { name: /^Find in / });
  await find.getByRole("textbox").fill("defmodule");
  await expect(find.getByRole("status")).toHaveText(/^\d+ in \d+ files?$/);
  const total = Number(/^\d+/.exec((await find.getByRole("status").textContent()) ?? "")?.[0]);
  expect(total).toBeGreaterThan(1);

  await reviewer.keyboard.press("Enter");
  await expect(find.getByRole("status")).toContainText(`1 of ${total} in`);
  await expect(reviewer.locator("mark.hit[aria-current]")).toHaveText("defmodule");
  await reviewer.keyboard.press("Shift+Enter");
  await expect(find.getByRole("status")).toContainText(`${total} of ${total} in`);
  await expect(reviewer.locator("mark.hit[aria-current]")).toBeInViewport();
  await expectAccessible(reviewer);

  await find.getByRole("textbox").fill("no such text anywhere");
  await expect(find.getByRole("status")).toHaveText("Nothing found");
  await reviewer.keyboard.press("Escape");
  await expect(find).toBeHidden();
  await reviewer.keyboard.press("Control+f");
  await expect(find.getByRole("textbox")).toBeFocused();
});

test("code has its colours, found beside the page", async ({ world, as }) => {
  const { upgradeId: id } = await createLine(world, "overlaid");
  const reviewer = await as("reviewer-a");
  await openBucket(reviewer, id, "router");

  await expect(reviewer.locator(".diff .xk", { hasText: "do" }).first()).toBeVisible();
  await expect(reviewer.locator(".diff .xa").first()).toBeVisible();
  await expectAccessible(reviewer);
});

test("a hunk's reason leads to its rule, and the rule to its hunks", async ({ world, as }) => {
  const { upgradeId: id } = await createLine(world, "overlaid");
  const reviewer = await as("reviewer-a");
  await visit(reviewer, `/rules?upgrade=${id}`);

  const rule = reviewer.locator("#rule-router");
  await rule.locator("summary").click();
  await rule
    .getByRole("link", { name: /router\.ex, line \d+/ })
    .first()
    .click();
  await expect(reviewer).toHaveURL(new RegExp(`/upgrades/${id}/review/router#hunk-`));

  await reviewer
    .getByRole("button", { name: /Rule router/ })
    .first()
    .click();
  await expect(reviewer.locator(".why-all mark")).toHaveText("lib/harbor_web/router.ex");
  await reviewer.getByRole("link", { name: "Rule router." }).click();
  await expect(reviewer.getByLabel("What the rules matched in")).toHaveValue(id);
  await expect(rule).toBeInViewport();
  await expectAccessible(reviewer);
});

test("two snapshots are compared, with what changed in a changed hunk, and the address keeps it", async ({ world, as }) => {
  const { upgradeId: id } = await createLine(world, "overlaid");
  const reviewer = await as("reviewer-a");
  const router = join(world.checkout, "lib/harbor_web/router.ex");
  await writeFile(router, (await readFile(router, "utf8")).replace('get "/', 'get "/compared", SessionController, :new\n    get "/'));
  await openBucket(reviewer, id, "router");
  await takeSnapshot(reviewer);

  await reviewer.getByRole("button", { name: /^Snapshot \d/ }).click();
  await reviewer.getByRole("menuitemcheckbox", { name: /^Snapshot 1$/ }).click();

  await expect(reviewer).toHaveURL(/\?from=1/);
  const box = reviewer.getByRole("region", { name: /beside snapshot 1/ });
  await expect(box.getByRole("listitem").first()).toBeVisible();
  await expectAccessible(reviewer);
  await reviewer.reload();
  await expect(box).toBeVisible();
  await box.getByRole("button", { name: "Stop comparing" }).click();
  await expect(box).toBeHidden();
});

test("a picture is shown before and after, and nothing that only calls itself one", async ({ world, as }) => {
  const { upgradeId: id } = await createLine(world, "overlaid");
  const reviewer = await as("reviewer-a");
  const folder = join(world.checkout, "priv/static/images");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "session_logo.png"), Buffer.from(PIXEL, "base64"));
  await writeFile(join(folder, "session_trick.png"), "\u0000<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>");
  await openBucket(reviewer, id, "host_auth");
  await takeSnapshot(reviewer);
  await reviewer.getByRole("textbox", { name: "Filter files" }).fill("session_logo");

  // What the filter leaves begins where the list begins.
  await expect(reviewer.getByText(/1 of \d+ hunks pass the filter/)).toBeVisible();
  await expect(reviewer.locator(".flow-window")).toHaveCSS("top", "0px");

  const picture = reviewer.getByRole("img", { name: /session_logo\.png, after/ });
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
  const answer = await reviewer.request.get((await picture.getAttribute("src")) ?? "");
  expect(answer.headers()).toMatchObject({
    "content-type": "image/png",
    "x-content-type-options": "nosniff",
    "content-security-policy": expect.stringContaining("sandbox"),
  });

  await reviewer.getByRole("textbox", { name: "Filter files" }).fill("session_trick");
  const trick = reviewer.getByRole("img", { name: /session_trick\.png, after/ });
  expect((await reviewer.request.get((await trick.getAttribute("src")) ?? "")).status()).toBe(415);
});

/** A transparent PNG of one pixel. */
const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

async function takeSnapshot(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Snapshot \d/ }).click();
  await page.getByRole("menuitem", { name: /^Take a snapshot/ }).click();
  await page.getByRole("button", { name: /^Show (it|snapshot)/ }).click();
}
