import "server-only";
import { createDurableAdapter } from "./durable-adapter";
import { type Prisma, PrismaClient } from "./generated/client";

/** What a unit of work writes with; the same shape as the client, without the means to begin another. */
export type Tx = Prisma.TransactionClient;

/** Everything of ours that writes goes through here, and inside it only `tx` is used. */
export type WriteTransaction = <Value>(work: (tx: Tx) => Promise<Value>) => Promise<Value>;

export type Clients = {
  /** For libraries that write on their own; ours use `writeTransaction`. */
  readonly writer: PrismaClient;
  /** A connection that cannot write. */
  readonly reader: PrismaClient;
  readonly writeTransaction: WriteTransaction;
  /** @throws when the file is missing or cannot be used safely. */
  readonly connect: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Opens a database file for one writing and one reading connection; both connect on first use. `onFailure` is told of writes that fail. */
export function createClients(file: string, onFailure?: (error: unknown) => void): Clients {
  // Longer than the adapter waits for the file's lock, so that its error, which says why, comes first.
  const transactionOptions = { maxWait: 90_000, timeout: 30_000 };
  const writer = new PrismaClient({ adapter: createDurableAdapter({ file, readOnly: false, onFailure }), transactionOptions });
  const reader = new PrismaClient({
    adapter: createDurableAdapter({ file, readOnly: true, after: () => writer.$connect() }),
    transactionOptions,
  });
  return {
    writer,
    reader,
    writeTransaction: (work) => writer.$transaction(work),
    connect: async () => {
      await writer.$connect();
      await reader.$connect();
    },
    close: async () => {
      await reader.$disconnect();
      await writer.$disconnect();
    },
  };
}
