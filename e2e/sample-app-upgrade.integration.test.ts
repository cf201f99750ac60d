import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aSampleApp, type TestApp } from "./sample-app-mix/run-mix";

const MIGRATIONS = "priv/repo/migrations";
let app: TestApp;

beforeEach(async () => {
  app = await aSampleApp();
  await app.bump("~> 1.0.0");
});
afterEach(() => app.remove());

describe("mix sigra.upgrade", () => {
  it("refuses a dirty tree, untracked files included, and repeats git's list", async () => {
    await app.write("notes.txt", "todo");

    const refused = app.mix(["sigra.upgrade", "--yes"]);

    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain("** (Mix) Refusing to run `mix sigra.upgrade` on a dirty working tree.");
    expect(refused.stderr).toContain("?? notes.txt");
    expect(app.changedPaths()).toEqual(["notes.txt"]);
    expect(app.mix(["sigra.upgrade", "--dry-run"]).exitCode).toBe(1);
    expect(app.mix(["sigra.upgrade", "--dry-run", "--allow-dirty"]).exitCode).toBe(0);
  });

  it("goes on without a word where there is no repository", async () => {
    await rm(join(app.directory, ".git"), { recursive: true });

    expect(app.mix(["sigra.upgrade", "--yes"])).toMatchObject({ exitCode: 0, stderr: "" });
  });

  it("changes seven paths at most and none under the web folder", () => {
    app.mix(["sigra.upgrade", "--yes", "--backfill-personal-orgs"]);

    const paths = app.changedPaths().map((path) => path.replace(/\d{14}/, "STAMP"));
    expect(paths.sort()).toEqual([
      "config/config.exs",
      "lib/harbor/accounts/encrypted.ex",
      "lib/harbor/application.ex",
      "lib/harbor/vault.ex",
      "priv/repo/data_migrations/STAMP_backfill_personal_orgs.exs",
      "priv/repo/migrations/STAMP_add_owner_user_id_to_organizations.exs",
      "priv/repo/migrations/STAMP_add_personal_to_organizations.exs",
    ]);
  });

  it("prints a creating line per file and migration, then the three sections with the planned numbers", () => {
    const { stdout, exitCode } = app.mix(["sigra.upgrade", "--yes"]);

    expect(exitCode).toBe(0);
    expect(stdout.split("\n")[0]).toBe("[stand-in mix] sample app only: this is not Elixir's mix");
    expect(stdout.match(/^\* creating .+$/gm)).toHaveLength(4);
    expect(stdout).toContain("* creating lib/harbor/accounts/encrypted.ex");
    expect(stdout).toMatch(
      /Applied:\n {2}✓ Created 2 files\n {2}✓ Applied 2 injections\n {2}✓ Generated 2 migrations\n\nPending:\n {2}→ Run: mix ecto.migrate\n\nNext steps:\n\n {2}→ Generate and export CLOAK_KEY before boot:/,
    );
    expect(stdout).toContain("https://hexdocs.pm/sigra/upgrade-v1.1.html");
  });

  it("puts the vault first among the children and the version line before import_config", async () => {
    app.mix(["sigra.upgrade", "--yes"]);

    expect(await app.read("lib/harbor/application.ex")).toContain("    children = [\n      Harbor.Vault,\n      Harbor.Repo,");
    expect(await app.read("config/config.exs")).toContain(
      '\n# Sigra schema version — managed by `mix sigra.upgrade`.\n# Do not edit manually.\nconfig :sigra, :schema_version, "1.0.3"\n\nimport_config',
    );
    expect(await app.read("lib/harbor/accounts/encrypted.ex")).toContain("use Cloak.Ecto.Binary, vault: Harbor.Vault");
  });

  it("overwrites an encryption type of the host that uses plain Ecto types", async () => {
    await app.write("lib/harbor/accounts/encrypted.ex", "defmodule Own do\n  use Ecto.Type\nend\n");

    app.mix(["sigra.upgrade", "--yes", "--allow-dirty"]);

    expect(await app.read("lib/harbor/accounts/encrypted.ex")).not.toContain("defmodule Own");
  });

  it("leaves a vault that exists and adds a comment where there is no children list", async () => {
    await app.write("lib/harbor/vault.ex", "# ours\n");
    await app.write("lib/harbor/application.ex", "defmodule Harbor.Application do\nend\n");

    const { stdout } = app.mix(["sigra.upgrade", "--yes", "--allow-dirty"]);

    expect(stdout).toContain("Created 1 files");
    expect(await app.read("lib/harbor/vault.ex")).toBe("# ours\n");
    expect(await app.read("lib/harbor/application.ex")).toMatch(/end\n\n# .*Harbor\.Vault/);
  });

  it("skips an injection whose file is missing, counts it all the same and goes on", async () => {
    await rm(join(app.directory, "config/config.exs"));

    const { stdout, exitCode } = app.mix(["sigra.upgrade", "--yes", "--allow-dirty"]);

    expect(exitCode).toBe(0);
    expect(stdout).toContain("* skipping injection for config/config.exs (file not found in host app)");
    expect(stdout).toContain("✓ Applied 2 injections");
  });

  it("writes no organization migrations and no backfill for a zero-org host", async () => {
    await rm(join(app.directory, MIGRATIONS, "20250310091501_create_organizations.exs"));

    const { stdout } = app.mix(["sigra.upgrade", "--yes", "--allow-dirty", "--backfill-personal-orgs"]);

    expect(stdout).toContain("✓ Generated 0 migrations");
    expect(app.changedPaths().filter((path) => path.includes("migrations/"))).toHaveLength(1);
  });

  it("respects a later stamp of the host and widens the gaps: T, T+2, T+5", async () => {
    await app.write(`${MIGRATIONS}/29991231235959_create_lamps.exs`, "");

    app.mix(["sigra.upgrade", "--yes", "--allow-dirty", "--backfill-personal-orgs"]);

    const stamps = app.changedPaths().flatMap((path) => /\d{14}/.exec(path)?.[0] ?? []);
    expect(stamps.sort()).toEqual(["29991231235959", "29991231235960", "29991231235962", "29991231235965"]);
  });

  it("runs the backfill outside a transaction and without the migration lock", async () => {
    app.mix(["sigra.upgrade", "--yes", "--backfill-personal-orgs"]);

    const path = app.changedPaths().find((name) => name.includes("data_migrations")) ?? "";
    const text = await app.read(path);
    expect(text).toContain("@disable_ddl_transaction true");
    expect(text).toContain("@disable_migration_lock true");
    expect(text).toContain("batch_size: 1_000");
  });

  it("does nothing when already at the target, the vault step included", async () => {
    const { stdout, exitCode } = app.mix(["sigra.upgrade", "--yes", "--from", "1.0.3"]);

    expect(exitCode).toBe(0);
    expect(stdout).toContain("Sigra is already at schema version 1.0.3; nothing to do.");
    expect(app.changedPaths()).toEqual([]);
  });

  it("refuses an older target and a version that has not three parts", () => {
    const older = app.mix(["sigra.upgrade", "--yes", "--from", "1.2.0"]);
    const short = app.mix(["sigra.upgrade", "--yes", "--from", "1.0"]);

    expect(older).toMatchObject({ exitCode: 1 });
    expect(older.stderr).toContain("** (Mix) Refusing to downgrade Sigra schema from 1.2.0 to 1.0.3.");
    expect(short).toMatchObject({ exitCode: 1 });
    expect(short.stderr).toContain('invalid version: "1.0"');
    expect(app.mix(["sigra.upgrade", "--yes", "--from", "1.0.3-rc.1"]).exitCode).toBe(0);
  });

  it("prints three counts and no file names on a dry run", () => {
    const { stdout } = app.mix(["sigra.upgrade", "--dry-run"]);

    expect(stdout).toContain("[DRY RUN] Would apply plan:\nSigra upgrade plan (0.0.0 → 1.0.3):\n  Files:      2\n  Migrations: 2\n  Injections: 2\n");
    expect(app.changedPaths()).toEqual([]);
  });

  it("asks without --yes; no, and the end of input, end it in silence", () => {
    const refused = app.mix(["sigra.upgrade"], { stdin: "n\n" });

    expect(refused.exitCode).toBe(0);
    expect(refused.stdout).toMatch(/Proceed with upgrade\? \[Yn\] $/);
    expect(app.mix(["sigra.upgrade"]).exitCode).toBe(0);
    expect(app.changedPaths()).toEqual([]);
    app.mix(["sigra.upgrade"], { stdin: "y\n" });
    expect(app.changedPaths()).not.toEqual([]);
  });

  it("drops misspelt flags and plain words without a message, so that it writes for real", () => {
    const { exitCode } = app.mix(["sigra.upgrade", "--dryrun", "--dry_run", "-y", "--frm", "1.0.0", "now", "--yes"]);

    expect(exitCode).toBe(0);
    expect(app.changedPaths()).not.toEqual([]);
  });

  it("ignores --from with nothing after it", () => {
    expect(app.mix(["sigra.upgrade", "--from", "--dry-run"]).stdout).toContain("(0.0.0 → 1.0.3)");
  });

  it.each(["--force", "--verbose"])("refuses %s as an unknown option", (flag) => {
    const { exitCode, stderr } = app.mix(["sigra.upgrade", flag, "--yes"]);

    expect(exitCode).toBe(1);
    expect(stderr).toContain(`unknown options [:${flag.slice(2)}]`);
    expect(app.changedPaths()).toEqual([]);
  });

  it("writes the version line once, so that a second upgrade writes both migrations again", async () => {
    app.mix(["sigra.upgrade", "--yes"]);
    app.git("add", "--all");
    app.git("commit", "--quiet", "--message", "First");
    await app.bump("~> 1.1");

    app.mix(["sigra.upgrade", "--yes"]);

    expect(await app.read("config/config.exs")).toContain(':schema_version, "1.0.3"');
    expect(app.changedPaths().map((path) => path.replace(/\d{14}/, "STAMP"))).toEqual([
      `${MIGRATIONS}/STAMP_add_owner_user_id_to_organizations.exs`,
      `${MIGRATIONS}/STAMP_add_personal_to_organizations.exs`,
    ]);
    expect(app.mix(["ecto.migrate"])).toMatchObject({ exitCode: 1 });
  });

  it("stops with a Mix error on other injection trouble, after the whole files were written", async () => {
    await rm(join(app.directory, "lib/harbor/application.ex"));
    await mkdir(join(app.directory, "lib/harbor/application.ex"));

    const { exitCode, stderr } = app.mix(["sigra.upgrade", "--yes", "--allow-dirty"]);

    expect(exitCode).toBe(1);
    expect(stderr).toContain("** (Mix) Injection failed:");
    expect(app.changedPaths()).toContain("lib/harbor/vault.ex");
  });
});
