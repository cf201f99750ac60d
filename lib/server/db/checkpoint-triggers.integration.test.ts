import Sqlite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aKey } from "@/lib/testing/ed25519";
import { aProjection, someRecords } from "@/lib/testing/port-contracts/chain-samples";
import { createTemporaryDatabase, type TemporaryDatabase } from "@/lib/testing/temporary-database";
import { emitCheckpoints } from "@/lib/services/emit-checkpoints";

let database: TemporaryDatabase;
beforeAll(async () => {
  database = await createTemporaryDatabase();
  const deps = { checkpoints: database.checkpoints, installation: aKey("dashboard"), now: () => 1 };
  await database.log.append(someRecords("u1", 2), aProjection("u1", 2));
  await emitCheckpoints(deps, { always: true });
  await database.log.append(someRecords("u2", 1), aProjection("u2", 1));
  await emitCheckpoints(deps, { always: true });
  const publicKey = aKey("agent").publicKey;
  await database.checkpoints.addCosignature(1, { agentId: "agent-1", publicKey, at: 1, signature: "a".repeat(128) });
});
afterAll(() => database.remove());

describe("a checkpoint in the database", () => {
  it.each([
    ["changed", `UPDATE checkpoint SET canonical = 'x' WHERE number = 1`, "never changed"],
    ["removed", `DELETE FROM checkpoint WHERE number = 2`, "never removed"],
    ["replaced", `INSERT OR REPLACE INTO checkpoint SELECT * FROM checkpoint WHERE number = 2`, "must follow"],
    ["added with a gap", `INSERT INTO checkpoint SELECT 4, 'x', hash, 'x', 'x', 9 FROM checkpoint WHERE number = 2`, "must follow"],
    ["added as a fork", `INSERT INTO checkpoint SELECT 3, 'x', hash, 'y', 'x', 9 FROM checkpoint WHERE number = 1`, "must follow"],
    ["given another head", `UPDATE checkpoint_head SET head = 'x'`, "never changed"],
    ["left without its heads", `DELETE FROM checkpoint_head`, "never removed"],
    ["given a head later", `INSERT INTO checkpoint_head VALUES ('u3', 1, 1, 'x', 'x')`, "belongs to the last"],
    ["given a shorter head", `INSERT OR REPLACE INTO checkpoint_head VALUES ('u1', 2, 1, 'x', 'x')`, "longer than the one before"],
    ["left without its cosignature", `DELETE FROM cosignature`, "never removed"],
    ["given another cosignature", `UPDATE cosignature SET signature = 'x'`, "never changed"],
    ["cosigned anew", `INSERT OR REPLACE INTO cosignature SELECT * FROM cosignature`, "one for each key"],
    ["cosigned before it is there", `INSERT INTO cosignature VALUES (9, 'x', 'x', 1, 'x')`, "belongs to a checkpoint"],
  ])("is not %s, by whatever means", async (_, sql, message) => {
    const other = new Sqlite(database.file);

    expect(() => other.exec(sql)).toThrow(message);
    await expect(database.clients.writer.$executeRawUnsafe(sql)).rejects.toThrow();

    other.close();
    expect((await database.checkpoints.list(1, 9)).map(({ number, cosignatures }) => [number, cosignatures.length])).toEqual([
      [1, 1],
      [2, 0],
    ]);
  });
});
