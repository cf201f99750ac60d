import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { decideApprove } from "@/lib/core/upgrade/decide/sign-off";
import { toProjection } from "@/lib/core/upgrade/to-projection";
import { createFileBlobStore } from "@/lib/server/blobs/file-blob-store";
import { createDatabase } from "@/lib/server/db/database";
import { executeExisting } from "@/lib/services/execute-upgrade";
import { createReviewedUpgrade } from "@/lib/cli/faults/reviewed-upgrade";
import { storeSnapshot } from "@/lib/testing/store-snapshot";
import { createTemporaryDatabase, type TemporaryDatabase } from "@/lib/testing/temporary-database";
import { approval, REVIEWER_A } from "@/lib/testing/upgrade-builders";
import { createBackupKeeper, listBackups } from "./backups";
import { type BackupSource, makeBackup } from "./make-backup";
import { restoreBackup } from "./restore-backup";

let database: TemporaryDatabase;
let source: BackupSource;
let clock: number;
beforeEach(async () => {
  clock = Date.UTC(2026, 10, 22, 1);
  database = await createTemporaryDatabase();
  const { folder, file } = database;
  source = { dataFolder: folder, databaseFile: file, blobFolder: join(folder, "blobs"), backupFolder: join(folder, "backups") };
  writeFileSync(join(folder, "installation-key"), "a key", { mode: 0o600 });
  const blobs = createFileBlobStore(source.blobFolder);
  const logBlob = await blobs.put(new Uint8Array());
  expect(logBlob).toMatch(/^e3b0c442/);
  const { records, upgrade } = createReviewedUpgrade("u1", { indexBlob: await storeSnapshot(blobs, []) });
  await database.log.append(records, toProjection(upgrade));
  await sign();
});
afterEach(() => database.remove());

/** One more record, and the blob it names. */
async function sign(): Promise<void> {
  const coverageBlob = await createFileBlobStore(source.blobFolder).put(new TextEncoder().encode(`covered ${Math.random()}`));
  const deps = { log: database.log, live: { publish: () => {} }, now: Date.now };
  await executeExisting(deps, "u1", (upgrade) => decideApprove(upgrade, REVIEWER_A, { ...approval(upgrade, "router"), coverageBlob }));
}

const make = async () => {
  clock += 1_000;
  return join(source.backupFolder, await makeBackup(source, "person", () => clock));
};
const aFolder = () => mkdtempSync(join(database.folder, "elsewhere-"));
const toPlaces = (folder: string) => ({ dataFolder: folder, databaseFile: join(folder, "dashboard.db"), blobFolder: join(folder, "blobs") });
const readLog = async (folder: string) => {
  const restored = createDatabase({ file: join(folder, "dashboard.db") });
  await restored.connect();
  const records = await restored.log.read("u1");
  await restored.close();
  return records;
};

describe("a backup", () => {
  it("holds every record, blob and key, whatever is written meanwhile, and can be restored elsewhere", async () => {
    const before = await database.log.read("u1");
    const writing = Promise.all(Array.from({ length: 10 }, sign));
    const backup = await make();
    await writing;
    const elsewhere = aFolder();

    const { manifest, kept } = await restoreBackup(backup, toPlaces(elsewhere), clock);

    const restored = await readLog(elsewhere);
    expect(restored.slice(0, before.length)).toEqual(before);
    expect(manifest.records).toBe(restored.length);
    expect(kept).toBeNull();
    expect(readFileSync(join(elsewhere, "installation-key"), "utf8")).toBe("a key");
    expect(statSync(join(elsewhere, "installation-key")).mode & 0o777).toBe(0o600);
    expect(readdirSync(source.backupFolder)).toHaveLength(1);
  });

  it("is not made of a damaged blob, nor without one that a record names, and leaves nothing", async () => {
    const [shelf = ""] = readdirSync(source.blobFolder);
    const [name = ""] = readdirSync(join(source.blobFolder, shelf));
    const whole = readFileSync(join(source.blobFolder, shelf, name));

    writeFileSync(join(source.blobFolder, shelf, name), whole.subarray(0, 10));
    await expect(make()).rejects.toThrow("is damaged");
    rmSync(join(source.blobFolder, shelf, name));
    await expect(make()).rejects.toThrow("blobs that records name are missing");

    expect(readdirSync(source.backupFolder)).toEqual([]);
  });

  it("is kept as long as it is among the newest", async () => {
    const keeper = createBackupKeeper(source, { everyHours: 1, keep: 2 }, { now: () => clock, onFailure: () => {} });
    const made: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      clock += 60_000;
      made.unshift(await keeper.make("schedule"));
    }

    expect((await keeper.list()).backups.map(({ name }) => name)).toEqual(made.slice(0, 2));
  });

  it("that failed is told until one could be made", async () => {
    const failures: unknown[] = [];
    const keeper = createBackupKeeper(
      { ...source, databaseFile: join(database.folder, "nowhere.db") },
      { everyHours: null, keep: 2 },
      { now: () => clock, onFailure: (error) => failures.push(error) },
    );

    await expect(keeper.make("person")).rejects.toThrow();

    expect(failures).toHaveLength(1);
    expect(await keeper.list()).toMatchObject({ isRunning: false, lastProblem: { at: clock }, backups: [] });
  });
});

describe("restoring", () => {
  it.each([
    ["without a manifest", (backup: string) => rmSync(join(backup, "manifest.json")), "never verified"],
    ["whose manifest is no manifest", (backup: string) => writeFileSync(join(backup, "manifest.json"), "{}"), "Invalid input"],
    ["with a changed database", (backup: string) => flip(join(backup, "dashboard.db")), "is not the one that was verified"],
    ["without a blob", (backup: string) => rmSync(join(backup, "blobs", readdirSync(join(backup, "blobs"))[0] ?? ""), { recursive: true }), "missing"],
  ])("refuses a backup %s and changes nothing", async (_, damage, reason) => {
    const backup = await make();
    damage(backup);
    const elsewhere = aFolder();

    await expect(restoreBackup(backup, toPlaces(elsewhere), clock)).rejects.toThrow(reason);

    expect(readdirSync(elsewhere)).toEqual([]);
  });

  it("refuses while a dashboard has the database open", async () => {
    const backup = await make();

    await expect(restoreBackup(backup, toPlaces(database.folder), clock)).rejects.toThrow("is in use; stop the dashboard first");
  });

  it("keeps what was there, and brings back blobs that were lost", async () => {
    const backup = await make();
    const atBackup = await database.log.read("u1");
    await sign();
    const after = await database.log.read("u1");
    await database.close();
    rmSync(source.blobFolder, { recursive: true });
    mkdirSync(source.blobFolder);

    const { kept } = await restoreBackup(backup, toPlaces(database.folder), clock);

    expect(await readLog(database.folder)).toEqual(atBackup);
    expect(await readLog(kept ?? "")).toEqual(after);
    expect(readdirSync(source.blobFolder).length).toBeGreaterThan(0);
    expect(await listBackups(source.backupFolder)).toHaveLength(1);
  });
});

function flip(file: string): void {
  const bytes = readFileSync(file);
  bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
  writeFileSync(file, bytes);
}
