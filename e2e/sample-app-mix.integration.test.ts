import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aSampleApp, startMix, type TestApp, waitForOutput } from "./sample-app-mix/run-mix";

const STAND_IN = "[stand-in mix] sample app only: this is not Elixir's mix\n";
const MIGRATIONS = "priv/repo/migrations";
let app: TestApp;

beforeEach(async () => {
  app = await aSampleApp();
});
afterEach(() => app.remove());

describe("the stand-in mix", () => {
  it("says first that it is a stand-in, whatever it is asked", () => {
    for (const task of ["--version", "-v", "compile", "nonsense"]) {
      expect(app.mix([task]).stdout.startsWith(STAND_IN)).toBe(true);
    }
    expect(app.mix(["--version"]).stdout).toMatch(/^Mix \d+\.\d+\.\d+ \(stand-in/m);
  });

  it("does not know a task that does not exist", () => {
    const { exitCode, stderr } = app.mix(["nonsense"]);

    expect(exitCode).toBe(1);
    expect(stderr).toBe('** (Mix) The task "nonsense" could not be found\n');
  });

  it("colours creating lines green and failures red unless told not to", async () => {
    await app.bump("~> 1.0.0");
    const colours = { env: { NO_COLOR: "" } };

    expect(app.mix(["sigra.upgrade", "--yes"], colours).stdout).toContain("\u001b[32m* creating\u001b[0m lib/");
    expect(app.mix(["sigra.upgrade", "--yes"], colours).stderr).toContain("\u001b[31m** (Mix) Refusing");
  });

  it("can be killed between two lines, leaving what it wrote until then", async () => {
    await app.bump("~> 1.0.0");
    const child = startMix(app.directory, ["sigra.upgrade", "--yes"], { SAMPLE_MIX_DELAY_MS: "400" });
    await waitForOutput(child, /\* creating lib\/harbor\/vault\.ex\n/);

    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("exit", resolve));

    expect(app.changedPaths()).toEqual(["lib/harbor/vault.ex"]);
  });

  it("stops every task but deps.get while mix.exs and mix.lock disagree", async () => {
    await app.write("mix.exs", (await app.read("mix.exs")).replace("~> 0.3", "~> 1.0"));

    const { exitCode, stderr } = app.mix(["compile"]);

    expect(exitCode).toBe(1);
    expect(stderr).toContain('the dependency does not match the requirement "~> 1.0", got "0.3.4"');
    expect(stderr).toContain("** (Mix) Can't continue due to errors on dependencies");
  });
});

describe("mix deps.get", () => {
  it.each([
    ["~> 1.0", "1.1.2"],
    ["~> 1.0.0", "1.0.3"],
    ["~> 1.1", "1.1.2"],
    ["== 1.1.0", "1.1.0"],
    ["1.0.0", "1.0.0"],
  ])("resolves %s to %s and rewrites the line of mix.lock", async (requirement, version) => {
    await app.write("mix.exs", (await app.read("mix.exs")).replace("~> 0.3", requirement));

    const { exitCode, stdout } = app.mix(["deps.get"]);

    expect(exitCode).toBe(0);
    expect(stdout).toContain(`Upgraded:\n  sigra 0.3.4 => ${version}\n`);
    expect(await app.read("mix.lock")).toContain(`"sigra": {:hex, :sigra, "${version}", "`);
    expect(app.changedPaths()).toEqual(["mix.exs", "mix.lock"]);
  });

  it("keeps a locked version that still satisfies mix.exs", async () => {
    const later = await aSampleApp("sigra-v1.1");

    expect(later.mix(["deps.get"]).stdout).toContain("Unchanged:\n  sigra 1.0.3\n");
    expect(later.changedPaths()).toEqual([]);
    await later.remove();
  });

  it("fails when no version matches", async () => {
    await app.write("mix.exs", (await app.read("mix.exs")).replace("~> 0.3", "~> 9.0"));

    const { exitCode, stderr } = app.mix(["deps.get"]);

    expect(exitCode).toBe(1);
    expect(stderr).toContain("sigra ~> 9.0 which doesn't match any versions");
  });
});

describe("mix ecto.migrate", () => {
  const migration = (name: string, body: string) =>
    `defmodule Harbor.Repo.Migrations.${name} do\n  use Ecto.Migration\n\n  def change do\n    ${body}\n  end\nend\n`;

  it("runs what is pending in stamp order, once, and keeps its record out of git", async () => {
    await app.write(`${MIGRATIONS}/20260102000000_add_pumps.exs`, migration("AddPumps", "create table(:pumps)"));
    await app.write(`${MIGRATIONS}/20260101000000_add_taps.exs`, migration("AddTaps", "create table(:taps)"));

    const { stdout } = app.mix(["ecto.migrate"]);

    expect(stdout.match(/== Running .*/g)).toEqual([
      "== Running 20260101000000 Harbor.Repo.Migrations.AddTaps.change/0 forward",
      "== Running 20260102000000 Harbor.Repo.Migrations.AddPumps.change/0 forward",
    ]);
    expect(app.mix(["ecto.migrate"]).stdout).toContain("[info] Migrations already up");
    expect(app.changedPaths().filter((path) => path.includes(".sample_db"))).toEqual([]);
  });

  it("does not look into data_migrations unless given the path", async () => {
    await app.bump("~> 1.0.0");
    app.mix(["sigra.upgrade", "--yes", "--backfill-personal-orgs"]);

    expect(app.mix(["ecto.migrate"]).stdout).not.toContain("BackfillPersonalOrgs");
    const data = app.mix(["ecto.migrate", "--migrations-path", "priv/repo/data_migrations"]);
    expect(data.stdout).toMatch(/== Running \d{14} Harbor\.Repo\.Migrations\.BackfillPersonalOrgs\.up\/0 forward/);
  });

  it("refuses two pending migrations with one name, and overlooks a twin that already ran", async () => {
    await app.write(`${MIGRATIONS}/20260101000000_add_taps.exs`, migration("AddTaps", ""));
    await app.write(`${MIGRATIONS}/20260102000000_add_taps.exs`, migration("AddTaps", ""));

    const { exitCode, stderr } = app.mix(["ecto.migrate"]);

    expect(exitCode).toBe(1);
    expect(stderr).toContain("migrations can't be executed, migration name add_taps is duplicated");
    await app.write("priv/repo/.sample_db.json", '{"versions": ["20260101000000"]}');
    expect(app.mix(["ecto.migrate"]).stderr).not.toContain("duplicated");
  });

  it("fails where a migration raises, does not record it, and stops there", async () => {
    await app.write(`${MIGRATIONS}/20260101000000_add_taps.exs`, migration("AddTaps", 'raise "the pier is closed"'));
    await app.write(`${MIGRATIONS}/20260102000000_add_pumps.exs`, migration("AddPumps", ""));

    const { exitCode, stdout, stderr } = app.mix(["ecto.migrate"]);

    expect(exitCode).toBe(1);
    expect(stderr).toContain("** (RuntimeError) the pier is closed\n    priv/repo/migrations/20260101000000_add_taps.exs:5:");
    expect(stdout).not.toContain("AddPumps");
    expect(await app.read("priv/repo/.sample_db.json")).not.toContain("20260101000000");
  });
});

describe("mix compile", () => {
  it("passes over the sample app without a warning", () => {
    expect(app.mix(["compile", "--warnings-as-errors"])).toMatchObject({ exitCode: 0, stderr: "" });
  });

  it.each([
    ["defmodule Harbor.Tap do\n  def a do\n    1\nend\n", "missing terminator: end"],
    ["defmodule Harbor.Tap do\nend\nend\n", "unexpected reserved word: end"],
  ])("stops at do and end that do not balance", async (text, message) => {
    await app.write("lib/harbor/tap.ex", text);

    const { exitCode, stderr } = app.mix(["compile"]);

    expect(exitCode).toBe(1);
    expect(stderr).toContain("== Compilation error in file lib/harbor/tap.ex ==\n** (SyntaxError) lib/harbor/tap.ex:");
    expect(stderr).toContain(message);
  });

  it("warns of an unused variable, and fails for it only when told to", async () => {
    await app.write("lib/harbor/tap.ex", 'defmodule Harbor.Tap do\n  def flow(a, b) do\n    used = "do #{a}"\n    spare = b\n    used\n  end\nend\n');

    const warned = app.mix(["compile"]);

    expect(warned.exitCode).toBe(0);
    expect(warned.stderr).toBe(
      'warning: variable "spare" is unused (if the variable is not meant to be used, prefix it with an underscore)\n  lib/harbor/tap.ex:4: Harbor.Tap.flow/2\n\n',
    );
    expect(app.mix(["compile", "--warnings-as-errors"]).exitCode).toBe(1);
  });
});

describe("mix test", () => {
  it("counts the tests of the host and passes", () => {
    expect(app.mix(["test"])).toMatchObject({ exitCode: 0, stderr: "" });
    expect(app.mix(["test", "test/harbor"]).stdout).toContain("5 tests, 0 failures");
  });

  it("refuses -x as real Mix does", () => {
    const { exitCode, stderr } = app.mix(["test", "test/upgrade_test.exs", "-x"]);

    expect(exitCode).toBe(1);
    expect(stderr).toBe('** (Mix) Could not invoke task "test": 1 error found!\n-x : Unknown option\n');
  });

  it("refuses a path that does not exist", () => {
    const { exitCode, stderr } = app.mix(["test", "test/upgrade_test.exs"]);

    expect(exitCode).toBe(1);
    expect(stderr).toContain("did not match any directory/file: test/upgrade_test.exs");
  });

  it("ends with 2 when a test flunks, and names it", async () => {
    await app.write("test/harbor/tide_test.exs", 'defmodule Harbor.TideTest do\n  use ExUnit.Case\n\n  test "the tide" do\n    flunk("too low")\n  end\nend\n');

    const { exitCode, stdout } = app.mix(["test"]);

    expect(exitCode).toBe(2);
    expect(stdout).toContain("  1) test the tide (Harbor.TideTest)\n     test/harbor/tide_test.exs:4\n     too low\n");
    expect(stdout).toContain("8 tests, 1 failure\n");
  });
});

describe("mix phx.server", () => {
  it("serves the routes of the router until it is told to end", async () => {
    const child = startMix(app.directory, ["phx.server"], { PORT: "0" });
    const [, port] = await waitForOutput(child, /Running HarborWeb\.Endpoint .*at 127\.0\.0\.1:(\d+) \(http\)/);
    const load = async (path: string, method = "GET") => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, { method });
      return { status: response.status, title: /<title>(.*?)<\/title>/.exec(await response.text())?.[1] };
    };

    expect(await load("/users/log_in")).toEqual({ status: 200, title: "GET /users/log_in" });
    expect(await load("/users/log_in", "POST")).toEqual({ status: 200, title: "POST /users/log_in" });
    expect(await load("/organizations")).toEqual({ status: 200, title: "GET /organizations" });
    expect(await load("/berths/")).toEqual({ status: 200, title: "GET /berths" });
    expect(await load("/admin/users")).toMatchObject({ status: 404 });

    child.kill("SIGTERM");
    expect(await new Promise((resolve) => child.once("exit", resolve))).toBe(0);
  });

  it("does not boot with a vault and no CLOAK_KEY", async () => {
    const later = await aSampleApp("sigra-v1.1");

    const { exitCode, stderr } = later.mix(["phx.server"]);

    expect(exitCode).toBe(1);
    expect(stderr).toContain('could not fetch environment variable "CLOAK_KEY" because it is not set');
    const child = startMix(later.directory, ["phx.server"], { PORT: "0", CLOAK_KEY: "c2VjcmV0" });
    await waitForOutput(child, /\[info\] Running/);
    child.kill("SIGTERM");
    await new Promise((resolve) => child.once("exit", resolve));
    await later.remove();
  });

  it("reports a port that is taken", async () => {
    const child = startMix(app.directory, ["phx.server"], { PORT: "0" });
    const [, port = ""] = await waitForOutput(child, /127\.0\.0\.1:(\d+) /);

    const second = app.mix(["phx.server"], { env: { PORT: port } });

    expect(second.exitCode).toBe(1);
    expect(second.stderr).toContain(`port ${port} already in use`);
    child.kill("SIGTERM");
    await new Promise((resolve) => child.once("exit", resolve));
  });
});
