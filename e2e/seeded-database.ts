import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Sqlite from "better-sqlite3";
import { madeOnce } from "@/lib/cli/made-once.mjs";

const REPOSITORY = fileURLToPath(new URL("..", import.meta.url));
/** What the database with people in it is made from and with. */
const SOURCES = ["prisma", "lib/core/people", "lib/server/auth", "lib/server/db", "e2e/people.ts", "e2e/seed.ts"];
const NAME = "dashboard.db";

type SeededApp = { readonly id: string; readonly path: string; readonly standIn: string | null };

let template: Promise<Buffer> | undefined;

/** A database of a world's own, with everybody in it and these apps: made once, then copied. */
export async function createSeededDatabase(file: string, apps: readonly SeededApp[]): Promise<void> {
  template ??= makeTemplate();
  await writeFile(file, await template);
  const database = new Sqlite(file);
  const add = database.prepare("INSERT INTO app (id, name, path, agentId, standIn, addedAt, addedBy) VALUES (?, ?, ?, 'agent', ?, ?, 'seed')");
  for (const { id, path, standIn } of apps) add.run(id, id, path, standIn, Date.now());
  database.close();
}

async function makeTemplate(): Promise<Buffer> {
  const folder = await madeOnce("people", SOURCES, async (empty) => {
    const file = join(empty, NAME);
    await runToEnd(["--conditions=react-server", "--import", "tsx", join(REPOSITORY, "e2e/seed.ts"), file]);
    const database = new Sqlite(file);
    // Then the file is all there is.
    database.pragma("wal_checkpoint(TRUNCATE)");
    database.close();
  });
  return readFile(join(folder, NAME));
}

function runToEnd(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args], { cwd: REPOSITORY, stdio: ["ignore", "inherit", "inherit"] });
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`${args.join(" ")} ended with ${code}`))));
  });
}
