import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { visit } from "./day";
import { expect, expectAccessible, sharedTest as test } from "./fixtures";
import { createLine } from "./line";
import { REPOSITORY } from "./world";

test("the audit page says how far the record was witnessed, and its dossier holds", async ({ world, as }) => {
  test.setTimeout(300_000);
  const { upgradeId } = await createLine(world, "migrated");
  const lead = await as("lead-a");
  await visit(lead, `/upgrades/${upgradeId}/audit`);

  const witness = lead.getByRole("region", { name: "Witness of the record" });
  await expect(witness).toContainText(/Witnessed up to record \d+\./);
  await expect(witness).toContainText("it would run nothing more");
  await expectAccessible(lead);

  const started = lead.waitForEvent("download");
  await lead.getByRole("link", { name: "Export the dossier" }).click();
  const download = await started;
  expect(download.suggestedFilename()).toBe(`dossier-${upgradeId}.tar`);
  const file = await download.path();

  const honest = await verify(file);
  expect(honest.exitCode).toBe(0);
  expect(honest.output).toContain("This dossier holds");
  expect(honest.output).toMatch(/Witnessed up to record \d+ of \d+/);

  const bytes = await readFile(file);
  bytes[bytes.indexOf("attempt.started")] = 0x41;
  const changed = join(world.folder, "changed.tar");
  await writeFile(changed, bytes);
  const tampered = await verify(changed);
  expect(tampered.exitCode).toBe(1);
  expect(tampered.output).toMatch(/First at fault: record \d+\./);
});

/** Verifies a file as somebody does who has nothing but the verifier. */
function verify(file: string): Promise<{ readonly exitCode: number; readonly output: string }> {
  const command = ["lib/cli/verify-program.mjs", file];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: REPOSITORY }, (error, output) => resolve({ exitCode: error ? Number(error.code) : 0, output }));
  });
}
