import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, renameSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { requireCompiles } from "./compile.mjs";
import { blankLiterals } from "./elixir-source.mjs";
import { MixError, say, TaskFailure } from "./output.mjs";

/** The sample's database: which migrations ran. The app's .gitignore names it. */
const DATABASE = "priv/repo/.sample_db.json";
const DEFAULT_PATH = "priv/repo/migrations";

/** `mix ecto.migrate [--migrations-path P]…`; runs what is pending in stamp order. */
export async function ectoMigrate(project, args) {
  const paths = parsePaths(args);
  await requireCompiles(project);
  const applied = readApplied(project);
  const pending = listMigrations(project, paths).filter(({ version }) => !applied.includes(version));
  refuseDuplicates(pending);
  if (pending.length === 0) await say("[info] Migrations already up");
  for (const migration of pending) {
    await runMigration(project, migration);
    applied.push(migration.version);
    writeApplied(project, applied);
    await say(`[info] == Migrated ${migration.version} in 0.0s`);
  }
  return 0;
}

function parsePaths(args) {
  const paths = [];
  for (let index = 0; index < args.length; index += 1) {
    const [name, inline] = args[index].split("=", 2);
    if (name === "--repo" || name === "-r") index += inline === undefined ? 1 : 0;
    else if (name === "--migrations-path") paths.push(inline ?? args[++index] ?? "");
    else throw new MixError(`Could not invoke task "ecto.migrate": 1 error found!\n${name} : Unknown option to the stand-in`);
  }
  return paths.length > 0 ? paths : [DEFAULT_PATH];
}

function listMigrations(project, paths) {
  return paths
    .flatMap((path) => listFiles(project, path))
    .flatMap((path) => {
      const [, stamp, name] = /^(\d+)_(.+)\.exs$/.exec(basename(path)) ?? [];
      return stamp ? [{ version: stamp, name, path }] : [];
    })
    .sort((left, right) => Number(left.version) - Number(right.version) || left.path.localeCompare(right.path));
}

function listFiles(project, path) {
  const folder = join(project.root, path);
  if (!existsSync(folder)) {
    throw new MixError(
      `Could not find migrations directory ${JSON.stringify(path)} for repo ${project.module}.Repo.\n\nThis may be because you are in a new project and the migration directory has not been created yet.`,
    );
  }
  return readdirSync(folder, { recursive: true }).map((name) => join(path, name));
}

/** Ecto compares the pending ones only: a twin that already ran is not noticed. */
function refuseDuplicates(pending) {
  for (const key of ["version", "name"]) {
    const values = pending.map((migration) => migration[key]);
    const twin = values.find((value, index) => values.indexOf(value) !== index);
    if (twin !== undefined) {
      throw new TaskFailure("Ecto.MigrationError", `migrations can't be executed, migration ${key} ${twin} is duplicated`, {
        trace: ["(ecto_sql 3.12.1) lib/ecto/migrator.ex: Ecto.Migrator.ensure_no_duplication!/1"],
      });
    }
  }
}

async function runMigration(project, { version, path }) {
  const text = readFileSync(join(project.root, path), "utf8");
  const module = /^\s*defmodule\s+([\w.]+)/m.exec(text)?.[1];
  if (!module) throw new TaskFailure("Ecto.MigrationError", `file ${path} does not define an Ecto.Migration`);
  const forward = withoutDown(text);
  const verb = /^\s*def up\b/m.test(forward) ? "up" : "change";
  await say(`[info] == Running ${version} ${module}.${verb}/0 forward`);
  for (const operation of listOperations(forward)) await say(`[info] ${operation}`);

  const failing = forward.split("\n").findIndex((line) => /^[^#]*\braise "/.test(line));
  if (failing === -1) return;
  const message = /raise "([^"]*)/.exec(forward.split("\n")[failing])?.[1] ?? "";
  throw new TaskFailure("RuntimeError", message, {
    trace: [
      `${path}:${failing + 1}: ${module}.${verb}/0`,
      "(ecto_sql 3.12.1) lib/ecto/migration/runner.ex: Ecto.Migration.Runner.run/8",
      "(ecto_sql 3.12.1) lib/ecto/migrator.ex: Ecto.Migrator.attempt/8",
    ],
  });
}

function withoutDown(text) {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => /^\s*def down\b/.test(line));
  if (start === -1) return text;
  const indent = /^\s*/.exec(lines[start])[0];
  const isOneLine = /,\s*do:/.test(lines[start]);
  const length = isOneLine ? 1 : lines.slice(start).indexOf(`${indent}end`) + 1;
  return lines.map((line, index) => (index >= start && index < start + length ? "" : line)).join("\n");
}

const OPERATIONS = [
  [/\b(create|create_if_not_exists) table\(:(\w+)/, (match) => `${inWords(match[1])} table ${match[2]}`],
  [/\balter table\(:(\w+)/, (match) => `alter table ${match[1]}`],
  [/\bdrop(_if_exists)? table\(:(\w+)/, (match) => `drop table ${match[2]}`],
  [
    /\b(create|create_if_not_exists) (?:unique_)?index\(:(\w+), \[?([^\])]*)\]?/,
    (match) => `${inWords(match[1])} index ${match[2]}_${match[3].replace(/[^\w,]/g, "").replaceAll(",", "_")}_index`,
  ],
  [/\bexecute\b/, () => "execute SQL"],
];

function listOperations(text) {
  return blankLiterals(text)
    .split("\n")
    .flatMap((line) => OPERATIONS.flatMap(([pattern, toText]) => (pattern.test(line) ? [toText(pattern.exec(line))] : [])));
}

function inWords(verb) {
  return verb.replaceAll("_", " ");
}

function readApplied(project) {
  const file = join(project.root, DATABASE);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).versions : [];
}

/** A link to the database is followed, as a database would: it must not be replaced. */
function findDatabase(project) {
  const file = join(project.root, DATABASE);
  return lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(file) : file;
}

function writeApplied(project, versions) {
  const file = findDatabase(project);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify({ versions }, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}
