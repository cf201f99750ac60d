import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase, type Database } from "@/lib/server/db/database";
import { applyMigrations } from "@/prisma/apply-migrations";

export type TemporaryDatabase = Database & {
  /** The SQLite file, for tests that open it a second time. */
  readonly file: string;
  readonly folder: string;
  /** Closes the database and removes its folder. */
  readonly remove: () => Promise<void>;
};

/** Made once per test process: copying a migrated file is faster than migrating. */
let template: Promise<string> | undefined;

/** A real, migrated database in a folder of its own. */
export async function createTemporaryDatabase(): Promise<TemporaryDatabase> {
  template ??= createTemplate();
  const folder = mkdtempSync(join(tmpdir(), "upgrade-review-db-"));
  const file = join(folder, "dashboard.db");
  copyFileSync(await template, file);
  const database = createDatabase({ file });
  await database.connect();
  return {
    ...database,
    file,
    folder,
    remove: async () => {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function createTemplate(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "upgrade-review-template-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "dashboard.db");
  await applyMigrations(file);
  return file;
}
