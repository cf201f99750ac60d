import { mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleAgent, bundleProgram, makeOwnFolder, PROJECT } from "@/lib/cli/bundle-program";

const FOLDERS = join(PROJECT, "test-results/programs");

export type Bundle = {
  readonly entry: URL;
  /** Conditions under which packages are resolved, besides Node's own. */
  readonly conditions?: readonly string[];
};

const made = new Map<string, Promise<string>>();

/** A program of ours in one file, made once by each process of the tests; the path of the file to run. */
export function bundledProgram({ entry, conditions = [] }: Bundle): Promise<string> {
  const path = fileURLToPath(entry);
  const name = basename(path, ".ts");
  return makeOnce(name, (folder) => bundleProgram({ entry: path, name, conditions, folder }));
}

/** The agent in one file, made once by each process of the tests. */
export function bundledAgent(): Promise<string> {
  return makeOnce("agent", bundleAgent);
}

function makeOnce(name: string, make: (folder: string) => Promise<string>): Promise<string> {
  const found = made.get(name) ?? make(makeFolder(name));
  made.set(name, found);
  return found;
}

function makeFolder(name: string): string {
  const folder = join(makeOwnFolder(FOLDERS), name);
  mkdirSync(folder, { recursive: true });
  return folder;
}
