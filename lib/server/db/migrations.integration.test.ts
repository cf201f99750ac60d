import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { applyMigrations } from "@/prisma/apply-migrations";
import { diffMigrations } from "@/prisma/diff-migrations";
import { listMigrations, MIGRATIONS_FOLDER } from "@/prisma/list-migrations";

const NAMES = listMigrations().map(({ name }) => name);
const LATER = "29990101000000_later";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "upgrade-review-migrations-"));
  file = join(folder, "new", "dashboard.db");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The project's migrations and one more. */
function withLaterMigration(sql: string): string {
  const copy = join(folder, "migrations");
  cpSync(MIGRATIONS_FOLDER, copy, { recursive: true });
  mkdirSync(join(copy, LATER));
  writeFileSync(join(copy, LATER, "migration.sql"), sql);
  return copy;
}

describe("migrating", () => {
  it("creates the database, and a second time changes nothing, fast", async () => {
    expect(await applyMigrations(file)).toEqual(NAMES);

    const startedAt = performance.now();
    expect(await applyMigrations(file)).toEqual([]);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  it("makes files that only their owner reads", async () => {
    await applyMigrations(file);
    const sqlite = new Sqlite(file);
    sqlite.exec("CREATE TABLE more (id TEXT)");

    const modes = [file, `${file}-wal`, `${file}-shm`].map((path) => statSync(path).mode & 0o777);
    sqlite.close();

    expect(modes).toEqual([0o600, 0o600, 0o600]);
  });

  it("leads to the schema the code is written against", async () => {
    expect(await diffMigrations()).toBe("");
  });

  it("keeps a copy of what was there before a later migration", async () => {
    await applyMigrations(file);

    const applied = await applyMigrations(file, withLaterMigration("CREATE TABLE later (id TEXT);"));

    expect(applied).toEqual([LATER]);
    expect(statSync(`${file}.before-${LATER}`).mode & 0o777).toBe(0o600);
  });

  it("refuses a database newer than the code", async () => {
    await applyMigrations(file, withLaterMigration("CREATE TABLE later (id TEXT);"));

    await expect(applyMigrations(file)).rejects.toThrow(`is newer than this version: it has the migration ${LATER}`);
  });

  it("refuses a migration that was changed after it had been applied", async () => {
    const changed = withLaterMigration("CREATE TABLE later (id TEXT);");
    await applyMigrations(file, changed);
    writeFileSync(join(changed, LATER, "migration.sql"), "CREATE TABLE later (id INTEGER);");

    await expect(applyMigrations(file, changed)).rejects.toThrow(`${LATER} was changed after`);
  });

  it("says what to do after a migration that failed half way", async () => {
    const broken = withLaterMigration("CREATE TABLE later (id TEXT); CREATE TABLE later (id TEXT);");
    await expect(applyMigrations(file, broken)).rejects.toThrow();

    await expect(applyMigrations(file, broken)).rejects.toThrow(`${LATER} stopped half way`);
  });

  it("leaves somebody else's database alone", async () => {
    const foreign = join(folder, "foreign.db");
    new Sqlite(foreign).exec("CREATE TABLE theirs (id TEXT)").close();

    await expect(applyMigrations(foreign)).rejects.toThrow("tables that no migration made");
  });
});
