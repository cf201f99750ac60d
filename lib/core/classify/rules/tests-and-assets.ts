import { type Rule, whenPath } from "./rule";

const TEST_SUPPORT = /^(?:apps\/[^/]+\/)?test\/(?:support\/|test_helper\.exs$)/;
const TEST = /^(?:apps\/[^/]+\/)?(?:test|e2e|spec)\/|_test\.exs$|\.(?:test|spec)\.[cm]?[jt]sx?$/;
const DOC = /\.(?:md|markdown|livemd|rst|adoc)$|^(?:docs?|guides)\/|^(?:LICENSE|CHANGELOG|README)[^/]*$/i;
const DEPENDENCY =
  /(?:^|\/)(?:mix\.exs|mix\.lock|package\.json|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|\.tool-versions|\.formatter\.exs)$/;
const STATIC = /^(?:apps\/[^/]+\/)?(?:assets|priv\/static)\/|\.(?:css|scss|sass|less|js|mjs|cjs|ts|tsx|jsx|map|svg|png|jpe?g|gif|webp|ico|woff2?|ttf|otf|eot)$/;
const SCRIPT = /^(?:scripts|bin)\/|\.(?:sh|bash|zsh|ps1)$/;

/** Files beside the code. Their names must not pull them into a category by words such as "auth". */
export const TEST_AND_ASSET_RULES: readonly Rule[] = [
  {
    id: "test-support",
    category: "host_auth",
    supporting: true,
    reason: "Test support: fixtures and cases that sign users in.",
    match: whenPath(({ path }) => TEST_SUPPORT.test(path)),
  },
  {
    id: "test",
    category: "by-subject",
    supporting: true,
    reason: "A test, reviewed with the code it tests.",
    match: whenPath(({ path }) => TEST.test(path)),
  },
  {
    id: "dependency-file",
    category: "integration",
    supporting: true,
    reason: "Dependencies and their versions.",
    match: whenPath(({ path }) => DEPENDENCY.test(path)),
  },
  {
    id: "documentation",
    category: "integration",
    supporting: true,
    reason: "Documentation; nothing of it runs.",
    match: whenPath(({ path }) => DOC.test(path)),
  },
  {
    id: "asset",
    category: "host_auth",
    supporting: true,
    reason: "Style sheet, image, font or browser script of the generated pages.",
    match: whenPath(({ path }) => STATIC.test(path)),
  },
  {
    id: "script",
    category: "integration",
    supporting: true,
    reason: "A script that runs beside the app.",
    match: whenPath(({ path }) => SCRIPT.test(path)),
  },
  {
    id: "admin-task",
    category: "audit_security",
    supporting: true,
    reason: "An operator task that reads or changes admin grants.",
    match: whenPath(({ path }) => /^(?:.+\/)?lib\/mix\/tasks\/sigra\.admin\.\w+\.ex$/.test(path)),
  },
];

/** The path of the code that a test at `path` tests, as far as names tell. */
export function toTestedPath(path: string): string {
  if (/migration/.test(path)) return "priv/repo/migrations/tested.exs";
  return path.replace(/^((?:apps\/[^/]+\/)?)test\//, "$1lib/").replace(/_test\.exs$/, ".ex");
}
