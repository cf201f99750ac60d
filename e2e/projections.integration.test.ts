import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createDatabase } from "@/lib/server/db/database";
import { rebuildProjections } from "@/lib/services/rebuild-projections";
import { createLine, type Line } from "./line";
import { createSampleApp } from "./sample-app";
import { CLOAK_KEY, createWorld, type World } from "./world";

// A world of its own takes long on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

const SECOND_APP = "lagoon";
let world: World;

beforeAll(async () => {
  world = await createWorld({ environment: { CLOAK_KEY } });
});
afterAll(() => world.close());

/** Every row of the projections as it lies in the database; only the numbers that SQLite hands out are left out. */
function readRows() {
  const database = new Database(join(world.dataFolder, "dashboard.db"), { readonly: true });
  try {
    return {
      upgrades: database.prepare("SELECT * FROM upgrade_row ORDER BY upgradeId").all(),
      deliveries: database.prepare("SELECT upgradeId, seq, agentId, jobId, kind, job FROM delivery ORDER BY id").all(),
    };
  } finally {
    database.close();
  }
}

/** One upgrade at its last step with the app served, one abandoned, one just started on another app. */
async function aBusyDay(): Promise<{ readonly line: Line; readonly second: string }> {
  const line = await createLine(world, "checked");
  const { "admin-a": admin, "lead-a": lead } = line.people;
  const path = join(world.folder, "apps", SECOND_APP);
  await createSampleApp({ directory: path, lane: "sigra-v1.0" });
  expect(await admin.post("/api/apps", { id: SECOND_APP, name: "Lagoon", path })).toMatchObject({ ok: true });
  const abandoned = await lead.startUpgrade(SECOND_APP, "sigra-v1.1");
  await lead.command(abandoned, { type: "abandon", reason: "The wrong lane." });
  return { line, second: await lead.startUpgrade(SECOND_APP, "sigra-v1.0") };
}

describe("rebuilding the projections", () => {
  it("gives the same rows, and an outbox that goes on where it was", async () => {
    const { line, second } = await aBusyDay();
    const { "lead-a": lead, "operator-a": operator } = line.people;
    await world.agent.kill();
    const stopping = await lead.command(line.upgradeId, { type: "finish" });
    const sending = await operator.command(second, { type: "run", stepId: "posture" });
    const before = readRows();
    expect(before.upgrades.map((row) => (row as { state: string }).state).sort()).toEqual(["abandoned", "finished", "open"]);
    expect(before.deliveries.map((row) => (row as { kind: string }).kind)).toEqual(["cancel", "job"]);

    const database = createDatabase({ file: join(world.dataFolder, "dashboard.db") });
    try {
      await database.log.replaceProjections([]);
      expect(readRows()).toEqual({ upgrades: [], deliveries: [] });
      await rebuildProjections(database.log);
    } finally {
      await database.close();
    }
    expect(readRows()).toEqual(before);

    await world.agent.start();
    const finished = await lead.waitFor(
      line.upgradeId,
      ({ attempts }) => attempts.every(({ progress }) => progress.status === "ended" || progress.status === "refused"),
      "the server to end",
    );
    expect(finished.lastSeq).toBeGreaterThan(stopping);
    const started = await lead.waitForIdle(second);
    expect(started.attempts.filter(({ seq }) => seq === sending).map(({ progress }) => progress)).toMatchObject([{ status: "ended", exitCode: 0 }]);
    expect(readRows().deliveries).toEqual([]);
  });
});
