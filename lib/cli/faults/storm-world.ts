import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { toProjection } from "@/lib/core/upgrade/to-projection";
import { createPerson } from "@/lib/server/auth/create-person";
import { createFileBlobStore } from "@/lib/server/blobs/file-blob-store";
import { createDatabase, type Database } from "@/lib/server/db/database";
import { freePort } from "@/lib/testing/free-port";
import { storeSnapshot } from "@/lib/testing/store-snapshot";
import { applyMigrations } from "@/prisma/apply-migrations";
import { createLeanProcess, type LeanProcess } from "./lean-process";
import { createReviewedUpgrade } from "./reviewed-upgrade";
import type { Twin } from "./workers/broken-logs";

export const STORM_PASSWORD = "a long enough password";
const PEOPLE = 8;
const PROCESSES = 3;

export type StormWorld = {
  readonly database: Database;
  readonly databaseFile: string;
  readonly dataFolder: string;
  readonly people: readonly { readonly email: string; readonly id: string }[];
  readonly processes: readonly LeanProcess[];
  readonly publicUrl: string;
  /** Makes an upgrade of an app of its own whose five buckets wait for a decision. */
  readonly addUpgrade: (upgradeId: string) => Promise<void>;
  /** Takes the database's own rules away, for the control. */
  readonly dropRules: () => void;
  readonly close: () => Promise<void>;
};

export type StormWorldOptions = {
  readonly twin?: Twin | undefined;
  readonly processes?: number;
  /** Does something with the empty data folder, and gives back what takes it back. */
  readonly prepare?: (dataFolder: string) => () => void;
};

/** Eight reviewers and three processes over one database. */
export async function createStormWorld({ twin, processes: wanted = PROCESSES, prepare = () => () => {} }: StormWorldOptions = {}): Promise<StormWorld> {
  const folder = mkdtempSync(join(tmpdir(), "upgrade-review-storm-"));
  const dataFolder = join(folder, "data");
  mkdirSync(dataFolder);
  const putBack = prepare(dataFolder);
  const file = join(dataFolder, "dashboard.db");
  await applyMigrations(file);
  const database = createDatabase({ file });
  await database.connect();
  const people: { email: string; id: string }[] = [];
  for (let index = 1; index <= PEOPLE; index += 1) {
    const email = `reviewer-${index}@example.test`;
    const person = await createPerson(database.invitations, { name: `reviewer-${index}`, email, password: STORM_PASSWORD, roles: ["reviewer", "qa"] });
    if (person === "email-taken") throw new Error(`expected ${email} to be new`);
    people.push({ email, id: person.id });
  }
  const publicUrl = `http://127.0.0.1:${await freePort()}`;
  const processes: LeanProcess[] = [];
  for (let index = 0; index < wanted; index += 1) {
    processes.push(await createLeanProcess({ dataFolder, port: await freePort(), publicUrl, agent: null, twin }));
  }
  const close = async (): Promise<void> => {
    await Promise.all(processes.map(({ kill }) => kill()));
    await database.close();
    putBack();
    rmSync(folder, { recursive: true, force: true });
  };
  await Promise.all(processes.map(({ start }) => start())).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const indexBlob = await storeSnapshot(createFileBlobStore(join(dataFolder, "blobs")), []);
  return {
    database,
    databaseFile: file,
    dataFolder,
    people,
    processes,
    publicUrl,
    close,
    addUpgrade: (upgradeId) => addUpgrade(database, upgradeId, indexBlob),
    dropRules: () => dropRules(file),
  };
}

async function addUpgrade({ log }: Database, upgradeId: string, indexBlob: string): Promise<void> {
  const { records, upgrade } = createReviewedUpgrade(upgradeId, { indexBlob, absent: ["router", "schema"] });
  if ((await log.append(records, toProjection(upgrade))) !== "appended") throw new Error(`expected ${upgradeId} to be new`);
}

function dropRules(file: string): void {
  const database = new Sqlite(file);
  const rules = database.prepare(
    `SELECT type, name FROM sqlite_master WHERE tbl_name = 'audit_record' AND (type = 'trigger' OR sql LIKE 'CREATE UNIQUE INDEX%')`,
  );
  for (const { type, name } of rules.all() as { type: string; name: string }[]) database.exec(`DROP ${type} "${name}"`);
  database.close();
}
