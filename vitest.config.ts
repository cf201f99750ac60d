import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const INTEGRATION = "{lib,app,components,e2e}/**/*.integration.test.ts";
/** What knows neither a browser nor the machine. */
const PURE = "lib/{agent,cli,core,server,services,testing}/**/*.test.ts";

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
      { extends: true, test: { name: "views", include: ["{app,components,e2e,lib}/**/*.test.{ts,tsx}"], exclude: [INTEGRATION, PURE] } },
    ],
  },
});
