import { readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { createWhole } from "./durable-file";
import { identifyProcess, isRunning } from "./exec/process-table.mjs";
import { StartError } from "./start-error";

const ownerSchema = z.object({ pid: z.int().min(1), startTime: z.string(), bootId: z.string() });

/**
 * Takes the data folder for this process; a lock left by a process that is gone is taken over.
 *
 * @returns the function that gives it back.
 * @throws StartError when another agent holds it.
 */
export function lockDataDir(root: string): () => void {
  const path = join(root, "agent.lock");
  const own = JSON.stringify(identifyProcess(process.pid));
  for (let attempt = 0; attempt < 20; attempt += 1) {
    if (createWhole(path, own)) return () => release(path, own);
    const found = readOrEmpty(path);
    const owner = parseOwner(found);
    if (owner && isRunning(owner)) {
      throw new StartError(`another agent (process ${owner.pid}) uses the data folder ${root}; stop it or configure another dataDir`);
    }
    removeStale(path, found);
  }
  throw new StartError(`cannot lock the data folder ${root}: agent.lock keeps changing`);
}

/** Of several that saw the stale lock one succeeds in moving it; a live lock moved by mistake is put back. */
function removeStale(path: string, stale: string): void {
  const moved = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, moved);
  } catch {
    return;
  }
  const content = readOrEmpty(moved);
  if (content !== stale) createWhole(path, content);
  rmSync(moved, { force: true });
}

function release(path: string, own: string): void {
  if (readOrEmpty(path) === own) rmSync(path, { force: true });
}

function parseOwner(content: string): z.infer<typeof ownerSchema> | undefined {
  try {
    return ownerSchema.safeParse(JSON.parse(content)).data;
  } catch {
    return undefined;
  }
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
