import { existsSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { z } from "zod";
import type { Migration } from "./list-migrations";

const appliedSchema = z.array(z.object({ migration_name: z.string(), checksum: z.string(), finished_at: z.unknown(), rolled_back_at: z.unknown() }));

/** What a database file has seen so far; `empty` means there is nothing to lose in it. */
export type Applied = { readonly names: ReadonlyMap<string, string>; readonly unfinished: readonly string[]; readonly empty: boolean };

/** Reads which migrations a database file has, without creating or changing it. */
export function readApplied(file: string): Applied {
  if (!existsSync(file)) return { names: new Map(), unfinished: [], empty: true };
  const sqlite = new Sqlite(file, { timeout: 10_000 });
  try {
    const tables = sqlite.prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'table'").pluck().get();
    if (tables === 0) return { names: new Map(), unfinished: [], empty: true };
    const known = sqlite.prepare("SELECT count(*) FROM sqlite_schema WHERE name = '_prisma_migrations'").pluck().get();
    if (known === 0) return { names: new Map(), unfinished: [], empty: false };
    const rows = appliedSchema.parse(sqlite.prepare("SELECT migration_name, checksum, finished_at, rolled_back_at FROM _prisma_migrations").all());
    const live = rows.filter((row) => row.rolled_back_at === null);
    return {
      names: new Map(live.filter((row) => row.finished_at !== null).map((row) => [row.migration_name, row.checksum])),
      unfinished: live.filter((row) => row.finished_at === null).map((row) => row.migration_name),
      empty: false,
    };
  } finally {
    sqlite.close();
  }
}

/**
 * The migrations a database still needs, in order.
 *
 * @throws when it is not ours to migrate: newer than the code, changed since, or left half done.
 */
export function findPending(file: string, applied: Applied, migrations: readonly Migration[]): readonly Migration[] {
  const byName = new Map(migrations.map((migration) => [migration.name, migration]));
  const newer = [...applied.names.keys()].filter((name) => !byName.has(name));
  if (newer.length > 0) {
    throw new Error(`the database ${file} is newer than this version: it has the migration ${newer.join(", ")}. Start the newer version.`);
  }
  if (applied.unfinished.length > 0) {
    throw new Error(`the migration ${applied.unfinished.join(", ")} stopped half way in ${file}. Put back the copy beside it and start again.`);
  }
  if (!applied.empty && applied.names.size === 0) {
    throw new Error(`${file} holds tables that no migration made. Point UPGRADE_REVIEW_DATA at another folder.`);
  }
  const edited = migrations.find(({ name, checksum }) => applied.names.has(name) && applied.names.get(name) !== checksum);
  if (edited) throw new Error(`the migration ${edited.name} was changed after it had been applied to ${file}. Restore the file.`);
  return migrations.filter(({ name }) => !applied.names.has(name));
}
