import { baseName, findText, isAppCode, type Rule, whenPath } from "./rule";

const MIGRATION = /^(?:.+\/)??priv\/(?:.+\/)?migrations\/.+/;
const DATA_MIGRATION = /^(?:.+\/)??priv\/(?:.+\/)?data_migrations\/.+/;
/** What a release calls, for want of `mix`. */
const RUNNER = /^(?:\w+_)?(?:release(?:_tasks?)?|migrator)$/;
const MIGRATES = /\bdata_migrations\b|\bEcto\.Migrator\b|\bdefp? \w*(?:migrat\w*|rollback|backfill)\w*|\bmigrat(?:e|ions)\w*|\b(?:update|insert|delete)_all\b/;
const OUTSIDE = /^(?:test|deps|node_modules|docs?)\//;

/** Whether a path lies in a migration folder of any repo, data migrations included. */
export function isMigrationPath(path: string): boolean {
  return !OUTSIDE.test(path) && !isToolFile(path) && (MIGRATION.test(path) || DATA_MIGRATION.test(path));
}

/** Whether a path lies in a folder of data migrations, which `mix ecto.migrate` does not run. */
export function isDataMigrationPath(path: string): boolean {
  return !OUTSIDE.test(path) && !isToolFile(path) && DATA_MIGRATION.test(path);
}

/** Whether a module runs migrations for a release. */
export function isRunnerPath(path: string): boolean {
  return RUNNER.test(baseName(path));
}

/** `.formatter.exs` and the like, which Phoenix keeps beside migrations. */
function isToolFile(path: string): boolean {
  return baseName(path).startsWith(".");
}

export const MIGRATION_RULES: readonly Rule[] = [
  {
    id: "data-migration",
    category: "schema",
    supporting: false,
    reason: "A data migration; a plain `mix ecto.migrate` does not run it.",
    match: whenPath(({ path }) => isDataMigrationPath(path)),
  },
  {
    id: "migration",
    category: "schema",
    supporting: false,
    reason: "A database migration; migrations run in order.",
    match: whenPath(({ path }) => isMigrationPath(path)),
  },
  {
    id: "data-migration-runner",
    category: "schema",
    supporting: false,
    reason: "Runs migrations, or changes rows, when the app is deployed; a release has no `mix`.",
    match: (subject) => {
      if (!isAppCode(subject) || !isRunnerPath(subject.path)) return null;
      return findText(subject.code, MIGRATES) ?? findText(subject.enclosing, MIGRATES);
    },
  },
  {
    id: "schema-dump",
    category: "schema",
    supporting: false,
    reason: "The database structure that migrations lead to.",
    match: whenPath(({ path }) => !OUTSIDE.test(path) && /^(?:.+\/)?(?:priv\/.+\/structure|db\/structure)\.sql$/.test(path)),
  },
];
