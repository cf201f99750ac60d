import { randomUUID } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeDurably } from "./durable-file";
import { StartError } from "./start-error";

/** Where the agent keeps what must survive it. */
export type DataDir = {
  readonly root: string;
  readonly agentId: string;
  readonly journal: string;
  readonly apps: string;
  /** One folder per job. */
  readonly jobs: string;
  /** One agent-owned git directory per app. */
  readonly git: string;
  /** One folder per sealed run, for as long as it takes. */
  readonly sealed: string;
  /** What dependencies were when a snapshot was taken. */
  readonly dependencies: string;
};

/** Makes and checks the data folder. @throws StartError when it cannot be written. */
export function openDataDir(root: string): DataDir {
  const jobs = join(root, "jobs");
  const git = join(root, "git");
  const sealed = join(root, "sealed");
  const dependencies = join(root, "dependencies");
  try {
    for (const folder of [root, jobs, git, sealed, dependencies]) mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(root, constants.W_OK);
    return { root, agentId: loadAgentId(root), journal: join(root, "journal.ndjson"), apps: join(root, "apps.json"), jobs, git, sealed, dependencies };
  } catch (error) {
    throw new StartError(`cannot write the data folder ${root}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function loadAgentId(root: string): string {
  const path = join(root, "agent-id");
  if (!existsSync(path)) writeDurably(path, `${randomUUID()}\n`);
  return readFileSync(path, "utf8").trim();
}
