import { copyFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const PROJECT = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
/** Programs that the agent starts from beside its own file. */
const AGENT_PROGRAMS = join(PROJECT, "lib/agent/exec");
/** What is not bundled, since it holds compiled code. */
const EXTERNAL = ["better-sqlite3"];

export type ProgramSource = {
  readonly entry: string;
  readonly name: string;
  /** Conditions under which packages are resolved, besides Node's own. */
  readonly conditions?: readonly string[];
  /** Inside the project, since what is not bundled is looked for from there. */
  readonly folder: string;
};

/** Makes a program of ours one file, which starts in a sixth of the time that compiling it anew takes; its path. */
export async function bundleProgram({ entry, name, conditions = [], folder }: ProgramSource): Promise<string> {
  const { build } = await import("vite");
  await build({
    configFile: false,
    root: PROJECT,
    publicDir: false,
    logLevel: "error",
    resolve: { alias: { "@": PROJECT } },
    ssr: { noExternal: true, external: EXTERNAL, resolve: { conditions: [...conditions, "node", "import", "default"] } },
    build: {
      ssr: entry,
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      target: "node20",
      rolldownOptions: { output: { entryFileNames: `${name}.mjs` } },
    },
  });
  return join(folder, `${name}.mjs`);
}

/** The agent in one file, with the programs that it starts beside it; its path. */
export async function bundleAgent(folder: string): Promise<string> {
  const file = await bundleProgram({ entry: join(PROJECT, "lib/agent/main.ts"), name: "lean-agent", folder });
  for (const name of readdirSync(AGENT_PROGRAMS).filter((found) => found.endsWith(".mjs"))) copyFileSync(join(AGENT_PROGRAMS, name), join(folder, name));
  return file;
}

/** A folder of this process among those of others, so that nothing is rewritten while it runs; those of processes that are gone are removed. */
export function makeOwnFolder(folders: string): string {
  const folder = join(folders, String(process.pid));
  mkdirSync(folder, { recursive: true });
  for (const pid of readdirSync(folders)) if (!isAlive(Number(pid))) rmSync(join(folders, pid), { recursive: true, force: true });
  return folder;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
