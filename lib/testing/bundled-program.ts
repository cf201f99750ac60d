import { copyFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
/** Inside the project, since what is not bundled is looked for from there. */
const FOLDERS = join(PROJECT, "test-results/programs");
/** One for each process, so that none is rewritten while it runs. */
const FOLDER = join(FOLDERS, String(process.pid));
/** What is not bundled, since it holds compiled code. */
const EXTERNAL = ["better-sqlite3"];

export type Bundle = {
  readonly entry: URL;
  /** Conditions under which packages are resolved, besides Node's own. */
  readonly conditions?: readonly string[];
};

const made = new Map<string, Promise<string>>();

/**
 * A program of ours in one place, which starts in a sixth of the time that compiling it anew takes; the path of the file to run.
 * Made once by each process of the tests; what processes that are gone have left is removed.
 */
export function bundledProgram({ entry, conditions = [] }: Bundle): Promise<string> {
  const found = made.get(entry.href) ?? bundle(fileURLToPath(entry), conditions);
  made.set(entry.href, found);
  return found;
}

/** The agent, with the programs that it starts from beside its own file. */
export async function bundledAgent(): Promise<string> {
  const entry = new URL("../agent/main.ts", import.meta.url);
  const file = await bundledProgram({ entry });
  const programs = join(dirname(fileURLToPath(entry)), "exec");
  for (const name of readdirSync(programs).filter((found) => found.endsWith(".mjs"))) copyFileSync(join(programs, name), join(dirname(file), name));
  return file;
}

async function bundle(entry: string, conditions: readonly string[]): Promise<string> {
  const name = basename(entry, ".ts");
  const outDir = join(FOLDER, `${made.size + 1}-${name}`);
  mkdirSync(outDir, { recursive: true });
  for (const pid of readdirSync(FOLDERS)) if (!isAlive(Number(pid))) rmSync(join(FOLDERS, pid), { recursive: true, force: true });
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
      outDir,
      emptyOutDir: false,
      minify: false,
      target: "node20",
      rolldownOptions: { output: { entryFileNames: `${name}.mjs` } },
    },
  });
  return join(outDir, `${name}.mjs`);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
