import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CATEGORIES } from "@/lib/core/classify/category";
import { approveBucket, bucketRow, LANES, openBucket, openStep, runBeyond, visit, dialogOf } from "./day";
import { expect, sharedTest, test } from "./fixtures";
import { createLine } from "./line";

const lane = LANES["sigra-v1.0"];
const ROUTER = "lib/harbor_web/router.ex";

test("an edit after the sign-off outdates one bucket, and restoring it makes it current again", async ({ world, as }) => {
  const { upgradeId: id } = await createLine(world, "reviewed");
  const reviewer = await as("reviewer-a");
  const router = join(world.checkout, ROUTER);
  const signed = await readFile(router, "utf8");

  await writeFile(router, signed.replace('get "/', 'get "/added-later", SessionController, :new\n    get "/'));
  await openBucket(reviewer, id, "router");
  await takeSnapshot(reviewer);

  await expect(bucketRow(reviewer, "router")).toContainText("Outdated");
  for (const category of CATEGORIES.filter((other) => other !== "router")) await expect(bucketRow(reviewer, category)).toContainText("Signed, current");
  await expect(reviewer.getByRole("heading", { name: /^Since you signed/ })).toBeVisible();
  await expect(reviewer.getByRole("main")).toContainText("added-later");

  await writeFile(router, signed);
  await takeSnapshot(reviewer);

  await expect(bucketRow(reviewer, "router")).toContainText("Signed, current");
});

test("migrating is refused before the sign-offs, and after a late edit nothing runs", async ({ world, as }) => {
  const line = await createLine(world, "overlaid");
  const id = line.upgradeId;
  const operator = await as("operator-a");

  await openStep(operator, id, lane, "migrate");
  const run = operator.getByRole("main").getByRole("button", { name: "Run…" });
  await expect(run).toHaveAttribute("aria-disabled", "true");
  await expect(operator.getByRole("main")).toContainText(/sign-off is missing/);
  const refused = await line.people["operator-a"].ask(id, { type: "run", stepId: "migrate" });
  expect(refused.status).toBe(409);

  await line.bringTo("reviewed");
  const late = join(world.checkout, "priv/repo/migrations/20990101000000_late.exs");
  await writeFile(late, "defmodule Harbor.Repo.Migrations.Late do\n  use Ecto.Migration\n\n  def change do\n    drop table(:users)\n  end\nend\n");
  await runBeyond(operator, id, lane, "migrate");

  await expect(operator.getByRole("main")).toContainText("Nothing ran");
  await expect(operator.getByRole("main")).toContainText("20990101000000_late.exs");
  expect(await ranMigrations(world.checkout)).not.toContain("20990101000000");
  await visit(operator, `/upgrades/${id}/review/schema`);
  await expect(bucketRow(operator, "schema")).toContainText("Outdated");
});

test("two reviewers sign at once and both signatures count", async ({ world, as }) => {
  const { upgradeId: id, people } = await createLine(world, "overlaid");
  const [first, second] = [await as("reviewer-a"), await as("reviewer-b")];
  await Promise.all([approveBucket(first, id, "router"), approveBucket(second, id, "schema")]);
  await Promise.all([approveBucket(first, id, "integration"), approveBucket(second, id, "integration")]);

  const upgrade = await people["lead-a"].waitFor(id, ({ signOffs }) => signOffs.length >= 4, "four signatures");
  expect(upgrade.signOffs.map(({ category, by }) => `${category} ${by.name}`).sort()).toEqual([
    "integration reviewer-a",
    "integration reviewer-b",
    "router reviewer-a",
    "schema reviewer-b",
  ]);
  await visit(first, `/upgrades/${id}/audit`);
  await expect(first.getByRole("main")).toContainText(/holds/);
});

sharedTest("a request for changes holds the gate until its author lifts it", async ({ world, as }) => {
  const { upgradeId: id } = await createLine(world, "reviewed");
  const reviewer = await as("reviewer-b");
  await openBucket(reviewer, id, "schema");
  await reviewer.getByRole("button", { name: "Request changes…" }).click();
  const dialog = dialogOf(reviewer);
  await dialog.getByRole("textbox").fill("The index has to be built concurrently.");
  await dialog.getByRole("button", { name: "Request changes" }).click();
  await expect(bucketRow(reviewer, "schema")).toContainText("Changes requested");

  const operator = await as("operator-a");
  await openStep(operator, id, lane, "migrate");
  await expect(operator.getByRole("main")).toContainText("reviewer-b requested changes");

  await reviewer.getByRole("button", { name: "Withdraw the request…" }).click();
  await dialogOf(reviewer).getByRole("button", { name: "Withdraw" }).click();
  await expect(bucketRow(reviewer, "schema")).toContainText("Signed, current");
});

sharedTest("an unclassified hunk blocks the gate until a person gives it a category, with a reason", async ({ world, as }) => {
  const { upgradeId: id } = await createLine(world, "overlaid", { withUnclassified: true });
  const reviewer = await as("reviewer-a");
  await visit(reviewer, `/upgrades/${id}/review/unclassified`);
  const assign = reviewer.getByRole("button", { name: /^Assign…/ });
  await expect(assign.first()).toBeVisible();
  for (let left = await assign.count(); left > 0; left -= 1) {
    await assign.first().click();
    const dialog = dialogOf(reviewer);
    await dialog.getByRole("radio", { name: /Generated host auth files/ }).check();
    await dialog.getByRole("textbox").fill("A feature of the host that came along.");
    await dialog.getByRole("button", { name: /^(Assign|Move) to/ }).click();
    await expect(assign).toHaveCount(left - 1);
  }
  await expect(reviewer.getByRole("navigation", { name: "Buckets" })).toContainText("Every hunk has a category");
});

async function takeSnapshot(page: import("@playwright/test").Page): Promise<void> {
  await page.getByRole("button", { name: /^Snapshot \d/ }).click();
  await page.getByRole("menuitem", { name: /^Take a snapshot/ }).click();
  const show = page.getByRole("button", { name: /^Show (it|snapshot)/ });
  await show.click();
}

async function ranMigrations(checkout: string): Promise<string> {
  const { stdout } = await new Promise<{ stdout: string }>((resolve, reject) =>
    execFile("cat", [join(checkout, "priv/repo/.sample_db.json")], (error, stdout) => (error ? reject(error) : resolve({ stdout }))),
  );
  return stdout;
}
