import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { MigrationList, SchemaEngine, SchemasContainer } from "@prisma/schema-engine-wasm/schema_engine_bg";
import { listMigrations, MIGRATIONS_FOLDER } from "./list-migrations";
import { createMigrationAdapter } from "./migration-adapter";

const SCHEMA_FILE = fileURLToPath(new URL("./schema.prisma", import.meta.url));

export const NO_FILTERS = { externalTables: [], externalEnums: [] };

/**
 * Runs `work` with Prisma's schema engine over a SQLite file. The engine is the WebAssembly build on npm,
 * so that nothing has to be downloaded beside the packages.
 */
export async function withSchemaEngine<T>(file: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  const adapter = createMigrationAdapter(file);
  started ??= startBindings();
  const bindings = await started;
  const engine = await bindings.SchemaEngine.new({ datamodels: schemaTexts() }, () => {}, bindMigrationAwareSqlAdapterFactory(adapter.factory));
  try {
    return await work(engine);
  } finally {
    engine.free();
    await adapter.close();
  }
}

/** The module keeps its state in one place, so a process starts it once. */
let started: ReturnType<typeof startBindings> | undefined;

async function startBindings() {
  const bindings = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const { instance } = await WebAssembly.instantiate(readFileSync(wasmFile()), { "./schema_engine_bg.js": { ...bindings } });
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start !== "function") throw new Error("the schema engine's WebAssembly has no start function");
  start();
  return bindings;
}

/** The schema the code is written against. */
export function readSchema(): SchemasContainer {
  return { files: schemaTexts().map(([path, content]) => ({ path, content })) };
}

/** The migrations folder as the engine wants it. */
export function toMigrationList(folder = MIGRATIONS_FOLDER): MigrationList {
  return {
    baseDir: folder,
    lockfile: { path: "migration_lock.toml", content: 'provider = "sqlite"\n' },
    shadowDbInitScript: "",
    migrationDirectories: listMigrations(folder).map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } },
    })),
  };
}

function schemaTexts(): [string, string][] {
  return [[SCHEMA_FILE, readFileSync(SCHEMA_FILE, "utf8")]];
}

function wasmFile(): string {
  const entry = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm");
  return entry.replace(/schema_engine\.js$/, "schema_engine_bg.wasm");
}
