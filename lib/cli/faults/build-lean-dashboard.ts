import { readdirSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { bundleAgent, bundleProgram, makeOwnFolder, PROJECT } from "../bundle-program";

const API = join(PROJECT, "app/api");
/** `LEAN_PROGRAMS` names where another process has built for this one. */
const BUILT = process.env.LEAN_PROGRAMS;
const FOLDERS = join(PROJECT, "test-results/faults");
const FOLDER = BUILT ?? join(FOLDERS, String(process.pid));

type Program = "lean-dashboard" | "lean-agent";
const built = new Map<Program, Promise<string>>();

/** One file with the dashboard's routes and everything they need, for a start in half a second; its path. */
export function buildLeanDashboard(): Promise<string> {
  return buildOnce("lean-dashboard", (folder) => {
    const entry = join(folder, "lean-dashboard-entry.mjs");
    writeFileSync(entry, toEntry());
    return bundleProgram({ entry, name: "lean-dashboard", conditions: ["react-server"], folder });
  });
}

/** The agent in one file; its path. */
export function buildLeanAgent(): Promise<string> {
  return buildOnce("lean-agent", bundleAgent);
}

/** For a process to be told where the programs are. */
export function leanPrograms(): string {
  return FOLDER;
}

function buildOnce(program: Program, build: (folder: string) => Promise<string>): Promise<string> {
  const found = built.get(program) ?? (BUILT === undefined ? build(makeOwnFolder(FOLDERS)) : Promise.resolve(join(FOLDER, `${program}.mjs`)));
  built.set(program, found);
  return found;
}

/** Names every route file, as Next's build would. */
function toEntry(): string {
  const files = readdirSync(API, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(`${sep}route.ts`));
  const imports = files.map((file, index) => `import * as route${index} from ${JSON.stringify(`@/app/api/${file}`)};`);
  const entries = files.map((file, index) => `  ${JSON.stringify(dirname(file))}: route${index},`);
  const lean = `import { runLeanDashboard } from "@/lib/cli/faults/workers/lean-dashboard";`;
  return [...imports, lean, "await runLeanDashboard({", ...entries, "});", ""].join("\n");
}
