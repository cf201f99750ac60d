import "server-only";
import { DriverAdapterError, type SqlDriverAdapter, type SqlQuery, type Transaction } from "@prisma/driver-adapter-utils";
import { retryWhileBusy } from "./retry-while-busy";
import { toStatement } from "./statement";

type TransactionDeps = {
  readonly inner: SqlDriverAdapter;
  readonly patienceMs: number;
  /** Ends the turn; called exactly once. */
  readonly leave: () => void;
  /** Told when even the rollback failed, after which the connection must not be used. */
  readonly onBroken: (cause: unknown) => void;
  /** Told of every statement that failed, or waits for long. */
  readonly onFailure?: ((error: unknown) => void) | undefined;
};

/**
 * A transaction already begun on `inner`. It ends in every case, and as in PostgreSQL nothing more is
 * accepted after a failed statement: SQLite may have rolled back by itself, and what followed would be
 * kept without the rest.
 */
export function createSerializedTransaction({ inner, patienceMs, leave, onBroken, onFailure }: TransactionDeps): Transaction {
  let state: "open" | "failed" | "ended" = "open";

  async function run<Value>(statement: () => Promise<Value>): Promise<Value> {
    if (state !== "open") throw closed(state === "failed" ? "a statement in it failed" : "it has ended");
    try {
      return await retryWhileBusy(patienceMs, statement, onFailure);
    } catch (error) {
      state = "failed";
      onFailure?.(error);
      throw error;
    }
  }

  async function rollback(): Promise<void> {
    if (state === "ended") return;
    state = "ended";
    try {
      await inner.executeRaw(toStatement("ROLLBACK"));
    } catch (error) {
      if (!isNothingToRollBack(error)) onBroken(error);
    } finally {
      leave();
    }
  }

  async function commit(): Promise<void> {
    try {
      await run(() => inner.executeRaw(toStatement("COMMIT")));
    } catch (error) {
      await rollback();
      throw error;
    }
    state = "ended";
    leave();
  }

  async function savepoint(sql: string): Promise<void> {
    await run(() => inner.executeRaw(toStatement(sql)));
  }

  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    // Prisma then sends no COMMIT or ROLLBACK of its own and leaves both to the functions below.
    options: { usePhantomQuery: true },
    queryRaw: (query: SqlQuery) => run(() => inner.queryRaw(query)),
    executeRaw: (query: SqlQuery) => run(() => inner.executeRaw(query)),
    commit,
    rollback,
    createSavepoint: (name) => savepoint(`SAVEPOINT ${name}`),
    releaseSavepoint: (name) => savepoint(`RELEASE SAVEPOINT ${name}`),
    rollbackToSavepoint: async (name) => {
      if (state === "failed") state = "open";
      await savepoint(`ROLLBACK TO ${name}`);
    },
  };
}

function closed(cause: string): DriverAdapterError {
  return new DriverAdapterError({ kind: "TransactionAlreadyClosed", cause: `the transaction takes no more statements: ${cause}` });
}

function isNothingToRollBack(error: unknown): boolean {
  return error instanceof DriverAdapterError && (error.cause.originalMessage ?? "").includes("no transaction is active");
}
