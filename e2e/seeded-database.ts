import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Sqlite from "better-sqlite3";

const REPOSITORY = fileURLToPath(new URL("..", import.meta.url));

type SeededApp = { readonly id: string; readonly path: string; readonly standIn: string | null };

let template: Promise<Buffer> | undefined;

/** A database of a world's own, with everybody in it and these apps: made once by each process, then copied. */
export async function createSeededDatabase(file: string, apps: readonly SeededApp[]): Promise<void> {
  template ??= makeTemplate();
  await writeFile(file, await template);
  const database = new Sqlite(file);
  const add = database.prepare("INSERT INTO app (id, name, path, agentId, standIn, addedAt, addedBy) VALUES (?, ?, ?, 'agent', ?, ?, 'seed')");
  for (const { id, path, standIn } of apps) add.run(id, id, path, standIn, Date.now());
  database.close();
}

async function makeTemplate(): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), "upgrade-review-seed-"));
  try {
    const file = join(folder, "dashboard.db");
    await runToEnd(["--conditions=react-server", "--import", "tsx", join(REPOSITORY, "e2e/seed.ts"), file]);
    const database = new Sqlite(file);
    // Then the file is all there is.
    database.pragma("wal_checkpoint(TRUNCATE)");
    database.close();
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function runToEnd(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args], { cwd: REPOSITORY, stdio: ["ignore", "inherit", "inherit"] });
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`${args.join(" ")} ended with ${code}`))));
  });
}
