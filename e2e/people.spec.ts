import { visit, dialogOf } from "./day";
import { expect, sharedTest, test } from "./fixtures";

sharedTest("an invitation lets one person in, once, with the roles it names", async ({ world, as, browser }) => {
  const admin = await as("admin-a");
  await visit(admin, "/people");
  await admin.getByRole("button", { name: "Invite…" }).click();
  const dialog = dialogOf(admin);
  await dialog.getByLabel("Name").fill("operator-c");
  await dialog.getByLabel(/mail/i).fill("operator-c@example.test");
  await dialog.getByRole("checkbox", { name: /^Operator/ }).check();
  await dialog.getByRole("button", { name: /^Invite|^Make/ }).click();
  const link = await dialog
    .getByText(/\/invite\//)
    .first()
    .textContent();
  expect(link).toContain("/invite/");

  const guest = await (await browser.newContext({ baseURL: world.baseUrl })).newPage();
  const path = new URL(/https?:\S+/.exec(link ?? "")?.[0] ?? "").pathname;
  await guest.goto(path);
  await guest.waitForLoadState("networkidle");
  await guest
    .getByLabel(/password/i)
    .first()
    .fill("a password of my own");
  await guest.getByRole("button", { name: /^(Accept|Join|Create)/ }).click();
  await guest.waitForURL(/sign-in|\/$/);
  await guest.goto(path);
  await expect(guest.getByRole("main")).toContainText(/has expired/);

  await guest.goto("/sign-in");
  await guest.waitForLoadState("networkidle");
  await guest.getByLabel(/mail/i).fill("operator-c@example.test");
  await guest.getByLabel(/password/i).fill("wrong password here");
  await guest.getByRole("button", { name: "Sign in" }).click();
  await expect(guest.getByRole("alert").first()).toBeVisible();
  await guest.getByLabel(/password/i).fill("a password of my own");
  await guest.getByRole("button", { name: "Sign in" }).click();
  await expect(guest.getByRole("heading", { level: 1, name: "Fleet" })).toBeVisible();
  await guest.context().close();
});

sharedTest("a password typed before the page's scripts are there stays out of the address and counts once they are", async ({ world, browser }) => {
  const context = await browser.newContext({ baseURL: world.baseUrl });
  const page = await context.newPage();
  let arrive = (): void => undefined;
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await context.route(/\/_next\/static\/.*\.js/, async (route) => {
    await arrived;
    await route.continue();
  });
  const { email, password } = world.credentials("lead-a");
  await page.goto("/sign-in", { waitUntil: "commit" });
  await page.getByLabel(/mail/i).fill(email);
  await page.getByLabel(/password/i).fill(password);
  await page.getByLabel(/password/i).press("Enter");
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeDisabled();
  arrive();
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Fleet" })).toBeVisible();
  await context.close();
});

sharedTest("pages and the API are closed to whoever is not signed in, and a shared link leads on after signing in", async ({ world, browser }) => {
  const page = await (await browser.newContext({ baseURL: world.baseUrl })).newPage();
  for (const path of ["/", "/apps", "/people", "/audit", "/upgrades/none", "/account"]) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/sign-in/);
  }
  await page.goto(`/apps/${world.appId}`);
  await page.waitForLoadState("networkidle");
  const { email, password } = world.credentials("lead-a");
  await page.getByLabel(/mail/i).fill(email);
  await page.getByLabel(/password/i).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(`${world.baseUrl}/apps/${world.appId}`);
  await page.context().clearCookies();
  for (const path of ["/api/fleet", "/api/apps", "/api/people", "/api/live", "/api/upgrades/none/records"]) {
    expect((await page.request.get(path)).status(), path).toBe(401);
  }
  await page.context().close();
});

test.describe("without an app", () => {
  test.use({ worldOptions: { withApp: false } });

  test("a tech lead adds a checkout that the agent finds under its roots", async ({ as }) => {
    const lead = await as("lead-a");
    await visit(lead, "/");
    await lead
      .getByRole("button", { name: /^Add an app/ })
      .or(lead.getByRole("link", { name: /^Add an app/ }))
      .first()
      .click();
    const dialog = dialogOf(lead);
    await dialog.getByRole("radio", { name: /harbor/ }).check();
    await dialog.getByRole("button", { name: /^Add/ }).click();
    await expect(dialog).toBeHidden();
    await visit(lead, "/apps");
    await expect(lead.getByRole("main")).toContainText("harbor");
    await expect(lead.getByRole("main")).toContainText("0.3.4");
  });
});
