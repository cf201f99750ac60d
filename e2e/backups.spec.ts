import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { visit } from "./day";
import { expect, expectAccessible, sharedTest, test } from "./fixtures";

test("an administrator makes a backup, which is listed once it was checked", async ({ as }) => {
  test.setTimeout(300_000);
  const admin = await as("admin-a");
  await visit(admin, "/backups");
  await expect(admin.getByRole("heading", { name: "None yet" })).toBeVisible();
  await admin.getByRole("button", { name: "Back up now" }).click();
  await expect(admin.getByText("Verified")).toBeVisible({ timeout: 120_000 });
  await expect(admin.getByText(/0 upgrades, 0 records/)).toBeVisible();
  await expectAccessible(admin);

  const lead = await as("lead-a");
  await visit(lead, "/backups");
  await expect(lead.getByRole("heading", { level: 1, name: "Backups are the administrators' page" })).toBeVisible();
});

sharedTest("every page says that nothing can be recorded while another program holds the database, and stops saying it", async ({ world, as }) => {
  test.setTimeout(300_000);
  const page = await as("admin-a");
  await visit(page, "/people");
  const other = new Sqlite(join(world.dataFolder, "dashboard.db"));
  other.exec("BEGIN IMMEDIATE");
  const asked = page.request.post("/api/invitations", {
    data: { email: "late@example.test", name: "late", roles: ["qa"] },
    headers: { origin: world.baseUrl },
    timeout: 120_000,
  });
  await expect(page.getByText(/Another program holds the dashboard's database/)).toBeVisible({ timeout: 60_000 });
  await page.goto("/");
  await expect(page.getByText(/Another program holds the dashboard's database/)).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  other.exec("COMMIT");
  other.close();
  await expect(page.getByText(/Another program holds the dashboard's database/)).toBeHidden({ timeout: 60_000 });
  expect((await asked).ok()).toBe(true);
});
