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

const SCHEMES = ["light", "dark"] as const;

test("every page passes axe, light and dark, wide and narrow", async ({ world, as }) => {
  test.setTimeout(300_000);
  const { upgradeId } = await createLine(world, "overlaid");
  const page = await as("admin-a");
  const paths = pagesOf(upgradeId);
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(colorScheme === "light" ? { width: 1440, height: 900 } : { width: 390, height: 844 });
    for (const path of paths) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
      await expectAccessible(page);
      const overflow = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
      expect(overflow, `${path} does not scroll sideways at ${page.viewportSize()?.width}`).toBeLessThanOrEqual(0);
    }
  }
  const guest = await page.context().browser()?.newPage({ baseURL: world.baseUrl });
  if (!guest) throw new Error("no browser");
  await guest.goto("/sign-in");
  await expectAccessible(guest);
  await guest.close();
});

test("on every page the keyboard reaches whatever can be clicked, shows where it is, and gets out again", async ({ world, as }) => {
  test.setTimeout(300_000);
  const { upgradeId } = await createLine(world, "overlaid");
  const page = await as("admin-a");
  for (const path of pagesOf(upgradeId)) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
    await page.waitForLoadState("networkidle").catch(() => undefined);
    const names = await page.evaluate<readonly string[]>(MARK_CONTROLS);
    const reached = new Set<number>();
    for (let presses = 0; presses < names.length + 40 && reached.size < names.length; presses += 1) {
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
});

test("the way from the fleet to an approval goes by keyboard alone", async ({ world, as }) => {
  const { upgradeId } = await createLine(world, "overlaid");
  const page = await as("reviewer-a");
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
});

/** Presses Tab until the focused control's name begins with the words. @throws when 200 presses do not lead there. */
async function tabTo(page: import("@playwright/test").Page, words: string): Promise<void> {
  for (let presses = 0; presses < 200; presses += 1) {
    await page.keyboard.press("Tab");
    const name = await page.evaluate<string>(
      "(() => { const el = document.activeElement; return (el?.labels?.[0]?.textContent ?? el?.getAttribute('aria-label') ?? el?.textContent ?? '').trim(); })()",
    );
    if (name.startsWith(words)) return;
  }
  throw new Error(`no control "${words}" within 200 tab stops`);
}
