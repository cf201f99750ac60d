/** The layers of lib/README.md as rules: imports point one way. */
const TESTS = "\\.(test|spec)\\.tsx?$";

/** @type {(name: string, from: string, to: string, comment: string, fromNot?: string) => object} */
function never(name, from, to, comment, fromNot) {
  return { name, severity: "error", comment, from: { path: from, pathNot: [TESTS, ...(fromNot ? [fromNot] : [])] }, to: { path: to } };
}

const NODE_ONLY = { dependencyTypes: ["core"] };

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      from: { pathNot: "lib/server/db/generated" },
      to: { circular: true, viaOnly: { pathNot: "lib/server/db/generated" } },
    },
    never("core-is-pure", "^lib/core", "^(lib/(?!core|contract)|app|components)", "core imports core; the agent's contract only for its schemas"),
    { name: "core-runs-anywhere", severity: "error", from: { path: "^lib/(core|contract|ports|services|browser)", pathNot: TESTS }, to: NODE_ONLY },
    { name: "core-needs-little", severity: "error", from: { path: "^lib/core", pathNot: TESTS }, to: { path: "node_modules/(?!zod|@noble)" } },
    never("contract-runs-nothing", "^lib/contract", "^(lib/(?!core|contract)|app|components)", "a contract is types and schemas"),
    never("ports-are-types", "^lib/ports", "^(lib/(?!core|contract|ports)|app|components)", "ports know no implementation"),
    never("services-know-ports", "^lib/services", "^(lib/(?!core|contract|ports|services)|app|components)", "services reach outside through ports only"),
    { name: "services-need-little", severity: "error", from: { path: "^lib/services", pathNot: TESTS }, to: { path: "node_modules/(next|react|@prisma)" } },
    never("server-is-the-dashboard", "^lib/server", "^(lib/(agent|browser|cli|testing)/|app|components)", "the dashboard meets the agent in the contract only"),
    {
      name: "prisma-stays-in-db",
      severity: "error",
      from: { path: ".", pathNot: ["^lib/server/(db|auth)", "^prisma", "^lib/cli", "^lib/testing", "^prisma.config", TESTS, "node_modules"] },
      to: { path: "node_modules/@prisma/client|lib/server/db/generated" },
    },
    never("agent-client-is-thin", "^lib/agent-client", "^(lib/(?!core|contract|agent-client|ports)|app|components)", "typed calls and nothing else"),
    never("browser-knows-no-server", "^lib/browser", "^(lib/(server|services|ports|agent|agent-client|cli|testing)|app)", "what runs in a browser"),
    never(
      "agent-is-its-own-process",
      "^lib/agent/",
      "^(lib/(server|services|ports|browser|agent-client|cli|testing)|app|components)",
      "the agent imports nothing of the dashboard",
    ),
    never("views-show", "^components", "^(lib/(server|services|ports|agent|agent-client|cli|testing)|app)", "components get data as props or from lib/browser"),
    never("routes-are-thin", "^app", "^lib/(agent/|agent-client|cli|testing)", "routes call services"),
    never("tests-stay-outside", "^(lib/(?!testing|cli)|app|components)", "^(lib/testing|e2e)", "production code never imports test support"),
    {
      name: "one-diff2html",
      severity: "error",
      from: { pathNot: ["^lib/services/review/word-marks", "node_modules"] },
      to: { path: "node_modules/diff2html" },
    },
    {
      name: "one-execa",
      severity: "error",
      from: { pathNot: ["^lib/agent/(exec|git)", "^lib/(cli|testing)", "^e2e", TESTS, "node_modules"] },
      to: { path: "node_modules/execa" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: ["\\.next", "lib/server/db/generated", "e2e/sample-app/", "e2e/real-mix-project/"] },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
    },
  },
};
