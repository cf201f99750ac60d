import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expectStatus, LANES, openStep, visit, dialogOf } from "./day";
import { expect, sharedTest, test } from "./fixtures";
import { createLine } from "./line";

const lane = LANES["sigra-v1.0"];
const UPGRADE = "Run the upgrade task";

test("a failing step stops the line with its log, and passes when it is run again", async ({ world, as }) => {
  const { upgradeId: id } = await createLine(world, "bumped");
  const operator = await as("operator-a");
  const stray = join(world.checkout, "stray.txt");
  await writeFile(stray, "left over");

  await openStep(operator, id, lane, "upgrade");
  await operator.getByRole("main").getByRole("button", { name: "Run", exact: true }).click();
  await expectStatus(operator, UPGRADE, "Failed");
  const main = operator.getByRole("main");
  await expect(main).toContainText("stray.txt");
  await expect(main.getByText("What can be done")).toBeVisible();

  const { rm } = await import("node:fs/promises");
  await rm(stray);
  await main
    .getByRole("button", { name: /^(Run again|Rerun)/ })
    .first()
    .click();
  const dialog = dialogOf(operator);
  if (await dialog.isVisible()) await dialog.getByRole("button", { name: /^Run/ }).click();
  await expectStatus(operator, UPGRADE, "Done");
  await expect(main.getByRole("tab", { name: /Attempt 2/ })).toBeVisible();
  await expect(main.getByRole("tab", { name: /Attempt 1/ })).toBeVisible();
});

test.describe("with a slow upgrade task", () => {
  test.use({ worldOptions: { environment: { SAMPLE_MIX_DELAY_MS: "400" } } });

  test("a run is followed live and can be cancelled", async ({ world, as }) => {
    const { upgradeId: id } = await createLine(world, "bumped");
    const operator = await as("operator-a");
    await openStep(operator, id, lane, "upgrade");
    const main = operator.getByRole("main");
    await main.getByRole("button", { name: "Run", exact: true }).click();
    await expect(main).toContainText("stand-in mix");
    await main.getByRole("button", { name: "Cancel run…" }).click();
    await dialogOf(operator).getByRole("button", { name: "Cancel run" }).click();
    await expectStatus(operator, UPGRADE, "Failed");
    await expect(main).toContainText(/[Cc]ancelled/);
  });

  test("closing the browser changes nothing, and an agent killed in the middle loses no line", async ({ world, as }) => {
    const { upgradeId: id, people } = await createLine(world, "bumped");
    const operator = await as("operator-a");
    await openStep(operator, id, lane, "upgrade");
    await operator.getByRole("main").getByRole("button", { name: "Run", exact: true }).click();
    await expect(operator.getByRole("main")).toContainText("stand-in mix");
    await operator.close();

    await world.agent.kill();
    await world.agent.start();

    const upgrade = await people["operator-a"].waitForIdle(id);
    const attempt = upgrade.attempts.find(({ job }) => job.stepId === "upgrade");
    expect(attempt?.progress).toMatchObject({ status: "ended", outcome: "exited", exitCode: 0 });
    const jobId = attempt?.job.jobId ?? "";
    const stored = Buffer.from(await people["operator-a"].log(id, jobId)).toString("utf8");
    expect(stored).toBe(await readFile(join(world.agentFolder, "jobs", jobId, "log"), "utf8"));
    expect(upgrade.attempts.filter(({ job }) => job.stepId === "upgrade")).toHaveLength(1);

    const again = await as("operator-a");
    await visit(again, `/upgrades/${id}?step=upgrade`);
    await expectStatus(again, UPGRADE, "Done");
  });
});

sharedTest("what a program prints is shown as text, whatever it holds", async ({ world, as }) => {
  const { upgradeId: id } = await createLine(world, "bumped");
  const name = '<img src=x onerror="window.__pwned=1">.txt';
  await writeFile(join(world.checkout, name), "<script>window.__pwned=1</script>");
  const operator = await as("operator-a");
  await openStep(operator, id, lane, "upgrade");
  await operator.getByRole("main").getByRole("button", { name: "Run", exact: true }).click();
  await expectStatus(operator, UPGRADE, "Failed");
  await expect(operator.getByRole("main")).toContainText("<img src=x onerror=");
  expect(await operator.evaluate("window.__pwned")).toBeUndefined();
});
