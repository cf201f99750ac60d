import { CATEGORIES } from "@/lib/core/classify/category";
import { acceptAbsences, approveBucket, attest, expectStatus, LANES, openStep, passChecklist, runBeyond, runStep, startUpgrade, waive, dialogOf } from "./day";
import { expect, test } from "./fixtures";

test.use({ worldOptions: { lane: "sigra-v1.0", environment: { CLOAK_KEY: "c2FtcGxlIGtleSBmb3IgdGhlIHNhbXBsZSBhcHAgb25seQ==" } } });

test("an app goes through v1.0 from start to done", async ({ world, as }) => {
  test.setTimeout(400_000);
  const lane = LANES["sigra-v1.0"];
  const [lead, operator, reviewer, qa] = [await as("lead-a"), await as("operator-a"), await as("reviewer-a"), await as("qa-a")];
  const id = await startUpgrade(lead, lane);

  await test.step("preflight", async () => {
    await runStep(operator, id, lane, "posture");
    await runStep(operator, id, lane, "branch");
    await attest(operator, id, lane, "backup", "backup-2026-11-21, restored on a scratch host");
    await attest(operator, id, lane, "baseline", "mix compile and mix ecto.migrate ran clean");
    await runStep(operator, id, lane, "clean-tree");
    await runStep(operator, id, lane, "anchor");
    await attest(operator, id, lane, "deployed-version", "sigra 0.3.4 in production");
  });

  await test.step("bump, fetch, commit, upgrade task", async () => {
    await runStep(operator, id, lane, "bump");
    await runStep(operator, id, lane, "fetch");
    await runStep(operator, id, lane, "commit-bump");
    await runStep(operator, id, lane, "upgrade");
    await expect(operator.getByRole("main")).toContainText("CLOAK_KEY");
  });

  await test.step("hand-adopted changes, a second snapshot, review", async () => {
    await world.applyOverlay();
    await openStep(reviewer, id, lane, "review");
    await reviewer.getByRole("main").getByRole("button", { name: "Take a snapshot…" }).click();
    await dialogOf(reviewer).getByRole("button", { name: "Take a snapshot" }).click();
    await expect(reviewer.getByRole("main")).toContainText("Snapshot 2");
    for (const category of CATEGORIES) {
      await acceptAbsences(reviewer, id, category);
      await approveBucket(reviewer, id, category);
    }
    await openStep(reviewer, id, lane, "review");
    await expectStatus(reviewer, lane.steps.find(({ id: stepId }) => stepId === "review")?.title ?? "", "Done");
  });

  await test.step("migrate behind the gate, checklist, compile, verify", async () => {
    await runBeyond(operator, id, lane, "migrate");
    await expectStatus(operator, "Run the migrations", "Done");
    await passChecklist(reviewer, id, lane, "migration-checklist");
    await runStep(operator, id, lane, "compile");
    await runStep(operator, id, lane, "verify-tests", "Failed");
    await expect(operator.getByRole("main")).toContainText("test/upgrade_test.exs");
    await waive(lead, id, lane, "verify-tests", "The library's own test is not part of a host.");
    await waive(lead, id, lane, "verify-smoke", "The script is in the library's repository.");
  });

  await test.step("boot smoke", async () => {
    await openStep(operator, id, lane, "boot");
    await operator.getByRole("main").getByRole("button", { name: "Start the app" }).click();
    await expect(operator.getByRole("main")).toContainText("The app is up");
    await passChecklist(qa, id, lane, "smoke");
  });

  await test.step("finish", async () => {
    await lead.goto(`/upgrades/${id}`);
    await lead
      .getByRole("button", { name: /^Finish/ })
      .first()
      .click();
    const dialog = dialogOf(lead);
    if (await dialog.isVisible()) await dialog.getByRole("button", { name: /^Finish/ }).click();
    await expect(lead.getByRole("main")).toContainText(/finished/i);
    await lead.goto(`/upgrades/${id}/audit`);
    await expect(lead.getByRole("main")).toContainText(/holds/);
    await lead.goto("/");
    await expect(lead.getByRole("main")).toContainText(/Done|finished/i);
  });
});
