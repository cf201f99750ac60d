import { execFileSync, spawnSync } from "node:child_process";
import type { Agent } from "node:http";
import Sqlite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, createConnections, signIn } from "@/lib/cli/faults/api";
import { createStormWorld, STORM_PASSWORD, type StormWorld } from "@/lib/cli/faults/storm-world";
import { verifyChain } from "@/lib/core/audit/verify-chain";
import { createTemporaryDatabase } from "@/lib/testing/temporary-database";
import { findStorageProblem } from "./find-storage-problem";

const LONG = { timeout: 180_000 };

describe("a write that fails", () => {
  it.each([
    ["a full disk", "disk-full", "max_page_count = 1"],
    ["a read-only database", "read-only", "query_only = ON"],
  ])("for %s is known for what it is, and works again afterwards", async (_, kind, pragma) => {
    const database = await createTemporaryDatabase();
    const set = (sql: string) => database.clients.writer.$queryRawUnsafe(`PRAGMA ${sql}`);
    await set(pragma);

    const failed = await database.cursors.set("x".repeat(20_000), 1).catch((error: unknown) => error);
    await set(kind === "disk-full" ? "max_page_count = 1000000" : "query_only = OFF");
    await database.cursors.set("agent-1", 7);

    expect(findStorageProblem(failed)).toBe(kind);
    expect(await database.cursors.get("agent-1")).toBe(7);
    await database.remove();
  });

  it.each([
    [{ code: "ENOSPC" }, "disk-full"],
    [{ code: "EROFS" }, "read-only"],
    [{ cause: { originalCode: "SQLITE_IOERR_WRITE" } }, "io-error"],
    [{ cause: { code: "SQLITE_BUSY_SNAPSHOT" } }, "locked"],
    [new Error("no such thing"), undefined],
    [{ code: "P2002" }, undefined],
    ["SQLITE_FULL", undefined],
  ])("%o is %s", (error, kind) => {
    expect(findStorageProblem(error)).toBe(kind);
  });
});

const canLimit = spawnSync("prlimit", ["--version"], { stdio: "ignore" }).status === 0;

describe("a dashboard whose storage fails under it", () => {
  let world: StormWorld;
  let connections: Agent;
  let cookie: string;
  beforeAll(async () => {
    world = await createStormWorld();
    connections = createConnections();
    await world.addUpgrade("u1");
    const [person] = world.people;
    cookie = await signIn(connections, at(), person?.email ?? "", STORM_PASSWORD);
  }, LONG.timeout);
  afterAll(async () => {
    connections?.destroy();
    await world?.close();
  });

  const at = () => ({ port: world.processes[0]?.port ?? 0, publicUrl: world.publicUrl, cookie });
  const write = (reason: string) =>
    ask(connections, { ...at(), method: "POST", path: "/api/upgrades/u1/commands", body: { type: "accept-expectation", expectationId: reason, reason } });
  const problem = async () => (await ask(connections, { ...at(), method: "GET", path: "/api/storage" })).body;
  const records = () => world.database.log.read("u1");

  it.skipIf(!canLimit)("says so, keeps nothing of it, and goes on without a restart when writing works again", LONG, async () => {
    const pid = String(world.processes[0]?.pid());
    const before = (await records()).length;
    execFileSync("prlimit", ["--pid", pid, "--fsize=1:"]);

    const refused = await write("absent-router");

    expect(refused).toMatchObject({ status: 503, body: { code: "storage-unavailable", message: expect.stringContaining("nothing was recorded") } });
    expect(await problem()).toMatchObject({ problem: { kind: expect.stringMatching(/^(io-error|disk-full)$/) } });
    expect(await records()).toHaveLength(before);

    execFileSync("prlimit", ["--pid", pid, "--fsize=unlimited:"]);
    await expect.poll(problem, { timeout: 60_000 }).toEqual({ problem: null });
    expect(await write("absent-router")).toMatchObject({ status: 200 });
    expect(verifyChain(await records())).toMatchObject({ ok: true, count: before + 1 });
  });

  it("says that another program holds the database, and records what was asked once it lets go", LONG, async () => {
    const before = (await records()).length;
    const other = new Sqlite(world.databaseFile);
    other.exec("BEGIN IMMEDIATE");

    const asked = write("absent-schema");
    await expect.poll(problem, { timeout: 60_000 }).toMatchObject({ problem: { kind: "locked" } });
    other.exec("COMMIT");
    other.close();

    expect(await asked).toMatchObject({ status: 200 });
    await expect.poll(problem, { timeout: 60_000 }).toEqual({ problem: null });
    expect(verifyChain(await records())).toMatchObject({ ok: true, count: before + 1 });
  });
});
