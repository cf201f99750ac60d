import { spawnSync } from "node:child_process";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { refusalOf } from "./api-client";
import { createLine, type Line, statusOf, type Way } from "./line";
import { createWorld, REPOSITORY, type World } from "./world";

// A world of its own takes long on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

const hasMix = spawnSync("mix", ["--version"], { encoding: "utf8" }).stdout?.includes("Mix ") ?? false;
if (!hasMix) console.warn("\n\n  SKIPPED: the tests with the real mix. There is no mix on PATH; install elixir (apt-get install elixir) to run them.\n\n");

/** What a project without dependencies cannot do, waived as a lead would. */
const WAYS: Readonly<Record<string, Way>> = {
  bump: { waive: "The project depends on nothing, so there is no requirement to move." },
  "verify-smoke": { waive: "The script is in the library's repository." },
  boot: { waive: "The project is no Phoenix app." },
};
const LAMP = "lib/lighthouse/lamp.ex";
const WITH_WARNING = "defmodule Lighthouse.Lamp do\n  def light(colour), do: :on\nend\n";
const WITHOUT_WARNING = "defmodule Lighthouse.Lamp do\n  def light(colour), do: {:on, colour}\nend\n";

describe.skipIf(!hasMix)("the v1.0 day with the real mix", () => {
  let world: World;
  let line: Line;

  beforeAll(async () => {
    world = await createWorld({ project: join(REPOSITORY, "e2e/real-mix-project") });
    line = await createLine(world, "started", { ways: WAYS });
  });
  afterAll(() => world?.close());

  const logOf = async (jobId: string) => new TextDecoder().decode(await line.people["operator-a"].log(line.upgradeId, jobId));
  const run = (stepId: string, options?: { readonly alternative: string; readonly reason: string }) =>
    line.people["operator-a"].run(line.upgradeId, stepId, options);

  it("takes mix sigra.upgrade --yes to a snapshot of what it wrote", async () => {
    const upgrade = await line.bringTo("upgraded");

    const task = upgrade.attempts.find(({ job }) => job.stepId === "upgrade" && job.action.type === "command");
    expect(task).toMatchObject({ argv: ["mix", "sigra.upgrade", "--yes"], progress: { status: "ended", exitCode: 0 } });
    expect(await logOf(task?.job.jobId ?? "")).toContain("add_personal_to_organizations.exs");
    const changes = await line.people["reviewer-a"].snapshot(line.upgradeId, 1);
    const [config, migration] = changes;
    expect(changes).toHaveLength(2);
    expect(config).toMatchObject({ path: "config/config.exs", kind: "modified" });
    expect(migration).toMatchObject({ path: expect.stringMatching(/^priv\/repo\/migrations\/\d{14}_add_personal_to_organizations\.exs$/), kind: "added" });
    expect(migration?.hunks.map(({ category }) => category)).toEqual(["schema"]);
  });

  it("holds the line at a warning that was reviewed, and names its place", async () => {
    await writeFile(join(world.checkout, LAMP), WITH_WARNING);
    await line.people["lead-a"].command(line.upgradeId, { type: "take-snapshot" });
    await line.review();
    await line.bringTo("migrated");
    expect(await readdir(join(world.checkout, "priv/repo"))).toContain(".migrated");

    const compile = await run("compile");

    expect(compile).toMatchObject({ argv: ["mix", "compile", "--warnings-as-errors"], progress: { status: "ended", outcome: "exited", exitCode: 1 } });
    expect(compile.progress).toMatchObject({ findings: [expect.objectContaining({ kind: "warning", severity: "block" })] });
    const again = await run("compile", { alternative: "recompile", reason: "To see the warnings." });
    expect(again).toMatchObject({ argv: ["mix", "compile", "--force", "--warnings-as-errors"], progress: { status: "ended", exitCode: 1 } });
    expect(again.progress).toMatchObject({
      findings: [{ kind: "warning", severity: "block", title: expect.stringContaining(`${LAMP}:2: variable "colour" is unused`) }],
    });
    const upgrade = await line.people["lead-a"].upgrade(line.upgradeId);
    expect(statusOf(upgrade, "compile")).toBe("failed");
    expect(refusalOf(await line.people["operator-a"].ask(line.upgradeId, { type: "run", stepId: "verify-tests" }))).toMatchObject({
      code: "requirements-open",
    });
  });

  it("compiles after the fix, once the fix is reviewed too", async () => {
    await writeFile(join(world.checkout, LAMP), WITHOUT_WARNING);

    expect((await run("compile")).progress).toMatchObject({ status: "refused", code: "tree-differs", message: expect.stringContaining(LAMP) });
    await line.review();
    const compile = await run("compile");

    expect(compile.progress).toMatchObject({ status: "ended", exitCode: 0, findings: [] });
    expect(statusOf(await line.people["lead-a"].upgrade(line.upgradeId), "compile")).toBe("done");
  });

  it("shows what mix says to the guide's -x", async () => {
    const attempt = await run("verify-tests");

    expect(attempt).toMatchObject({ argv: ["mix", "test", "test/upgrade_test.exs", "-x"], progress: { status: "ended", exitCode: 1 } });
    expect(await logOf(attempt.job.jobId)).toContain("-x : Unknown option");
    expect(attempt.progress).toMatchObject({ findings: [{ severity: "block", kind: "unknown-option", subject: "-x" }] });
    expect(statusOf(await line.people["lead-a"].upgrade(line.upgradeId), "verify-tests")).toBe("failed");
  });

  it("passes with the declared alternative, which needs a reason", async () => {
    const { "operator-a": operator } = line.people;
    expect(refusalOf(await operator.ask(line.upgradeId, { type: "run", stepId: "verify-tests", alternative: "without-x" }))).toMatchObject({
      code: "reason-missing",
    });

    const attempt = await run("verify-tests", { alternative: "without-x", reason: "mix test does not know -x." });

    expect(attempt).toMatchObject({ argv: ["mix", "test", "test/upgrade_test.exs"], progress: { status: "ended", exitCode: 0 } });
    expect(await logOf(attempt.job.jobId)).toContain("2 tests, 0 failures");
    expect(attempt.progress).toMatchObject({ findings: [{ kind: "test-summary", title: "2 tests, 0 failures" }] });
  });

  it("ends with what was waived named", async () => {
    const upgrade = await line.bringTo("finished");

    const waived = upgrade.lane.steps.filter(({ id }) => statusOf(upgrade, id) === "waived").map(({ id }) => id);
    expect(waived.sort()).toEqual(["boot", "bump", "verify-smoke"]);
    expect(upgrade.app.standIn).toBeNull();
  });
});
