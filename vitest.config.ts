import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const INTEGRATION = "{lib,app,components,e2e}/**/*.integration.test.ts";
const PURE = "{app,components,e2e,lib}/**/*.test.ts";
/** What draws: most of them in a document that each file makes for itself. */
const VIEWS = "{app,components,e2e,lib}/**/*.test.tsx";

export default defineConfig({
  resolve: {
    alias: {
      "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, ""),
      "server-only": fileURLToPath(new URL("lib/testing/server-only.ts", import.meta.url)),
    },
  },
  test: {
    environment: "node",
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: "integration", include: [INTEGRATION], isolate: false } },
      // Loading modules takes these longer than running them, and none of them leaves anything behind.
      { extends: true, test: { name: "unit", include: [PURE], exclude: [INTEGRATION], pool: "threads", isolate: false } },
      { extends: true, test: { name: "views", include: [VIEWS] } },
    ],
  },
});
