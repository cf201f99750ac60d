import "server-only";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type { SqlDriverAdapter, SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { retryWhileBusy } from "./retry-while-busy";
import { serializeAdapter } from "./serialized-adapter";
import { toStatement } from "./statement";

/** Long, because waiting costs nothing here and on a busy machine processes take turns unevenly. */
const PATIENCE_MS = 30_000;

/** What must hold on every connection, as SQLite reports it. */
const REQUIRED = { journal_mode: "wal", synchronous: 2, foreign_keys: 1, busy_timeout: 0 } as const;

export type DurableOptions = {
  readonly file: string;
  readonly readOnly: boolean;
  /** Awaited before connecting; a reader waits for the writer, which sets up the write-ahead log. */
  readonly after?: () => Promise<unknown>;
  /** Told of every statement that failed, or waits for long. */
  readonly onFailure?: ((error: unknown) => void) | undefined;
};

/**
 * Connects Prisma to a SQLite file so that what is acknowledged survives a power cut and nothing slips
 * into a foreign transaction. SQLite turns to `synchronous=NORMAL` by itself with a write-ahead log, on
 * each connection anew; so it is set on each, and read back.
 */
export function createDurableAdapter({ file, readOnly, after, onFailure }: DurableOptions): SqlDriverAdapterFactory {
  // A timeout of 0: waiting inside SQLite would stop the event loop.
  const inner = new PrismaBetterSqlite3({ url: `file:${file}`, timeout: 0, readonly: readOnly, fileMustExist: true });
  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    connect: async () => {
      await after?.();
      const adapter = await inner.connect();
      try {
        await retryWhileBusy(PATIENCE_MS, () => prepareConnection(adapter, readOnly));
        await requireSettings(adapter, file);
      } catch (error) {
        await adapter.dispose();
        throw error;
      }
      return serializeAdapter(adapter, { begin: readOnly ? "DEFERRED" : "IMMEDIATE", patienceMs: PATIENCE_MS, onFailure });
    },
  };
}

async function prepareConnection(adapter: SqlDriverAdapter, readOnly: boolean): Promise<void> {
  if (!readOnly) await adapter.executeScript("PRAGMA journal_mode = WAL;");
  await adapter.executeScript("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 0;");
}

/** @throws when a setting did not take: without them acknowledged records could be lost. */
async function requireSettings(adapter: SqlDriverAdapter, file: string): Promise<void> {
  for (const [name, expected] of Object.entries(REQUIRED)) {
    const { rows } = await adapter.queryRaw(toStatement(`PRAGMA ${name}`));
    const found = rows[0]?.[0];
    if (found !== expected) {
      throw new Error(`the database ${file} needs ${name}=${expected} and reports ${String(found)}; it cannot be used safely`);
    }
  }
}
