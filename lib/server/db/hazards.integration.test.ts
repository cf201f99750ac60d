import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { GENESIS } from "@/lib/core/audit/genesis";
import { recordHash } from "@/lib/core/audit/record";
import { bundledProgram } from "@/lib/testing/bundled-program";
import { createTemporaryDatabase, type TemporaryDatabase } from "@/lib/testing/temporary-database";
import { createDurableAdapter } from "./durable-adapter";
import { PrismaClient } from "./generated/client";
import { serializeAdapter } from "./serialized-adapter";
import { toStatement } from "./statement";

let database: TemporaryDatabase;
beforeEach(async () => {
  database = await createTemporaryDatabase();
});
afterEach(() => database.remove());

/** A promise that the test settles itself. */
function aSignal() {
  let send = (): void => {};
  const sent = new Promise<void>((resolve) => {
    send = resolve;
  });
  return { send, sent };
}

/** Begins a transaction that will roll back, writes beside it, and tells whether the write is still there. */
async function survivesForeignRollback(client: PrismaClient): Promise<boolean> {
  const [begun, mayEnd] = [aSignal(), aSignal()];
  const doomed = client.$transaction(async (tx) => {
    await tx.agentCursor.create({ data: { agentId: "doomed", number: 1 } });
    begun.send();
    await mayEnd.sent;
    throw new Error("roll back");
  });
  await begun.sent;
  const written = client.agentCursor.create({ data: { agentId: "plain", number: 1 } }).then(() => "acknowledged");
  // Gives the bare driver every chance to have run the statement before the rollback.
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  mayEnd.send();
  await expect(doomed).rejects.toThrow("roll back");
  expect(await written).toBe("acknowledged");
  expect(await client.agentCursor.findUnique({ where: { agentId: "doomed" } })).toBeNull();
  return (await client.agentCursor.findUnique({ where: { agentId: "plain" } })) !== null;
}

describe("a plain write during somebody's transaction that rolls back", () => {
  it("is kept", async () => {
    expect(await survivesForeignRollback(database.clients.writer)).toBe(true);
  });

  it("is lost by the driver without our wrapping, which this test would notice", async () => {
    const bare = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: `file:${database.file}` }) });

    expect(await survivesForeignRollback(bare)).toBe(false);

    await bare.$disconnect();
  });
});

describe("a commit while another process reads without a write-ahead log", () => {
  it("fails once and leaves the connection usable", async () => {
    const file = `${database.folder}/rollback-journal.db`;
    const other = new Sqlite(file);
    other.exec("PRAGMA journal_mode = DELETE; CREATE TABLE note (text TEXT); INSERT INTO note VALUES ('first')");
    const inner = await new PrismaBetterSqlite3({ url: `file:${file}`, timeout: 0 }).connect();
    const adapter = serializeAdapter(inner, { begin: "IMMEDIATE", patienceMs: 10 });
    other.exec("BEGIN; SELECT * FROM note");
    other.prepare("SELECT * FROM note").get();

    const transaction = await adapter.startTransaction();
    await transaction.executeRaw(toStatement("INSERT INTO note VALUES ('refused')"));
    await expect(transaction.commit()).rejects.toMatchObject({ cause: { originalCode: "SQLITE_BUSY" } });
    other.exec("COMMIT");
    const next = await adapter.startTransaction();
    await next.executeRaw(toStatement("INSERT INTO note VALUES ('second')"));
    await next.commit();
    await adapter.executeRaw(toStatement("INSERT INTO note VALUES ('third')"));
    await adapter.dispose();

    expect(other.prepare("SELECT text FROM note").pluck().all()).toEqual(["first", "second", "third"]);
    other.close();
  });
});

describe("a transaction with a failed statement", () => {
  it("takes nothing more and keeps nothing", async () => {
    const { writeTransaction, writer } = database.clients;
    const write = writeTransaction(async (tx) => {
      await tx.agentCursor.create({ data: { agentId: "one", number: 1 } });
      await tx.agentCursor.create({ data: { agentId: "one", number: 2 } }).catch(() => {});
      await tx.agentCursor.create({ data: { agentId: "two", number: 1 } });
    });

    await expect(write).rejects.toThrow();

    expect(await writer.agentCursor.count()).toBe(0);
  });
});

describe("a transaction that had to wait too long for its turn", () => {
  it("gives up without holding up those behind it", async () => {
    const { writer } = database.clients;
    const [begun, mayEnd] = [aSignal(), aSignal()];
    const first = writer.$transaction(async () => {
      begun.send();
      await mayEnd.sent;
    });
    await begun.sent;
    const impatient = writer.$transaction((tx) => tx.agentCursor.count(), { maxWait: 5 });

    await expect(impatient).rejects.toMatchObject({ code: "P2028" });
    mayEnd.send();
    await first;

    expect(await writer.$transaction((tx) => tx.agentCursor.count())).toBe(0);
  });
});

describe("every connection", () => {
  it.each(["writer", "reader"] as const)("of the %s is durable and checks foreign keys", async (name) => {
    const client = database.clients[name];
    const read = async (pragma: string) => Object.values((await client.$queryRawUnsafe<Record<string, unknown>[]>(`PRAGMA ${pragma}`))[0] ?? {}).map(Number);

    expect(await read("synchronous")).toEqual([2]);
    expect(await read("foreign_keys")).toEqual([1]);
    expect(await read("busy_timeout")).toEqual([0]);
    expect(await client.$queryRawUnsafe("PRAGMA journal_mode")).toEqual([{ journal_mode: "wal" }]);
  });

  it("of the reader refuses to write", async () => {
    await expect(database.clients.reader.agentCursor.create({ data: { agentId: "a", number: 1 } })).rejects.toThrow();
  });

  it("is refused when the settings do not take", async () => {
    const adapter = createDurableAdapter({ file: ":memory:", readOnly: false });

    await expect(adapter.connect()).rejects.toThrow("needs journal_mode=wal and reports memory");
  });

  it("is refused when the file is missing", async () => {
    const adapter = createDurableAdapter({ file: `${database.folder}/nowhere.db`, readOnly: false });

    await expect(adapter.connect()).rejects.toThrow();
  });
});

describe("a write while another process holds the lock", () => {
  it("waits without freezing the event loop", async () => {
    const other = new Sqlite(database.file);
    other.exec("BEGIN IMMEDIATE");
    const written = database.cursors.set("agent-1", 1);

    const turns: number[] = [];
    for (let turn = 0, last = performance.now(); turn < 30; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      turns.push(performance.now() - last);
      last = performance.now();
    }
    other.exec("COMMIT");
    await written;
    other.close();

    expect(Math.max(...turns)).toBeLessThan(2_000);
    expect(await database.cursors.get("agent-1")).toBe(1);
  });
});

describe("four processes appending to one upgrade", () => {
  it("make one chain without a gap and without an error", { timeout: 120_000 }, async () => {
    const run = promisify(execFile);
    const program = await bundledProgram({ entry: new URL("../../testing/append-worker.ts", import.meta.url), conditions: ["react-server"] });
    const worker = [program, database.file, "u1", "100"];

    await Promise.all(Array.from({ length: 4 }, () => run(process.execPath, worker)));

    const records = await database.log.read("u1");
    expect(records.map(({ seq }) => seq)).toEqual(Array.from({ length: 400 }, (_, index) => index + 1));
    for (const [index, { prevHash, canonical, hash }] of records.entries()) {
      expect(prevHash).toBe(records[index - 1]?.hash ?? GENESIS);
      expect(hash).toBe(recordHash(prevHash, canonical));
    }
    expect((await database.log.listRows())[0]?.lastSeq).toBe(400);
  });
});
