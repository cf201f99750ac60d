import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";

export const PROJECT = fileURLToPath(new URL("../../..", import.meta.url)).replace(/\/$/, "");
const API = join(PROJECT, "app/api");
const FOLDER = join(PROJECT, "test-results/faults");

let built: Promise<string> | undefined;

/** One file with the dashboard's routes and everything they need, for a start in half a second; its path. */
export function buildLeanDashboard(): Promise<string> {
  built ??= bundle();
  return built;
}

async function bundle(): Promise<string> {
  mkdirSync(FOLDER, { recursive: true });
  const entry = join(FOLDER, "lean-dashboard-entry.mjs");
  writeFileSync(entry, toEntry());
  const { build } = await import("vite");
  await build({
    configFile: false,
    root: PROJECT,
    publicDir: false,
    logLevel: "error",
    resolve: { alias: { "@": PROJECT } },
    ssr: { noExternal: true, external: ["better-sqlite3"], resolve: { conditions: ["react-server", "node", "import", "default"] } },
    build: {
      ssr: entry,
      outDir: FOLDER,
      emptyOutDir: false,
      minify: false,
      target: "node20",
      rolldownOptions: { output: { entryFileNames: "lean-dashboard.mjs" } },
    },
  });
  return join(FOLDER, "lean-dashboard.mjs");
}

/** Names every route file, as Next's build would. */
function toEntry(): string {
  const files = readdirSync(API, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(`${sep}route.ts`));
  const imports = files.map((file, index) => `import * as route${index} from ${JSON.stringify(`@/app/api/${file}`)};`);
  const entries = files.map((file, index) => `  ${JSON.stringify(dirname(file))}: route${index},`);
  const lean = `import { runLeanDashboard } from "@/lib/cli/faults/workers/lean-dashboard";`;
  return [...imports, lean, "await runLeanDashboard({", ...entries, "});", ""].join("\n");
}
