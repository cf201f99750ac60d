import { CATEGORIES } from "@/lib/core/classify/category";
import { acceptAbsences, approveBucket, expectStatus, LANES, openStep, passChecklist, runBeyond, runStep, visit, waive, dialogOf } from "./day";
import { expect, test } from "./fixtures";
import { createLine } from "./line";

test.use({ worldOptions: { lane: "sigra-v1.1", environment: { CLOAK_KEY: "c2FtcGxlIGtleSBmb3IgdGhlIHNhbXBsZSBhcHAgb25seQ==" } } });

for (const backfill of [true, false]) {
  test(`an app goes through v1.1 ${backfill ? "with" : "without"} backfill`, async ({ world, as }) => {
    test.setTimeout(400_000);
    const lane = LANES["sigra-v1.1"];
    const { upgradeId: id } = await createLine(world, "anchored", { lane: "sigra-v1.1" });
    const [lead, operator, reviewer, qa] = [await as("lead-a"), await as("operator-a"), await as("reviewer-a"), await as("qa-a")];
    const upgradeStep = backfill ? "upgrade-backfill" : "upgrade-zero-org";

    await test.step("the choice is made on purpose and decides which steps apply", async () => {
      await openStep(lead, id, lane, "backfill-choice");
      const option = lane.steps
        .flatMap((step) => (step.kind === "choice" ? step.options : []))
        .find((candidate) => candidate.id === (backfill ? "backfill" : "no-backfill"));
      await lead.getByRole("radio", { name: option?.title ?? "" }).check();
      await lead
        .getByRole("main")
        .getByRole("button", { name: /^Choose/ })
        .click();
      await expectStatus(lead, "Choose the backfill mode", "Done");
      await openStep(lead, id, lane, backfill ? "upgrade-zero-org" : "upgrade-backfill");
      await expect(lead.getByRole("main")).toContainText("does not apply");
    });

    await test.step("dependency and upgrade task", async () => {
      for (const stepId of ["bump", "fetch", "commit-bump", upgradeStep]) await runStep(operator, id, lane, stepId);
    });

    await test.step("passkey settings are asked for, localhost is flagged", async () => {
      await openStep(operator, id, lane, "passkeys");
      const main = operator.getByRole("main");
      await main.getByLabel("rp_id").fill("localhost");
      await expect(main).toContainText(/localhost/);
      await main.getByLabel("rp_id").fill("harbor.example.com");
      await main.getByLabel("origin").fill("https://harbor.example.com");
      await main.getByLabel("rp_name").fill("Harbor");
      await main
        .getByRole("button", { name: /^(Run|Write|Set)/ })
        .first()
        .click();
      await expectStatus(operator, lane.steps.find(({ id: stepId }) => stepId === "passkeys")?.title ?? "", "Done");
    });

    await test.step("review", async () => {
      await world.applyOverlay();
      await openStep(reviewer, id, lane, "review");
      await reviewer.getByRole("main").getByRole("button", { name: "Take a snapshot…" }).click();
      await dialogOf(reviewer).getByRole("button", { name: "Take a snapshot" }).click();
      await expect(reviewer.getByRole("main")).toContainText(/Snapshot [23]/);
      for (const category of CATEGORIES) {
        await acceptAbsences(reviewer, id, category);
        await approveBucket(reviewer, id, category);
      }
    });

    await test.step("migrate, compile, data migrations", async () => {
      await runBeyond(operator, id, lane, "migrate");
      await expectStatus(operator, lane.steps.find(({ id: stepId }) => stepId === "migrate")?.title ?? "", "Done");
      await runStep(operator, id, lane, "compile");
      if (backfill) {
        await runBeyond(operator, id, lane, "data-migrations");
        await expectStatus(operator, lane.steps.find(({ id: stepId }) => stepId === "data-migrations")?.title ?? "", "Done");
      } else {
        await openStep(operator, id, lane, "data-migrations");
        await expectStatus(operator, lane.steps.find(({ id: stepId }) => stepId === "data-migrations")?.title ?? "", "Not applicable");
      }
    });

    await test.step("verification, boot, smoke, end", async () => {
      await waive(lead, id, lane, "verify-tests", "The library's own test is not part of a host.");
      await openStep(operator, id, lane, "boot");
      await operator.getByRole("main").getByRole("button", { name: "Start the app" }).click();
      await expect(operator.getByRole("main")).toContainText("The app is up");
      await passChecklist(qa, id, lane, "smoke");
      await visit(lead, `/upgrades/${id}`);
      await lead
        .getByRole("button", { name: /^Finish/ })
        .first()
        .click();
      await expect(lead.getByRole("main")).toContainText(/finished/i);
    });
  });
}
