import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { findFetchedVersion, findLockedVersion, readText } from "./project.mjs";
import { addOwnerMigration, addPersonalMigration, backfillMigration, encryptedModule, vaultModule } from "./sigra-templates.mjs";

export const MIGRATIONS = "priv/repo/migrations";
export const DATA_MIGRATIONS = "priv/repo/data_migrations";
const STUB_SIGNS = ["PASSTHROUGH STUB", "__sigra_encryption_mode__, do: :stub", "use Ecto.Type"];
const NO_VERSION = "0.0.0";

/** Source and target version of an upgrade run. */
export function findVersions(project, from) {
  return {
    source: from ?? findSchemaVersion(project) ?? NO_VERSION,
    target: findFetchedVersion(project) ?? findLockedVersion(project) ?? NO_VERSION,
  };
}

/** What the run would write, from a look at the host's files. */
export function buildPlan(project, versions, flags) {
  const vault = planVault(project);
  return {
    ...versions,
    files: vault.files,
    injections: ["schema-version", ...(vault.isDue ? ["vault-child"] : [])],
    migrations: planMigrations(project, flags),
    promotesVault: vault.isDue,
  };
}

function findSchemaVersion(project) {
  const config = readText(project, "config/config.exs") ?? "";
  const short = /^\s*config :sigra, :schema_version, "([^"]*)"/m.exec(config);
  const long = /^\s*config :sigra,\s[^#]*?\bschema_version: "([^"]*)"/m.exec(config);
  return (short ?? long)?.[1];
}

function planVault(project) {
  const vaultPath = `lib/${project.app}/vault.ex`;
  const encryptedPath = `lib/${project.app}/accounts/encrypted.ex`;
  const encrypted = readText(project, encryptedPath);
  const isDue = encrypted !== null && STUB_SIGNS.some((sign) => encrypted.includes(sign));
  if (!isDue) return { isDue, files: [] };
  const vault = { path: vaultPath, text: vaultModule(project) };
  const type = { path: encryptedPath, text: encryptedModule(project) };
  return { isDue, files: existsSync(join(project.root, vaultPath)) ? [type] : [vault, type] };
}

function planMigrations(project, flags) {
  if (!hasOrganizations(project)) return [];
  const alterations = [
    { folder: MIGRATIONS, name: "add_owner_user_id_to_organizations.exs", text: addOwnerMigration(project) },
    { folder: MIGRATIONS, name: "add_personal_to_organizations.exs", text: addPersonalMigration(project) },
  ];
  const backfill = { folder: DATA_MIGRATIONS, name: "backfill_personal_orgs.exs", text: backfillMigration(project) };
  return flags.backfill ? [...alterations, backfill] : alterations;
}

/** Decided from file text alone, direct files only, as the task does. */
function hasOrganizations(project) {
  const folder = join(project.root, MIGRATIONS);
  if (!existsSync(folder)) return false;
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .some((file) => statSync(file).isFile() && readFileSync(file, "utf8").includes("create table(:organizations"));
}
