import "server-only";
import { DriverAdapterError, type SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { createQueue } from "./queue";
import { retryWhileBusy } from "./retry-while-busy";
import { createSerializedTransaction } from "./serialized-transaction";
import { toStatement } from "./statement";

export type SerializedOptions = {
  /** `DEFERRED` for a connection that only reads. */
  readonly begin: "IMMEDIATE" | "DEFERRED";
  /** How long a statement waits for another process before it fails. */
  readonly patienceMs: number;
  /** Told of every statement that failed, or waits for long. */
  readonly onFailure?: ((error: unknown) => void) | undefined;
};

/**
 * Gives the one connection of Prisma's SQLite driver to one user at a time.
 *
 * The driver lets plain statements slip into whatever transaction is open, where they vanish when it
 * rolls back, and stays wedged after a busy commit. Here plain statements wait their turn like
 * transactions do, writers take the file's lock when they begin, and a turn always ends.
 */
export function serializeAdapter(inner: SqlDriverAdapter, { begin, patienceMs, onFailure }: SerializedOptions): SqlDriverAdapter {
  const queue = createQueue();
  let broken: unknown;

  async function takeTurn<Value>(statement: () => Promise<Value>): Promise<Value> {
    const leave = await queue.enter();
    try {
      refuseIfBroken(broken);
      return await retryWhileBusy(patienceMs, statement, onFailure);
    } catch (error) {
      onFailure?.(error);
      throw error;
    } finally {
      leave();
    }
  }

  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    queryRaw: (query) => takeTurn(() => inner.queryRaw(query)),
    executeRaw: (query) => takeTurn(() => inner.executeRaw(query)),
    executeScript: (script) => takeTurn(async () => inner.executeScript(script)),
    dispose: () => takeTurn(() => inner.dispose()),
    startTransaction: async (isolationLevel) => {
      if (isolationLevel && isolationLevel !== "SERIALIZABLE") {
        throw new DriverAdapterError({ kind: "InvalidIsolationLevel", level: isolationLevel });
      }
      const leave = await queue.enter();
      try {
        refuseIfBroken(broken);
        await retryWhileBusy(patienceMs, () => inner.executeRaw(toStatement(`BEGIN ${begin}`)), onFailure);
      } catch (error) {
        leave();
        onFailure?.(error);
        throw error;
      }
      const onBroken = (cause: unknown): void => {
        broken = cause;
      };
      return createSerializedTransaction({ inner, patienceMs, leave, onBroken, onFailure });
    },
  };
}

function refuseIfBroken(cause: unknown): void {
  if (cause !== undefined) throw new Error("the database connection could not leave a failed transaction; restart", { cause });
}
