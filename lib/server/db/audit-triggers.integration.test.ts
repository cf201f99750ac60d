import Sqlite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aProjection, someRecords } from "@/lib/testing/port-contracts/chain-samples";
import { createTemporaryDatabase, type TemporaryDatabase } from "@/lib/testing/temporary-database";

let database: TemporaryDatabase;
beforeAll(async () => {
  database = await createTemporaryDatabase();
  await database.log.append(someRecords("u1", 2), aProjection("u1", 2));
});
afterAll(() => database.remove());

const copied = `SELECT id, "upgradeId", seq, canonical, "prevHash", hash FROM audit_record WHERE seq = 2`;

describe("an audit record in the database", () => {
  it.each([
    ["changed", `UPDATE audit_record SET canonical = 'x' WHERE seq = 1`, "never changed"],
    ["given another number", `UPDATE audit_record SET seq = 3 WHERE seq = 2`, "never changed"],
    ["removed", `DELETE FROM audit_record WHERE seq = 2`, "never removed"],
    ["replaced", `INSERT OR REPLACE INTO audit_record ${copied}`, "must follow"],
    [
      "replaced by id",
      `INSERT OR REPLACE INTO audit_record SELECT id, 'u2', 1, canonical, '${"0".repeat(64)}', hash FROM audit_record WHERE seq = 2`,
      "must follow",
    ],
    [
      "doubled",
      `INSERT INTO audit_record ("upgradeId", seq, canonical, "prevHash", hash) SELECT "upgradeId", seq, canonical, "prevHash", hash FROM audit_record`,
      "must follow",
    ],
    [
      "added with a gap",
      `INSERT INTO audit_record ("upgradeId", seq, canonical, "prevHash", hash) SELECT "upgradeId", 4, canonical, hash, 'x' FROM audit_record WHERE seq = 2`,
      "must follow",
    ],
    [
      "added as a fork",
      `INSERT INTO audit_record ("upgradeId", seq, canonical, "prevHash", hash) SELECT "upgradeId", 3, canonical, "prevHash", 'x' FROM audit_record WHERE seq = 2`,
      "must follow",
    ],
  ])("is not %s, by whatever means", async (_, sql, message) => {
    const other = new Sqlite(database.file);

    expect(() => other.exec(sql)).toThrow(message);
    await expect(database.clients.writer.$executeRawUnsafe(sql)).rejects.toThrow();

    other.close();
    expect(await database.log.read("u1")).toEqual(someRecords("u1", 2));
  });
});
