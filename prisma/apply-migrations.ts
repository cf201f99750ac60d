import { chmodSync, closeSync, mkdirSync, openSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "better-sqlite3";
import { type Applied, findPending, readApplied } from "./applied-migrations";
import { listMigrations, MIGRATIONS_FOLDER } from "./list-migrations";
import { NO_FILTERS, withSchemaEngine, toMigrationList } from "./schema-engine";

const OWNER_ONLY = 0o600;

/**
 * Brings a database file up to the schema of the code, creating it if need be, and returns the names of
 * what was applied. A file that holds something is copied first, to `<file>.before-<migration>`.
 *
 * @throws when the file is newer than the code, or was changed behind the migrations' back.
 */
export async function applyMigrations(file: string, folder = MIGRATIONS_FOLDER): Promise<readonly string[]> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const applied = readApplied(file);
  const [first] = findPending(file, applied, listMigrations(folder));
  if (!first) return [];
  prepareFile(file, applied, first.name);
  const migrationsList = toMigrationList(folder);
  const { appliedMigrationNames } = await withSchemaEngine(file, (engine) => engine.applyMigrations({ migrationsList, filters: NO_FILTERS }));
  return appliedMigrationNames;
}

/** Turns on the write-ahead log, which stays with the file, and keeps a copy of what is in it. */
function prepareFile(file: string, applied: Applied, migration: string): void {
  // It holds password hashes and sessions; SQLite gives the files beside it the same mode.
  closeSync(openSync(file, "a", OWNER_ONLY));
  const sqlite = new Sqlite(file, { timeout: 10_000 });
  try {
    sqlite.pragma("journal_mode = WAL");
    if (applied.empty) return;
    const copy = `${file}.before-${migration}`;
    rmSync(copy, { force: true });
    sqlite.prepare("VACUUM INTO ?").run(copy);
    chmodSync(copy, OWNER_ONLY);
  } finally {
    sqlite.close();
  }
}
