import { relative, resolve } from "node:path";
import { build } from "vite";

const ROOT = resolve(import.meta.dirname, "../..");
const FOLDER = resolve(ROOT, process.argv[2] ?? "dist");

// One file with everything in it, so that a dossier can be verified where there is Node and nothing else.
await build({
  root: ROOT,
  configFile: false,
  logLevel: "warn",
  publicDir: false,
  resolve: { alias: { "@": ROOT, "server-only": resolve(ROOT, "lib/testing/server-only.ts") } },
  ssr: { noExternal: true },
  build: {
    ssr: resolve(ROOT, "lib/cli/verify.ts"),
    outDir: FOLDER,
    emptyOutDir: false,
    target: "node20",
    minify: false,
    rolldownOptions: { output: { entryFileNames: "verify.mjs", codeSplitting: false, banner: "#!/usr/bin/env node" } },
  },
});
const file = relative(process.cwd(), resolve(FOLDER, "verify.mjs"));
console.error(`${file}: node ${file} FILE`);
