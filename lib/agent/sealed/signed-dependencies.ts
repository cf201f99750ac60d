import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { digestSchema, type Digest } from "@/lib/core/digest";
import { writeDurably } from "../durable-file";
import { digestFolder } from "./folder-digest";

const notedSchema = z.record(z.string(), digestSchema);
type Noted = Readonly<Record<string, Digest>>;

/** What was in `deps` when a snapshot was taken, by the snapshot's tree; for what `mix.lock` cannot prove. */
export type SignedDependencies = {
  /** Notes what is in the checkout's `deps` now, beside the first snapshot of that tree: a later one of the same tree asks for no new signature. */
  readonly note: (appId: string, treeId: string, workTree: string) => Promise<void>;
  readonly find: (appId: string, treeId: string) => Noted | undefined;
};

/** The notes below a folder of the agent's. */
export function createSignedDependencies(root: string): SignedDependencies {
  const fileOf = (appId: string, treeId: string) => join(root, appId, `${treeId}.json`);
  return {
    note: async (appId, treeId, workTree) => {
      if (existsSync(fileOf(appId, treeId))) return;
      mkdirSync(join(root, appId), { recursive: true, mode: 0o700 });
      writeDurably(fileOf(appId, treeId), JSON.stringify(await digestDependencies(join(workTree, "deps"))));
    },
    find: (appId, treeId) => {
      const path = fileOf(appId, treeId);
      return existsSync(path) ? notedSchema.parse(JSON.parse(readFileSync(path, "utf8"))) : undefined;
    },
  };
}

/** Names of the folders in `deps`; none when there is no such folder. */
export function listDependencies(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
}

async function digestDependencies(folder: string): Promise<Noted> {
  const noted: Record<string, Digest> = {};
  for (const name of listDependencies(folder)) noted[name] = await digestFolder(join(folder, name));
  return noted;
}
