import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";

export const PROJECT = fileURLToPath(new URL("../../..", import.meta.url)).replace(/\/$/, "");
const API = join(PROJECT, "app/api");
const FOLDERS = join(PROJECT, "test-results/faults");
/** One for each process that builds, so that none is rewritten while it runs; `LEAN_PROGRAMS` names where another has built for this one. */
const FOLDER = process.env.LEAN_PROGRAMS ?? join(FOLDERS, String(process.pid));

/** Programs that the agent starts from beside its own file. */
const AGENT_PROGRAMS = join(PROJECT, "lib/agent/exec");
/** What is not bundled, since it holds compiled code. */
const EXTERNAL = ["better-sqlite3"];

type Program = "lean-dashboard" | "lean-agent";
const built = new Map<Program, Promise<string>>();

/** One file with the dashboard's routes and everything they need, for a start in half a second; its path. */
export function buildLeanDashboard(): Promise<string> {
  return buildOnce("lean-dashboard", async () => {
    const entry = join(FOLDER, "lean-dashboard-entry.mjs");
    writeFileSync(entry, toEntry());
    await bundle("lean-dashboard", entry, ["react-server", "node", "import", "default"]);
  });
}

/** The agent in one file, which starts in a sixth of the time it takes to compile it anew; its path. */
export function buildLeanAgent(): Promise<string> {
  return buildOnce("lean-agent", () => bundleAgent(FOLDER));
}

/** Makes the agent in one file in a folder, `lean-agent.mjs`, with the programs it starts beside it. */
export async function bundleAgent(folder: string): Promise<void> {
  await bundle("lean-agent", join(PROJECT, "lib/agent/main.ts"), ["node", "import", "default"], folder);
  for (const name of readdirSync(AGENT_PROGRAMS).filter((found) => found.endsWith(".mjs"))) copyFileSync(join(AGENT_PROGRAMS, name), join(folder, name));
}

/** For a process to be told where the programs are. */
export function leanPrograms(): string {
  return FOLDER;
}

function buildOnce(program: Program, build: () => Promise<void>): Promise<string> {
  const found = built.get(program) ?? (process.env.LEAN_PROGRAMS ? Promise.resolve() : prepareFolder(build)).then(() => join(FOLDER, `${program}.mjs`));
  built.set(program, found);
  return found;
}

/** With what processes that are gone have left removed. */
async function prepareFolder(build: () => Promise<void>): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  for (const name of readdirSync(FOLDERS)) if (!isAlive(Number(name))) rmSync(join(FOLDERS, name), { recursive: true, force: true });
  await build();
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function bundle(program: Program, entry: string, conditions: string[], folder = FOLDER): Promise<void> {
  const { build } = await import("vite");
  await build({
    configFile: false,
    root: PROJECT,
    publicDir: false,
    logLevel: "error",
    resolve: { alias: { "@": PROJECT } },
    ssr: { noExternal: true, external: EXTERNAL, resolve: { conditions } },
    build: {
      ssr: entry,
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      target: "node20",
      rolldownOptions: { output: { entryFileNames: `${program}.mjs` } },
    },
  });
}

/** Names every route file, as Next's build would. */
function toEntry(): string {
  const files = readdirSync(API, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(`${sep}route.ts`));
  const imports = files.map((file, index) => `import * as route${index} from ${JSON.stringify(`@/app/api/${file}`)};`);
  const entries = files.map((file, index) => `  ${JSON.stringify(dirname(file))}: route${index},`);
  const lean = `import { runLeanDashboard } from "@/lib/cli/faults/workers/lean-dashboard";`;
  return [...imports, lean, "await runLeanDashboard({", ...entries, "});", ""].join("\n");
}
