import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";

/** What the schema engine connects through, and the way to end it: the engine itself leaves its lock behind. */
export type MigrationAdapter = { readonly factory: SqlMigrationAwareDriverAdapterFactory; readonly close: () => Promise<void> };

/** A driver for the schema engine alone; the dashboard's own is in lib/server/db. */
export function createMigrationAdapter(file: string): MigrationAdapter {
  const inner = new PrismaBetterSqlite3({ url: `file:${file}`, timeout: 10_000 });
  const open: SqlDriverAdapter[] = [];
  return {
    factory: {
      provider: inner.provider,
      adapterName: inner.adapterName,
      connect: async () => {
        const adapter = await inner.connect();
        open.push(adapter);
        return adapter;
      },
      connectToShadowDb: async () => acceptScripts(await inner.connectToShadowDb()),
    },
    close: async () => {
      for (const adapter of open.splice(0)) await adapter.dispose();
    },
  };
}

/** The engine replays whole migration files as if they were one statement, which this driver refuses. */
function acceptScripts(adapter: SqlDriverAdapter): SqlDriverAdapter {
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    queryRaw: (query) => adapter.queryRaw(query),
    executeRaw: async (query) => {
      if (query.args.length > 0) return adapter.executeRaw(query);
      await adapter.executeScript(query.sql);
      return 0;
    },
    executeScript: (script) => adapter.executeScript(script),
    startTransaction: (isolationLevel) => adapter.startTransaction(isolationLevel),
    dispose: () => adapter.dispose(),
  };
}
