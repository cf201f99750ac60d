import { join } from "node:path";
import Database from "better-sqlite3";
import type { CDPSession, Page } from "@playwright/test";
import { dialogOf, visit } from "./day";
import { expect, expectAccessible, sharedTest, test } from "./fixtures";
import { createLine } from "./line";
import type { PersonName } from "./people";
import type { World } from "./world";

/** Gives a page's browser a device that holds passkeys and unlocks by itself. */
async function addDevice(page: Page): Promise<{ readonly session: CDPSession; readonly authenticatorId: string }> {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { session, authenticatorId };
}

/** Passkeys belong to a name, so these tests go by `localhost`. */
const named = (world: World) => world.baseUrl.replace("127.0.0.1", "localhost");

async function signIn(page: Page, world: World, name: PersonName): Promise<void> {
  await page.goto("/sign-in");
  await page.waitForLoadState("networkidle");
  const { email, password } = world.credentials(name);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Fleet" })).toBeVisible();
}

/** Lets every session be so old that it has to be proved again. */
function ageSessions(world: World): void {
  const database = new Database(join(world.dataFolder, "dashboard.db"), { timeout: 10_000 });
  database.exec("DELETE FROM session_proof");
  const { type } = database.prepare("SELECT typeof(createdAt) AS type FROM session LIMIT 1").get() as { type: string };
  const old = new Date(Date.now() - 3_600_000);
  database.prepare("UPDATE session SET createdAt = ?").run(type === "integer" ? old.getTime() : old.toISOString());
  database.close();
}

sharedTest("a passkey is made, signs in, is renamed and removed, and the password remains", async ({ world, browser }) => {
  const context = await browser.newContext({ baseURL: named(world) });
  const page = await context.newPage();
  await addDevice(page);
  await signIn(page, world, "reviewer-a");
  await visit(page, "/account");
  await page.getByRole("button", { name: "Add a passkey…" }).click();
  await dialogOf(page).getByLabel("Name").fill("Laptop");
  await expectAccessible(page);
  await dialogOf(page).getByRole("button", { name: "Make the passkey" }).click();
  await expect(page.getByText("never used")).toBeVisible();

  await context.clearCookies();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Fleet" })).toBeVisible();

  await visit(page, "/account");
  await expect(page.getByText(/last used/)).toBeVisible();
  await page.getByRole("button", { name: "Rename… Laptop" }).click();
  await dialogOf(page).getByLabel("Name").fill("Old laptop");
  await dialogOf(page).getByRole("button", { name: "Rename" }).click();
  await page.getByRole("button", { name: "Remove… Old laptop" }).click();
  await dialogOf(page).getByRole("button", { name: "Remove the passkey" }).click();
  await expect(page.getByText("Old laptop")).toHaveCount(0);

  await context.clearCookies();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /passkey|cancelled/i })).toBeVisible();
  await signIn(page, world, "reviewer-a");
  await context.close();
});

test("a sign-off from a session left open asks who it is, keeps what was written, and goes on", async ({ world, browser }) => {
  test.setTimeout(300_000);
  const line = await createLine(world, "overlaid");
  const context = await browser.newContext({ baseURL: named(world) });
  const page = await context.newPage();
  await addDevice(page);
  await signIn(page, world, "reviewer-a");
  await visit(page, "/account");
  await page.getByRole("button", { name: "Add a passkey…" }).click();
  await dialogOf(page).getByLabel("Name").fill("Laptop");
  await dialogOf(page).getByRole("button", { name: "Make the passkey" }).click();
  await expect(page.getByText("never used")).toBeVisible();
  ageSessions(world);

  const bare = await page.request.post(`/api/upgrades/${line.upgradeId}/commands`, {
    data: { type: "withdraw", category: "router", reason: "" },
    headers: { origin: named(world) },
  });
  expect([bare.status(), (await bare.json()).code]).toEqual([409, "prove-again"]);

  await visit(page, `/upgrades/${line.upgradeId}/review/router`);
  await page.getByRole("checkbox", { name: /^I have reviewed/ }).check();
  await page.getByRole("button", { name: /^Approve/ }).click();
  const dialog = dialogOf(page);
  await expect(dialog).toContainText("Is it still you?");
  await expectAccessible(page);
  await dialog.getByLabel(/^Password of/).fill("not my password");
  await dialog.getByRole("button", { name: "Go on" }).click();
  await expect(dialog.getByText("The password is wrong.")).toBeVisible();
  await dialog.getByRole("button", { name: "Use a passkey" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("navigation", { name: "Buckets" })).toContainText("Signed, current");

  ageSessions(world);
  await visit(page, `/upgrades/${line.upgradeId}/review/schema`);
  await page.getByRole("button", { name: /^Request changes/ }).click();
  await dialogOf(page).getByRole("textbox").fill("The index has to be concurrent.");
  await dialogOf(page)
    .getByRole("button", { name: /^Request/ })
    .click();
  const proof = page.getByRole("alertdialog", { name: "Is it still you?" });
  await proof.getByLabel(/^Password of/).fill(world.credentials("reviewer-a").password);
  await proof.getByRole("button", { name: "Go on" }).click();
  await expect(proof).toBeHidden();
  const upgrade = await line.people["reviewer-a"].upgrade(line.upgradeId);
  expect(upgrade.signOffs.map(({ category, decision, note }) => [category, decision, note])).toEqual([
    ["router", "approved", ""],
    ["schema", "changes-requested", "The index has to be concurrent."],
  ]);
  await context.close();
});

test("an administrator withdraws an invitation and makes a link by which somebody sets a new password", async ({ world, as, browser }) => {
  const admin = await as("admin-a");
  const invited = await admin.request.post("/api/invitations", {
    data: { name: "New", email: "new@example.test", roles: ["qa"] },
    headers: { origin: world.baseUrl },
  });
  const { link } = await invited.json();
  await visit(admin, "/people");
  await admin.getByRole("button", { name: "Withdraw… the invitation of New" }).click();
  await dialogOf(admin).getByRole("button", { name: "Withdraw" }).click();
  await expect(admin.getByText("new@example.test")).toHaveCount(0);
  expect((await admin.request.get(`/api/invitations/${new URL(link).pathname.split("/").at(-1)}`)).status()).toBe(404);

  const qa = await as("qa-a");
  await admin.getByRole("button", { name: "Reset password… of qa-a" }).click();
  await dialogOf(admin).getByRole("button", { name: "Make the link" }).click();
  const text = await dialogOf(admin)
    .getByText(/\/reset\//)
    .first()
    .textContent();
  const guest = await (await browser.newContext({ baseURL: world.baseUrl })).newPage();
  await guest.goto(new URL(/https?:\S+/.exec(text ?? "")?.[0] ?? "").pathname);
  await expect(guest.getByRole("heading", { name: "A new password for qa-a" })).toBeVisible();
  await expectAccessible(guest);
  await guest.getByRole("textbox", { name: "New password" }).fill("a password made anew");
  await guest.getByRole("button", { name: "Set the password" }).click();
  await guest.waitForURL(/sign-in/);
  expect((await qa.request.get("/api/fleet")).status()).toBe(401);
  const signedIn = await guest.request.post("/api/auth/sign-in/email", {
    data: { email: "qa-a@example.test", password: "a password made anew" },
    headers: { origin: world.baseUrl },
  });
  expect(signedIn.ok()).toBe(true);
  await guest.context().close();
});
