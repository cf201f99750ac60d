import { dialogOf, visit } from "./day";
import { expect, expectAccessible, sharedTest as test } from "./fixtures";
import { createLine } from "./line";

test("a tech lead sets an app's policy with what follows from it in sight, and the open upgrade goes on under it", async ({ world, as }) => {
  test.setTimeout(300_000);
  const line = await createLine(world, "overlaid");
  await line.review();
  const lead = await as("lead-a");
  await visit(lead, `/apps/${world.appId}`);
  await expect(lead.getByText("Each category needs one approval.")).toBeVisible();
  await lead.getByRole("button", { name: "Change the policy…" }).click();
  const dialog = dialogOf(lead);
  await expect(dialog.getByText("reviewer-a signed; reviewer-b could. 1 of 1 there.").first()).toBeVisible();

  await dialog.getByLabel("Opened before signing, in percent").fill("80");
  await expect(dialog.getByText(/The sign-off of reviewer-a would no longer count: they had opened 0 of \d+ hunks/).first()).toBeVisible();
  await dialog.getByLabel("Approvals for each category").selectOption("3");
  await expect(dialog.getByText(/No upgrade could start: each category needs 3, and there are 2 reviewers/)).toBeVisible();
  await expectAccessible(lead);
  await dialog.getByLabel(/^Why/).fill("This release touches money.");
  await dialog.getByRole("button", { name: "Set the policy" }).click();
  await expect(dialog).toBeHidden();
  await expect(lead.getByText("Each category needs 3 approvals by different people.", { exact: true })).toBeVisible();

  await visit(lead, `/upgrades/${line.upgradeId}`);
  await expect(
    lead.getByText(/Router and pipeline wiring needs 3 approvals, and 1 cannot be given|needs 3 approvals, and 1 cannot be given/).first(),
  ).toBeVisible();
  await expect(lead.getByText("The gate stays closed until then.").first()).toBeVisible();

  await visit(lead, `/upgrades/${line.upgradeId}/review/schema`);
  await expect(lead.getByText(/Does not count: they had opened 0 of \d+ hunks, and the policy asks for \d+\./)).toBeVisible();
  const upgrade = await line.people["lead-a"].upgrade(line.upgradeId);
  const refused = await line.people["reviewer-b"].ask(line.upgradeId, {
    type: "approve",
    category: "schema",
    seenDigest: upgrade.signOffs.find(({ category }) => category === "schema")?.bucketDigest ?? "",
  });
  expect(refused).toMatchObject({ status: 409, body: { code: "hunks-unopened" } });
});
