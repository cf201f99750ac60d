import { mkdirSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { chromium, type Page, type PlaywrightTestConfig } from "@playwright/test";
import config from "@/playwright.config";
import { git } from "./copy-project";
import { expect, test } from "./fixtures";
import { createLine } from "./line";

/** Runs wherever a text is taken for HTML; without spaces, so that it can be a branch too. */
const RUNS = "<img/src=x/onerror=window.pwned=1>";
const SCRIPT = `${RUNS}<script>window.pwned=1</script>"'><svg/onload=window.pwned=1>`;
/** What a page says once an injected text has run in it. */
const PWNED = "window.pwned === 1";

/** Everything this product does not do: texts as HTML, no policy, writes from anywhere, trust in the address. It must fall to every attack. */
async function startNaiveTwin(text: string): Promise<{ readonly url: string; readonly writes: () => number; readonly close: () => void }> {
  let writes = 0;
  const server = createServer((request, response) => {
    if (request.method === "POST") writes += 1;
    response.setHeader("content-type", "text/html");
    response.end(`<!doctype html><title>twin</title><h1>Fleet</h1><p>${text}</p>`);
  });
  return { url: await listen(server), writes: () => writes, close: () => server.close() };
}

/** A page of somebody else, on the same machine: a browser counts it as the same site and sends strict cookies along. */
async function startEvil(html: string): Promise<{ readonly url: string; readonly close: () => void }> {
  const server = createServer((_, response) => {
    response.setHeader("content-type", "text/html");
    response.end(`<!doctype html><title>evil</title>${html}`);
  });
  return { url: await listen(server), close: () => server.close() };
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}

test.describe("foreign text", () => {
  test.use({ worldOptions: { overrides: { "sigra-v1.0/fetch": ["echo", SCRIPT], "sigra-v1.0/upgrade": [`./${RUNS}`] } } });

  test("runs nowhere, whatever shows it", async ({ world, as, browser }) => {
    test.setTimeout(500_000);
    await git(world.checkout, "checkout", "--quiet", "-b", `on-${RUNS}`);
    const line = await createLine(world, "bumped");
    const { "lead-a": lead, "operator-a": operator, "reviewer-a": reviewer, "admin-a": admin } = line.people;
    const { upgradeId } = line;
    for (const path of [`lib/${RUNS}.ex`, `lib/harbor_web/${RUNS}_live.ex`, `priv/repo/migrations/20990101000000_${RUNS}.exs`]) {
      mkdirSync(join(world.checkout, path, ".."), { recursive: true });
      writeFileSync(join(world.checkout, path), `defmodule X do\n  # ${SCRIPT}\n  @text "${SCRIPT.replaceAll('"', "'")}"\nend\n`);
    }
    await lead.command(upgradeId, { type: "take-snapshot" });
    const upgrade = await lead.waitForIdle(upgradeId);
    const failing = upgrade.lane.steps.filter(({ id }) => id === "fetch" || id === "upgrade");
    await operator.ask(upgradeId, { type: "run", stepId: "upgrade" });
    await lead.waitForIdle(upgradeId);
    for (const { id } of failing) await lead.ask(upgradeId, { type: "waive", stepId: id, reason: SCRIPT });
    const index = await reviewer.snapshot(upgradeId, 1);
    const hunk = index.changes.flatMap(({ hunks }) => hunks).find(({ category }) => category !== "unclassified");
    const draft = { id: "draft-0001", base: 0, target: { type: "place", place: { snapshot: 1, hunkId: hunk?.id, line: null } }, body: SCRIPT, mustFix: false };
    expect(await reviewer.post(`/api/upgrades/${upgradeId}/drafts`, draft)).toMatchObject({ ok: true });
    await reviewer.command(upgradeId, { type: "publish-comments", draftIds: ["draft-0001"], decision: null });
    for (const category of ["router", "integration"] as const) await reviewer.approve(upgradeId, category).catch(() => undefined);
    const content = Buffer.from(SCRIPT).toString("base64");
    const stored = (await operator.post(`/api/upgrades/${upgradeId}/evidence`, { content })).body as { blob: string };
    expect(stored.blob).toMatch(/^[0-9a-f]{64}$/);
    expect(await admin.post("/api/invitations", { email: "new@example.test", name: SCRIPT, roles: ["qa"] })).toMatchObject({ ok: true });
    await lead.post(`/api/apps/harbor/policy`, { policy: { approvals: 1, fourEyes: "on", openedPercent: 0 }, reason: SCRIPT });

    const page = await as("admin-a");
    const dialogs: string[] = [];
    page.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    const steps = failing.map(({ id }) => `/upgrades/${upgradeId}?step=${id}`);
    const paths = ["/", "/your-turn", "/apps", "/apps/harbor", "/audit", "/rules", "/people", "/account", "/agents", "/qa", `/upgrades/${upgradeId}`, ...steps];
    const reviews = ["host_auth", "router", "schema", "integration", "audit_security", "unclassified"].map(
      (category) => `/upgrades/${upgradeId}/review/${category}`,
    );
    let shown = 0;
    for (const path of [
      ...paths,
      ...reviews,
      `/upgrades/${upgradeId}/audit`,
      `/upgrades/${upgradeId}/checklist`,
      `/sign-in?next=${encodeURIComponent(SCRIPT)}`,
      `/%3Cscript%3Ewindow.pwned=1%3C%2Fscript%3E`,
    ]) {
      await page.goto(path);
      await page.waitForLoadState("networkidle").catch(() => undefined);
      expect(await page.evaluate(PWNED), `${path} ran a text`).toBe(false);
      if ((await page.getByText("window.pwned").count()) > 0) shown += 1;
    }
    expect(dialogs).toEqual([]);
    expect(shown, "the texts are where a person reads them").toBeGreaterThanOrEqual(6);

    const twin = await startNaiveTwin(SCRIPT);
    const victim = await browser.newPage();
    await victim.goto(twin.url);
    await expect.poll(() => victim.evaluate(PWNED), "the naive twin runs it").toBe(true);
    await victim.close();
    twin.close();
  });
});

test("another site writes nothing in a signed-in person's name", async ({ world, as }) => {
  const line = await createLine(world, "started");
  const target = `${world.baseUrl}/api/upgrades/${line.upgradeId}/commands`;
  const twin = await startNaiveTwin("");
  const body = JSON.stringify({ type: "abandon", reason: "Not by them." });
  const attack = (url: string) => `
    <form id="f" method="post" enctype="text/plain" target="hidden" action="${url}"><input name='${body.slice(0, -1)},"x":"' value='"}'></form><iframe name="hidden"></iframe>
    <script>
      window.done = (async () => {
        const send = (init) => fetch("${url}", { method: "POST", credentials: "include", body: ${JSON.stringify(body)}, ...init }).catch(() => {});
        await send({ mode: "no-cors" });
        await send({ mode: "no-cors", headers: { "content-type": "text/plain" } });
        await send({ headers: { "content-type": "application/json" } });
        await send({ mode: "no-cors", headers: { "content-type": "application/json" } });
        navigator.sendBeacon("${url}", new Blob([${JSON.stringify(body)}], { type: "text/plain" }));
        document.getElementById("f").submit();
        await new Promise((resolve) => document.querySelector("iframe").addEventListener("load", resolve));
        return true;
      })();
    </script>`;
  const context = (await as("lead-a")).context();
  const attacker = await context.newPage();
  for (const url of [target, twin.url]) {
    const evil = await startEvil(attack(url));
    await attacker.goto(evil.url);
    await attacker.evaluate("window.done");
    evil.close();
  }
  expect((await line.people["lead-a"].upgrade(line.upgradeId)).lastSeq).toBe(1);
  expect(twin.writes(), "the naive twin is written to").toBeGreaterThan(2);
  const read = await startEvil(
    `<script>window.done = fetch("${world.baseUrl}/api/fleet", { credentials: "include" }).then((r) => r.text()).catch(() => "kept");</script>`,
  );
  await attacker.goto(read.url);
  expect(await attacker.evaluate("window.done")).toBe("kept");
  read.close();
  twin.close();
});

test("a name that suddenly means this machine gets and does nothing", async ({ world }) => {
  const line = await createLine(world, "started");
  const twin = await startNaiveTwin("the fleet, for whoever asks from this machine");
  const { launchOptions } = (config as PlaywrightTestConfig).use ?? {};
  const rebound = await chromium.launch({ ...launchOptions, args: [...(launchOptions?.args ?? []), "--host-resolver-rules=MAP evil.test 127.0.0.1"] });
  const context = await rebound.newContext();
  expect(
    (await context.request.post(`${world.baseUrl}/api/auth/sign-in/email`, { data: world.credentials("lead-a"), headers: { origin: world.baseUrl } })).ok(),
  ).toBe(true);
  const page = await context.newPage();
  const at = (url: string) => url.replace("127.0.0.1", "evil.test");
  await page.goto(at(`${world.baseUrl}/sign-in`));
  const ask = (path: string, init = "{}") => page.evaluate<number>(`fetch(${JSON.stringify(path)}, ${init}).then((answer) => answer.status)`);
  const post = (body: unknown) => `{ method: "POST", headers: { "content-type": "application/json" }, body: ${JSON.stringify(JSON.stringify(body))} }`;
  for (const path of ["/api/fleet", "/api/people", `/api/upgrades/${line.upgradeId}/records`]) expect([path, await ask(path)]).toEqual([path, 401]);
  expect(await ask(`/api/upgrades/${line.upgradeId}/commands`, post({ type: "abandon", reason: "Not by them." }))).toBe(403);
  expect(await ask("/api/auth/sign-in/email", post(world.credentials("lead-a")))).toBe(403);
  expect(await ask("/api/password-resets", post({ token: "x".repeat(43), password: "a long enough password" }))).toBe(403);
  expect((await line.people["lead-a"].upgrade(line.upgradeId)).lastSeq).toBe(1);

  await page.goto(at(twin.url));
  await expect(page.getByText("the fleet, for whoever asks")).toBeVisible();
  await rebound.close();
  twin.close();
});

test("no page can be put into a frame of another", async ({ world, as }) => {
  const line = await createLine(world, "started");
  const twin = await startNaiveTwin("");
  const context = (await as("lead-a")).context();
  const paths = [
    "/",
    "/people",
    "/account",
    `/upgrades/${line.upgradeId}`,
    `/upgrades/${line.upgradeId}/review/schema`,
    "/sign-in",
    "/invite/none",
    "/reset/none",
    "/nowhere",
    "/api/fleet",
  ];
  const frameOf = async (page: Page, url: string): Promise<string> => {
    const evil = await startEvil(`<iframe src="${url}"></iframe>`);
    await page.goto(evil.url, { waitUntil: "load" });
    const frame = page.frames().find((one) => one !== page.mainFrame());
    const text = (await frame?.evaluate<string>("document.body?.innerText ?? ''").catch(() => "")) ?? "";
    const isError = frame?.url().startsWith("chrome-error:") ?? true;
    evil.close();
    return isError ? "" : text;
  };
  const page = await context.newPage();
  for (const path of paths) expect([path, await frameOf(page, world.baseUrl + path)]).toEqual([path, ""]);

  expect(await frameOf(page, twin.url), "the naive twin is framed").toContain("Fleet");
  twin.close();
});
