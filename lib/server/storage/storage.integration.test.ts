import { execFileSync, spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, rmSync, writeSync } from "node:fs";
import type { Agent } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

/** Large enough for a database that people work on, small enough to fill in no time. */
const DISK = ["-t", "tmpfs", "-o", "size=24m,mode=700", "tmpfs"];
const mount = (...args: readonly string[]) => execFileSync("mount", args, { stdio: "ignore" });
const unmount = (folder: string) => execFileSync("umount", ["--lazy", folder], { stdio: "ignore" });

/** Only where a disk of one's own can be had, which takes root, is a disk really filled. */
function findMountProblem(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), "upgrade-review-disk-"));
  try {
    mount(...DISK, folder);
    unmount(folder);
    return undefined;
  } catch {
    return "no disk can be mounted here";
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const mountProblem = findMountProblem();
if (mountProblem) console.warn(`SKIPPED: a disk that is really full or read-only was not tried: ${mountProblem}`);

function onDiskOfItsOwn(folder: string): () => void {
  if (mountProblem) return () => {};
  mount(...DISK, folder);
  return () => unmount(folder);
}

/** Takes every byte that is left; gives back what frees them. */
function fillDisk(folder: string): () => void {
  const file = join(folder, "somebody-else");
  const handle = openSync(file, "w");
  for (const size of [1 << 20, 1 << 12, 1]) {
    const piece = Buffer.alloc(size, 1);
    for (let isFull = false; !isFull; ) {
      try {
        isFull = writeSync(handle, piece) < size;
      } catch {
        isFull = true;
      }
    }
  }
  closeSync(handle);
  return () => rmSync(file);
}

const canLimit = spawnSync("prlimit", ["--version"], { stdio: "ignore" }).status === 0;

describe("a dashboard whose storage fails under it", () => {
  let world: StormWorld;
  let connections: Agent;
  let cookie: string;
  beforeAll(async () => {
    world = await createStormWorld({ processes: 1, prepare: onDiskOfItsOwn });
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

  const upload = (text: string) =>
    ask(connections, { ...at(), method: "POST", path: "/api/upgrades/u1/evidence", body: { content: Buffer.from(text).toString("base64") } });
  const listFiles = () =>
    readdirSync(world.dataFolder, { recursive: true, encoding: "utf8" })
      .filter((name) => !name.startsWith("dashboard.db"))
      .sort();

  it.skipIf(mountProblem !== undefined)("says that the disk is full, leaves nothing half done, and goes on once there is room", LONG, async () => {
    const [before, files] = [await records(), listFiles()];
    const free = fillDisk(world.dataFolder);

    let isAccepted = before.some(({ canonical }) => canonical.includes('"expectation.accepted"'));
    const toggle = async () => {
      const body = isAccepted
        ? { type: "reinstate-expectation", expectationId: "absent-router" }
        : { type: "accept-expectation", expectationId: "absent-router", reason: "x" };
      const answer = await ask(connections, { ...at(), method: "POST", path: "/api/upgrades/u1/commands", body });
      if (answer.status === 200) isAccepted = !isAccepted;
      return answer;
    };

    // What was set aside before may still hold a record or two.
    let refused = await toggle();
    for (let number = 1; refused.status === 200 && number < 200; number += 1) refused = await toggle();
    const uploaded = await upload("x".repeat(200_000));

    expect(refused).toMatchObject({
      status: 503,
      body: { code: "storage-unavailable", message: expect.stringMatching(/disk is full.*nothing was recorded/is) },
    });
    expect(uploaded).toMatchObject({ status: 503, body: { code: "storage-unavailable" } });
    expect(await problem()).toMatchObject({ problem: { kind: "disk-full" } });
    const accepted = await records();

    free();
    await expect.poll(problem, { timeout: 60_000 }).toEqual({ problem: null });
    expect(listFiles()).toEqual(files);
    expect(accepted.slice(0, before.length)).toEqual(before);
    expect(await toggle()).toMatchObject({ status: 200 });
    expect(verifyChain(await records())).toMatchObject({ ok: true, count: accepted.length + 1 });
  });

  it.skipIf(mountProblem !== undefined)("says that the folder has become read-only, and goes on once it is not", LONG, async () => {
    const files = listFiles();
    mount("--bind", world.dataFolder, world.dataFolder);
    mount("-o", "remount,bind,ro", world.dataFolder);

    try {
      expect(await upload("while it is read-only")).toMatchObject({
        status: 503,
        body: { code: "storage-unavailable", message: expect.stringMatching(/cannot be written.*nothing was recorded/is) },
      });
      expect(await problem()).toMatchObject({ problem: { kind: "read-only" } });
      expect(listFiles()).toEqual(files);
    } finally {
      unmount(world.dataFolder);
    }
    await expect.poll(problem, { timeout: 60_000 }).toEqual({ problem: null });
    const again = await upload("while it is read-only");
    expect(again).toMatchObject({ status: 200, body: { blob: expect.any(String) } });
    const { blob } = again.body as { blob: string };
    expect(existsSync(join(world.dataFolder, "uploads", blob.slice(0, 2), `${blob}.gz`))).toBe(true);
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
