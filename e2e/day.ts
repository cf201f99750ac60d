import { expect, type Page } from "@playwright/test";
import { sigraV10 } from "@/lib/core/lane/catalog/sigra-v1.0";
import { sigraV11 } from "@/lib/core/lane/catalog/sigra-v1.1";
import { loadLane } from "@/lib/core/lane/load-lane";
import type { Lane } from "@/lib/core/lane/lane";
import { CATEGORIES, CATEGORY_TEXT, type Category } from "@/lib/core/classify/category";
import { APP_ID } from "./world";

/** The lanes, to find steps by id in a test. */
export const LANES: Readonly<Record<"sigra-v1.0" | "sigra-v1.1", Lane>> = { "sigra-v1.0": loadLane(sigraV10), "sigra-v1.1": loadLane(sigraV11) };

/** Goes to a page and waits until it is alive: what is clicked before that is lost. */
export async function visit(page: Page, path: string): Promise<void> {
  await Promise.all([page.waitForRequest((request) => request.url().endsWith("/api/live")), page.goto(path)]);
}

/** Starts an upgrade from the fleet as a tech lead does; returns its id. */
export async function startUpgrade(page: Page, lane: Lane): Promise<string> {
  await visit(page, "/");
  await page
    .getByRole("button", { name: /^Start upgrade/ })
    .first()
    .click();
  const dialog = dialogOf(page);
  await dialog.getByRole("radio", { name: new RegExp(lane.title) }).check();
  await dialog.getByRole("button", { name: /^Start/ }).click();
  await page.waitForURL(/\/upgrades\/[^/?]+/);
  return /\/upgrades\/([^/?]+)/.exec(page.url())?.[1] ?? "";
}

/** Opens a step of an upgrade, from its page as a person does who is there already. */
export async function openStep(page: Page, upgradeId: string, lane: Lane, stepId: string): Promise<void> {
  const step = lane.steps.find(({ id }) => id === stepId);
  if (!step) throw new Error(`lane ${lane.id} has no step ${stepId}`);
  const path = `/upgrades/${upgradeId}`;
  if (pathOf(page) === path)
    await page
      .getByRole("navigation", { name: /^Steps of lane/ })
      .locator(`a[href="${path}?step=${stepId}"]`)
      .click();
  else await visit(page, `${path}?step=${stepId}`);
  await expect(page.getByRole("heading", { level: 1, name: step.title })).toBeVisible();
}

/** Waits until the open step has a status, as a screen reader is told. */
export async function expectStatus(page: Page, stepTitle: string, word: string): Promise<void> {
  await expect(page.getByRole("status").filter({ hasText: `${stepTitle}: ` })).toHaveText(`${stepTitle}: ${word}`);
}

/** Opens a step, runs it with its plain button and waits for the outcome. */
export async function runStep(page: Page, upgradeId: string, lane: Lane, stepId: string, word = "Done"): Promise<void> {
  await openStep(page, upgradeId, lane, stepId);
  await page.getByRole("main").getByRole("button", { name: "Run", exact: true }).click();
  await expectStatus(page, titleOf(lane, stepId), word);
}

/** Opens a step and puts a name to its statement. */
export async function attest(page: Page, upgradeId: string, lane: Lane, stepId: string, note: string): Promise<void> {
  await openStep(page, upgradeId, lane, stepId);
  const main = page.getByRole("main");
  await main.getByRole("textbox").first().fill(note);
  await main.getByRole("button", { name: "Confirm" }).click();
  await expectStatus(page, titleOf(lane, stepId), "Done");
}

/** Passes over a step with a reason. */
export async function waive(page: Page, upgradeId: string, lane: Lane, stepId: string, reason: string): Promise<void> {
  await openStep(page, upgradeId, lane, stepId);
  await page.getByRole("main").getByRole("button", { name: "Waive…" }).first().click();
  const dialog = dialogOf(page);
  await dialog.getByRole("textbox").fill(reason);
  await dialog.getByRole("button", { name: /^Waive/ }).click();
  await expectStatus(page, titleOf(lane, stepId), "Waived");
}

/** Starts a step beyond the point of no return: types the app's name. */
export async function runBeyond(page: Page, upgradeId: string, lane: Lane, stepId: string): Promise<void> {
  await openStep(page, upgradeId, lane, stepId);
  await page.getByRole("main").getByRole("button", { name: "Run…" }).click();
  const dialog = dialogOf(page);
  await dialog.getByLabel("Type the app name to confirm").fill(APP_ID);
  await dialog.getByRole("button", { name: /^Run it/ }).click();
}

/** Opens a bucket of the review, from another one as a person does who is there already. */
export async function openBucket(page: Page, upgradeId: string, category: Category): Promise<void> {
  const review = `/upgrades/${upgradeId}/review/`;
  if (pathOf(page).startsWith(review)) await bucketRow(page, category).click();
  else await visit(page, review + category);
  await expect(page.getByRole("heading", { level: 1, name: CATEGORY_TEXT[category].title })).toBeVisible();
}

/** Opens a bucket and approves it as it is shown. */
export async function approveBucket(page: Page, upgradeId: string, category: Category): Promise<void> {
  await openBucket(page, upgradeId, category);
  await page.getByRole("checkbox", { name: `I have reviewed ${CATEGORY_TEXT[category].title}` }).check();
  await page.getByRole("button", { name: /^(Approve, |Sign: nothing here)/ }).click();
  await expect(bucketRow(page, category)).toContainText("Signed, current");
}

/** Accepts every unmet expectation of a bucket, with a reason. */
export async function acceptAbsences(page: Page, upgradeId: string, category: Category): Promise<void> {
  await openBucket(page, upgradeId, category);
  await expect(page.getByRole("checkbox", { name: `I have reviewed ${CATEGORY_TEXT[category].title}` })).toBeEnabled();
  const buttons = page.getByRole("button", { name: /^Accept the absence/ });
  for (let left = await buttons.count(); left > 0; left -= 1) {
    await buttons.first().click();
    const dialog = dialogOf(page);
    await dialog.getByRole("textbox").fill("Looked at together, it is meant to be so here.");
    await dialog.getByRole("button", { name: /^Accept/ }).click();
    await expect(buttons).toHaveCount(left - 1);
  }
}

/** A bucket in the list at the left. */
export function bucketRow(page: Page, category: Category) {
  return page.getByRole("navigation", { name: "Buckets" }).getByRole("link").nth(CATEGORIES.indexOf(category));
}

/** Answers every item of the open checklist with a pass. */
export async function passChecklist(page: Page, upgradeId: string, lane: Lane, stepId: string): Promise<void> {
  await openStep(page, upgradeId, lane, stepId);
  const step = lane.steps.find(({ id }) => id === stepId);
  if (step?.kind !== "checklist") throw new Error(`${stepId} is no checklist`);
  for (const { text } of step.items) {
    const item = page.getByRole("region", { name: text });
    await item.getByRole("button", { name: "Pass" }).click();
    await expect(item.getByRole("button", { name: "Pass" })).toHaveAttribute("aria-pressed", "true");
  }
  await expectStatus(page, step.title, "Done");
}

function titleOf(lane: Lane, stepId: string): string {
  return lane.steps.find(({ id }) => id === stepId)?.title ?? "";
}

function pathOf(page: Page): string {
  return new URL(page.url()).pathname;
}

/** The open dialog, whether it asks or warns. */
export function dialogOf(page: Page) {
  return page.getByRole("dialog").or(page.getByRole("alertdialog"));
}
