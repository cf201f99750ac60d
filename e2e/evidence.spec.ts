import type { Page } from "@playwright/test";
import { dialogOf, visit } from "./day";
import { expect, expectAccessible, sharedTest as test } from "./fixtures";
import { createLine } from "./line";

/** A photo as a phone takes it. */
async function aJpeg(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate<string>(`(() => {
    const canvas = document.createElement("canvas");
    canvas.width = 3000; canvas.height = 2000;
    const context = canvas.getContext("2d");
    context.fillStyle = "#175"; context.fillRect(0, 0, 3000, 2000);
    return canvas.toDataURL("image/jpeg").split(",")[1];
  })()`);
  return Buffer.from(base64, "base64");
}

test("QA shows a photo and a log with an answer, on a phone", async ({ world, as }) => {
  test.setTimeout(400_000);
  const line = await createLine(world, "served");
  const page = await as("qa-a");
  await page.setViewportSize({ width: 390, height: 844 });
  await visit(page, `/upgrades/${line.upgradeId}/checklist`);
  const card = page.locator(".qa-item").first();
  await card.getByRole("button", { name: "Pass", exact: true }).click();
  await card.getByRole("button", { name: "Add evidence" }).click();
  const dialog = dialogOf(page);
  const input = dialog.locator("input[type=file]");
  await input.setInputFiles({ name: "photo.jpg", mimeType: "image/jpeg", buffer: await aJpeg(page) });
  await dialog.getByLabel("What picture 1 shows").fill("The sign-in page <b>");
  await input.setInputFiles({ name: "server.log", mimeType: "text/plain", buffer: Buffer.from("200 OK\n<script>alert(1)</script>\n") });
  await expect(dialog.getByLabel("What text 2 shows")).toHaveValue("server.log");
  await input.setInputFiles({ name: "photo.heic", mimeType: "image/heic", buffer: Buffer.from("not a picture") });
  await expect(dialog.getByText(/photo\.heic was not added\. This browser cannot read the picture/)).toBeVisible();
  await input.setInputFiles({ name: "tool.exe", mimeType: "application/x-msdownload", buffer: Buffer.from("MZ") });
  await expect(dialog.getByText(/Take a picture, a screenshot or a plain text file/)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Record with this evidence" }).click();
  await expect(dialog).toBeHidden();

  const thumbnail = card.getByRole("img", { name: "The sign-in page <b>, open large" });
  await expect(thumbnail).toBeVisible();
  await expect.poll(() => thumbnail.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1_920);
  await expectAccessible(page);
  await thumbnail.click();
  await expect(dialogOf(page).getByRole("img", { name: "The sign-in page <b>" })).toBeVisible();
  await page.keyboard.press("Escape");

  const upgrade = await line.people["qa-a"].upgrade(line.upgradeId);
  const evidence = upgrade.checks.find(({ evidence: shown }) => shown.length > 0)?.evidence ?? [];
  expect(evidence.map(({ type, shows }) => [type, shows])).toEqual([
    ["image/png", "The sign-in page <b>"],
    ["text/plain", "server.log"],
  ]);
  for (const { blob, type } of evidence) {
    const answer = await page.request.get(`/api/upgrades/${line.upgradeId}/evidence/${blob}`);
    const headers = answer.headers();
    expect(headers["content-type"]).toContain(type);
    expect(headers["content-disposition"]).toMatch(/^attachment; filename="evidence-[0-9a-f]{12}\.(png|txt)"$/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["content-security-policy"]).toContain("sandbox");
    expect(headers["cache-control"]).toBe("private, no-store");
  }
});
