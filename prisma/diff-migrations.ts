import { listMigrations } from "./list-migrations";
import { NO_FILTERS, readSchema, toMigrationList, withSchemaEngine } from "./schema-engine";

/** The SQL that leads from the migrations in the folder to `schema.prisma`; empty when nothing is missing. */
export async function diffMigrations(): Promise<string> {
  const from = listMigrations().length === 0 ? ({ tag: "empty" } as const) : ({ tag: "migrations", ...toMigrationList() } as const);
  const to = { tag: "schemaDatamodel", ...readSchema() } as const;
  const { stdout } = await withSchemaEngine(":memory:", (engine) => engine.diff({ from, to, script: true, exitCode: null, filters: NO_FILTERS }));
  return stdout === null || stdout.includes("This is an empty migration") ? "" : stdout;
}
