import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The folder with one subfolder per migration, in the layout of Prisma's own tools. */
export const MIGRATIONS_FOLDER = fileURLToPath(new URL("./migrations", import.meta.url));

/** One migration as it stands in the folder. */
export type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };

/** All migrations, oldest first. Names begin with their timestamp, so that order is by name. */
export function listMigrations(folder = MIGRATIONS_FOLDER): readonly Migration[] {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return names.map((name) => {
    const sql = readFileSync(`${folder}/${name}/migration.sql`, "utf8");
    return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
  });
}
