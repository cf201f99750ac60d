import { expect, expectAccessible, test } from "./fixtures";
import { openBucket } from "./day";
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
