import type { Page } from "@playwright/test";
import { expectAccessible, expect, test } from "./fixtures";
import { visit } from "./day";
import { createLine } from "./line";

/** Every page of somebody who is signed in. */
function pagesOf(upgradeId: string): readonly string[] {
  return [
    "/",
    "/your-turn",
    "/apps",
    "/apps/harbor",
    "/qa",
    "/audit",
    "/rules",
    "/lanes",
    "/lanes/sigra-v1.0",
    "/people",
    "/agents",
    "/backups",
    "/account",
    `/upgrades/${upgradeId}`,
    `/upgrades/${upgradeId}/review/schema`,
    `/upgrades/${upgradeId}/checklist`,
    `/upgrades/${upgradeId}/audit`,
  ];
}

/** Numbers what can be clicked and is neither hidden nor part of a group that the arrow keys walk through; answers with the names. */
const MARK_CONTROLS = `(() => {
  const shown = (el) => el.checkVisibility({ visibilityProperty: true }) && !el.closest("[inert]");
  const controls = [...document.querySelectorAll("a[href], button, input:not([type=hidden]):not([type=radio]), select, textarea")]
    .filter((el) => shown(el) && el.tabIndex >= 0 && !el.disabled && el.getAttribute("role") !== "tab");
  controls.forEach((el, index) => el.setAttribute("data-control", String(index)));
  return controls.map((el) => (el.getAttribute("aria-label") ?? el.textContent ?? el.name ?? "").trim().slice(0, 60));
})()`;

/** A field shows its focus on the frame around it. */
const FOCUSED_CONTROL = `(() => {
  const el = document.activeElement;
  const marked = (node) => node !== null && (getComputedStyle(node).outlineStyle !== "none" || getComputedStyle(node).boxShadow !== "none");
  return { index: Number(el?.getAttribute("data-control") ?? -1), outlined: marked(el) || marked(el?.parentElement ?? null) };
})()`;

test("every page passes axe and goes by keyboard, and so does the way from the fleet to an approval", async ({ world, as }) => {
  test.setTimeout(400_000);
  const { upgradeId } = await createLine(world, "overlaid");
  const page = await as("admin-a");

  await test.step("in light on a wide screen: axe, and the keyboard reaches whatever can be clicked and shows where it is", async () => {
    await page.emulateMedia({ colorScheme: "light" });
    for (const path of pagesOf(upgradeId)) {
      await open(page, path);
      await page.waitForLoadState("networkidle").catch(() => undefined);
      // The diff takes the place of its first lines, which have nothing to press, once it is in order.
      if (path.includes("/review/")) await expect(page.getByRole("button", { name: /^(Not opened|Opened) .*line / }).first()).toBeVisible();
      await expectReachable(page, path);
    }
  });
  await test.step("in dark on a phone: axe", async () => {
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of pagesOf(upgradeId)) await open(page, path);
  });
  await test.step("the sign-in page: axe", async () => {
    const guest = await page.context().browser()?.newPage({ baseURL: world.baseUrl });
    if (!guest) throw new Error("no browser");
    await guest.goto("/sign-in");
    await expectAccessible(guest);
    await guest.close();
  });
  await test.step("from the fleet to an approval by keyboard alone", async () => approveByKeyboard(await as("reviewer-a"), upgradeId));
});

/** Opens a page and checks it with axe. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await expectAccessible(page);
  const overflow = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
  expect(overflow, `${path} does not scroll sideways at ${page.viewportSize()?.width}`).toBeLessThanOrEqual(0);
}

async function expectReachable(page: Page, path: string): Promise<void> {
  const names = await page.evaluate<readonly string[]>(MARK_CONTROLS);
  const reached = new Set<number>();
  // More stops come where tabbing scrolls.
  for (let presses = 0; presses < names.length + 200 && reached.size < names.length; presses += 1) {
    await page.keyboard.press("Tab");
    const { index, outlined } = await page.evaluate<{ readonly index: number; readonly outlined: boolean }>(FOCUSED_CONTROL);
    if (index === -1) continue;
    reached.add(index);
    expect(outlined, `${path}: the focus can be seen on "${names[index]}"`).toBe(true);
  }
  expect(
    names.filter((_, index) => !reached.has(index)),
    `${path}: out of the keyboard's reach`,
  ).toEqual([]);
}

async function approveByKeyboard(page: Page, upgradeId: string): Promise<void> {
  await visit(page, "/");
  await expect(page.locator(".live").first()).toContainText("Live");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL(new RegExp(`/upgrades/${upgradeId}`));
  await visit(page, `/upgrades/${upgradeId}/review/router`);
  await expect(page.getByRole("checkbox", { name: /^I have reviewed/ })).toBeEnabled();
  await page.keyboard.press("3");
  await page.waitForURL(/review\/schema/);
  await page.keyboard.press("2");
  await page.waitForURL(/review\/router/);
  await expect(page.getByText(/of \d+ hunks? opened/).first()).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: /keys/i })).toBeVisible();
  await page.keyboard.press("Escape");
  await tabTo(page, "I have reviewed Router and pipeline wiring");
  await page.keyboard.press("Space");
  await tabTo(page, "Approve, ");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("navigation", { name: "Buckets" })).toContainText("Signed, current");
}

/** Presses Tab until the focused control's name begins with the words. @throws when 200 presses do not lead there. */
async function tabTo(page: Page, words: string): Promise<void> {
  for (let presses = 0; presses < 200; presses += 1) {
    await page.keyboard.press("Tab");
    const name = await page.evaluate<string>(
      "(() => { const el = document.activeElement; return (el?.labels?.[0]?.textContent ?? el?.getAttribute('aria-label') ?? el?.textContent ?? '').trim(); })()",
    );
    if (name.startsWith(words)) return;
  }
  throw new Error(`no control "${words}" within 200 tab stops`);
}
