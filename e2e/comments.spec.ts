import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import type { DraftTarget } from "@/lib/contract/comments-api";
import { bucketRow, dialogOf, LANES, openBucket, openStep, visit } from "./day";
import { expect, expectAccessible, sharedTest as test } from "./fixtures";
import { createLine, type Line } from "./line";

const lane = LANES["sigra-v1.0"];
const ROUTER = "lib/harbor_web/router.ex";
const HOSTILE = '<img src=x onerror="alert(1)"> <script>alert(2)</script> [x](javascript:alert(3))';

test("drafts survive a reload, are published together, and call somebody by name", async ({ world, as }) => {
  const line = await createLine(world, "overlaid");
  const [first, second] = await hunksOf(line, ROUTER);
  await saveDraft(line, "draft-e2e-1", first, `Is \`this\` meant, @reviewer-b? ${HOSTILE}`);
  await saveDraft(line, "draft-e2e-2", second, "And this one?");
  const [writer, reader] = [await as("reviewer-a"), await as("reviewer-b")];

  await openComments(writer, line);
  const draft = writer.getByRole("region", { name: /^Draft on/ }).filter({ hasText: "And this one?" });
  await draft.getByRole("button", { name: "Edit draft" }).click();
  const field = writer.getByRole("textbox", { name: /^Comment on/ });
  await field.fill("And this one, too?");
  await field.press("Escape");
  await writer.reload();
  await expect(writer.getByRole("region", { name: /^Draft on/ }).filter({ hasText: "And this one, too?" })).toBeVisible();
  await openComments(reader, line);
  await expect(reader.getByRole("heading", { name: "No comment is open." })).toBeVisible();

  await writer.getByRole("button", { name: "Publish…" }).click();
  await writer.getByRole("button", { name: "Publish 2 comments" }).click();

  const threads = reader.getByRole("region", { name: /^Comments on lib.*open$/ });
  await expect(threads).toHaveCount(2);
  await expect(threads.filter({ hasText: HOSTILE })).toBeVisible();
  await expect(reader.locator("main img, main script, main a[href^='javascript']")).toHaveCount(0);
  await expect(writer.getByRole("region", { name: "Your drafts" })).toHaveCount(0);
  await expectAccessible(reader);

  await visit(reader, "/your-turn");
  await expect(reader.getByRole("main")).toContainText("reviewer-a calls you on");
  await expectAccessible(reader);
  await reader.getByRole("link", { name: "Open the comment" }).click();
  const called = reader.getByRole("region", { name: /^Comments on lib.*open$/ }).filter({ hasText: HOSTILE });
  await called.getByRole("button", { name: "Answer" }).click();
  await reader.getByRole("textbox", { name: /^Answer on/ }).fill("Yes, it is.");
  await reader.keyboard.press("Control+Enter");
  await reader.getByRole("button", { name: "Publish…" }).click();
  await reader.getByRole("button", { name: "Publish 1 comment" }).click();
  await expect(called.getByRole("listitem").filter({ hasText: "Yes, it is." })).toBeVisible();
  await visit(reader, "/your-turn");
  await expect(reader.getByRole("main")).not.toContainText("calls you on");
});

test("comments are written on lines and hunks of the review, by press and by key, and published with a decision", async ({ world, as }) => {
  const line = await createLine(world, "overlaid");
  const reviewer = await as("reviewer-a");
  await openBucket(reviewer, line.upgradeId, "router");

  await reviewer.locator(".flow-list tr.add td.n:not(:empty)").first().click();
  const onLine = reviewer.getByRole("textbox", { name: /^Comment on lib.*, line \d+$/ });
  await onLine.fill("This scope is wrong.");
  await reviewer.getByRole("checkbox", { name: "Must fix" }).check();
  await onLine.press("Control+Enter");
  await expect(reviewer.getByRole("button", { name: "Edit draft" })).toBeVisible();
  await expect(reviewer.getByRole("button", { name: "Edit draft" })).toBeFocused();
  await reviewer.keyboard.press("j");
  await reviewer.keyboard.press("c");
  const onHunk = reviewer.getByRole("textbox", { name: /^Comment on lib/ });
  await onHunk.fill("Why is all of this here, ");
  await onHunk.pressSequentially("@reviewer-b");
  await onHunk.press("Enter");
  await onHunk.pressSequentially("again?");
  await expect(onHunk).toHaveValue("Why is all of this here, @reviewer-b again?");
  await onHunk.press("Escape");
  const unchanged = reviewer.locator(".flow-list tr.ctx td.n:not(:empty)").nth(1);
  const number = await unchanged.textContent();
  await unchanged.click();
  await reviewer.getByRole("textbox", { name: `line ${number}` }).fill("Should this stay as it was?");
  await reviewer.getByRole("textbox", { name: `line ${number}` }).press("Control+Enter");
  await expect(reviewer.getByRole("region", { name: "Your drafts" })).toContainText("3 drafts");
  await expect(reviewer.getByText("Draft saved").or(reviewer.getByText("Saving the draft…"))).toHaveCount(0);

  await reviewer.reload();
  await expect(reviewer.getByRole("region", { name: /^Draft on lib/ })).toHaveCount(3);
  await expectAccessible(reviewer);
  await reviewer.keyboard.press("Shift+C");
  const dialog = dialogOf(reviewer);
  await dialog.getByRole("radio", { name: /^Request changes in/ }).check();
  await dialog.getByRole("textbox", { name: "What has to change" }).fill("See the comments.");
  await dialog.getByRole("button", { name: "Publish 3 comments" }).click();

  await expect(reviewer.getByRole("region", { name: /^Comments on lib.*, line \d+, must fix, open$/ })).toContainText("This scope is wrong.");
  await expect(reviewer.getByRole("region", { name: /^Comments on lib.*, open$/ })).toHaveCount(3);
  // Each stands right under its line, in both layouts.
  const spot = reviewer.locator(".flow-extra").filter({ hasText: "Should this stay as it was?" });
  const hunk = reviewer.locator(".hunk").filter({ has: spot });
  const isBetween = async (rowOf: (line: number) => string) => {
    const [row, next] = [Number(number), Number(number) + 1].map((line) => hunk.locator(rowOf(line)).first());
    const [above, between, below] = await Promise.all([row?.boundingBox(), spot.boundingBox(), next?.boundingBox()]);
    if (!above || !between || !below) return false;
    return Math.abs(between.y - above.y - above.height) <= 1 && Math.abs(below.y - between.y - between.height) <= 1;
  };
  await expect.poll(() => isBetween((line) => `.rows-both tr.ctx:has(td.n:nth-child(2):text-is("${line}"))`)).toBe(true);
  await reviewer.keyboard.press("s");
  await expect.poll(() => isBetween((line) => `.rows-new tr.ctx:has(td.n:text-is("${line}"))`)).toBe(true);
  await reviewer.keyboard.press("s");
  await expect(bucketRow(reviewer, "router")).toContainText("Changes requested");
  await expect(bucketRow(reviewer, "router")).toContainText("3 open comments, 1 must fix");
  await expectAccessible(reviewer);

  await openComments(reviewer, line);
  await reviewer
    .getByRole("link", { name: /^See line/ })
    .first()
    .click();
  await expect(reviewer.getByRole("region", { name: /^Comments on lib.*, line \d+, must fix, open$/ })).toBeVisible();
});

test("a must fix holds the gate of a signed bucket until its author resolves it", async ({ world, as }) => {
  const line = await createLine(world, "reviewed");
  const [place] = await hunksOf(line, ROUTER);
  await saveDraft(line, "draft-e2e-1", place, "This has to go.", true);
  await line.people["reviewer-a"].command(line.upgradeId, { type: "publish-comments", draftIds: ["draft-e2e-1"] });

  const operator = await as("operator-a");
  await openStep(operator, line.upgradeId, lane, "migrate");
  await expect(operator.getByRole("main")).toContainText(`reviewer-a marked a comment on ${ROUTER}`);
  const refused = await line.people["operator-a"].ask(line.upgradeId, { type: "run", stepId: "migrate" });
  expect(refused.status).toBe(409);
  await openComments(operator, line);
  await expect(operator.getByRole("main")).toContainText("Only reviewer-a, or a tech lead with a reason, can resolve it.");

  const author = await as("reviewer-a");
  await openComments(author, line);
  await author
    .getByRole("region", { name: /must fix, open$/ })
    .getByRole("button", { name: "Resolve" })
    .click();
  await expect(author.getByRole("heading", { name: "No comment is open." })).toBeVisible();
  await openStep(operator, line.upgradeId, lane, "migrate");
  await expect(operator.getByRole("main")).not.toContainText("marked a comment on");
  await visit(operator, `/upgrades/${line.upgradeId}/audit`);
  await expect(operator.getByRole("main")).toContainText(`resolved a comment on ${ROUTER}`);
});

test("a thread follows its hunk, quotes the old line where it changed, and is kept where it is gone", async ({ world, as }) => {
  const line = await createLine(world, "overlaid");
  const router = join(world.checkout, ROUTER);
  const text = await readFile(router, "utf8");
  const [place] = await hunksOf(line, ROUTER);
  await saveDraft(line, "draft-e2e-1", place, "Why here?");
  await line.people["reviewer-a"].command(line.upgradeId, { type: "publish-comments", draftIds: ["draft-e2e-1"] });
  const said = (await line.people["reviewer-a"].upgrade(line.upgradeId)).threads[0]?.place.line?.text ?? "";
  const reviewer = await as("reviewer-a");

  await writeFile(join(world.checkout, "lib/harbor/beside.ex"), "defmodule Harbor.Beside do\nend\n");
  await takeSnapshot(line);
  await openComments(reviewer, line);
  const thread = reviewer.getByRole("region", { name: /^Comments on lib.*open$/ });
  await expect(reviewer.getByRole("link", { name: /^See line/ })).toBeVisible();
  await expect(thread).not.toContainText("earlier version");

  await writeFile(router, text.replace(said, `${said} # changed`));
  await takeSnapshot(line);
  await expect(thread).toContainText(/On an earlier version|Its lines are gone/);
  await expect(thread).toContainText(said.trim());
});

async function openComments(page: Page, { upgradeId }: Line): Promise<void> {
  await visit(page, `/upgrades/${upgradeId}/comments`);
  await expect(page.getByRole("heading", { level: 1, name: "Comments" })).toBeVisible();
}

/** The first added line of each hunk of a file, in the newest snapshot. */
async function hunksOf({ people, upgradeId }: Line, path: string): Promise<DraftTarget[]> {
  const reviewer = people["reviewer-a"];
  const snapshot = (await reviewer.upgrade(upgradeId)).snapshots.length;
  const changes = await reviewer.snapshot(upgradeId, snapshot);
  const hunks = changes.find((change) => change.path === path)?.hunks.filter(({ newLines }) => newLines > 0) ?? [];
  return hunks.map(({ id: hunkId }) => ({ type: "place", place: { snapshot, hunkId, line: { side: "new", offset: 0 } } }));
}

async function saveDraft({ people, upgradeId }: Line, id: string, target: DraftTarget | undefined, body: string, mustFix = false): Promise<void> {
  const answer = await people["reviewer-a"].post(`/api/upgrades/${upgradeId}/drafts`, { id, base: 0, target, body, mustFix });
  expect(answer.ok, JSON.stringify(answer.body)).toBe(true);
}

async function takeSnapshot({ people, upgradeId }: Line): Promise<void> {
  const { snapshots } = await people["reviewer-a"].upgrade(upgradeId);
  await people["reviewer-a"].command(upgradeId, { type: "take-snapshot" });
  await people["reviewer-a"].waitFor(upgradeId, (upgrade) => upgrade.snapshots.length > snapshots.length, "the next snapshot");
}
