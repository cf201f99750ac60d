import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { ask, green, MixError, say, yellow } from "./output.mjs";
import { parseFlags } from "./sigra-flags.mjs";
import { buildPlan, findVersions, MIGRATIONS } from "./sigra-plan.mjs";
import { compareVersions } from "./versions.mjs";

/** `mix sigra.upgrade`: the steps and texts of the real task, in its order. */
export async function sigraUpgrade(project, args) {
  const flags = parseFlags(args);
  if (!flags.allowDirty) requireCleanTree(project);
  const versions = findVersions(project, flags.from);
  const direction = compareVersions(versions.target, versions.source);
  if (direction === 0) {
    await say(`Sigra is already at schema version ${versions.target}; nothing to do.`);
    return 0;
  }
  if (direction < 0) {
    throw new MixError(`Refusing to downgrade Sigra schema from ${versions.source} to ${versions.target}.`);
  }
  const plan = buildPlan(project, versions, flags);
  if (!flags.yes && !flags.dryRun && !(await isConfirmed(plan))) return 0;
  if (flags.dryRun) {
    await say("[DRY RUN] Would apply plan:");
    await sayPlan(plan);
    return 0;
  }
  await applyPlan(project, plan);
  return 0;
}

/** A failing git (no repository, no git) is passed over in silence, as in the task. */
function requireCleanTree(project) {
  const git = spawnSync("git", ["status", "--porcelain"], { cwd: project.root, encoding: "utf8" });
  const list = `${git.stdout ?? ""}${git.stderr ?? ""}`;
  if (git.status !== 0 || list === "") return;
  throw new MixError(
    [
      "Refusing to run `mix sigra.upgrade` on a dirty working tree.",
      "",
      "Either commit/stash your changes, or pass --allow-dirty to",
      "override.",
      "",
      list,
    ].join("\n"),
  );
}

async function isConfirmed(plan) {
  await sayPlan(plan);
  await ask("Proceed with upgrade? [Yn] ");
  const answer = await readLine();
  return answer !== null && ["", "y", "yes"].includes(answer.trim().toLowerCase());
}

/** Null when standard input ends before a line came: taken as "no". */
function readLine() {
  return new Promise((resolve) => {
    const lines = createInterface({ input: process.stdin });
    lines.once("line", (line) => {
      resolve(line);
      lines.close();
    });
    lines.once("close", () => resolve(null));
  });
}

async function sayPlan({ source, target, files, migrations, injections }) {
  await say(`Sigra upgrade plan (${source} → ${target}):`);
  await say(`  Files:      ${files.length}`);
  await say(`  Migrations: ${migrations.length}`);
  await say(`  Injections: ${injections.length}`);
  await say();
}

async function applyPlan(project, plan) {
  for (const { path, text } of plan.files) await createFile(project, path, text);
  for (const injection of plan.injections) await inject(project, injection, plan);
  for (const [position, migration] of plan.migrations.entries()) {
    const stamp = nextStamp(project, position);
    await createFile(project, `${migration.folder}/${stamp}_${migration.name}`, migration.text);
  }
  await saySummary(plan);
}

async function createFile(project, path, text) {
  const file = join(project.root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  await say(`${green("* creating")} ${path}`);
}

async function inject(project, injection, plan) {
  const path = injection === "vault-child" ? `lib/${project.app}/application.ex` : "config/config.exs";
  const file = join(project.root, path);
  if (!existsSync(file)) {
    await say(`${yellow("* skipping")} injection for ${path} (file not found in host app)`);
    return;
  }
  try {
    const text = readFileSync(file, "utf8");
    const next = injection === "vault-child" ? withVaultChild(text, project) : withSchemaVersion(text, plan.target);
    if (next !== text) writeFileSync(file, next);
  } catch (error) {
    throw new MixError(`Injection failed: :${String(error.code ?? "unknown").toLowerCase()}`);
  }
}

/** Added only while the words of the setting are absent: a later run leaves the old number. */
function withSchemaVersion(text, target) {
  if (text.includes("config :sigra, :schema_version")) return text;
  const lines = ["", "# Sigra schema version — managed by `mix sigra.upgrade`.", "# Do not edit manually.", `config :sigra, :schema_version, "${target}"`, ""];
  const importLine = text.search(/^import_config\b/m);
  if (importLine === -1) return text + lines.join("\n");
  return `${text.slice(0, importLine)}${lines.join("\n")}\n${text.slice(importLine)}`;
}

function withVaultChild(text, project) {
  const child = `${project.module}.Vault`;
  if (text.includes(child)) return text;
  const opening = /^(\s*)children = \[/m.exec(text);
  if (!opening) return `${text}\n# Add ${child} as the first child of your supervision tree.\n`;
  const end = opening.index + opening[0].length;
  const indent = `${opening[1].replaceAll("\n", "")}  `;
  return `${text.slice(0, end)}\n${indent}${child},${text.slice(end)}`;
}

/** Plain arithmetic on 14 digits, so the seconds may pass 59. */
function nextStamp(project, position) {
  const now = Number(new Date().toISOString().replace(/\D/g, "").slice(0, 14));
  const folder = join(project.root, MIGRATIONS);
  const taken = existsSync(folder) ? readdirSync(folder).map((name) => Number(/^(\d{14})_/.exec(name)?.[1] ?? 0)) : [];
  return String(Math.max(now, Math.max(0, ...taken) + 1) + position).padStart(14, "0");
}

/** The numbers are what was planned: a skipped injection still counts. */
async function saySummary({ files, injections, migrations, promotesVault }) {
  const cloakKey = ["", "  → Generate and export CLOAK_KEY before boot:", "    iex> 32 |> :crypto.strong_rand_bytes() |> Base.encode64()"];
  const lines = [
    "",
    "Applied:",
    `  ✓ Created ${files.length} files`,
    `  ✓ Applied ${injections.length} injections`,
    `  ✓ Generated ${migrations.length} migrations`,
    "",
    "Pending:",
    "  → Run: mix ecto.migrate",
    "",
    "Next steps:",
    ...(promotesVault ? cloakKey : []),
    "",
    "  📖 See: https://hexdocs.pm/sigra/upgrade-v1.1.html",
    "",
  ];
  await say(lines.join("\n"));
}
