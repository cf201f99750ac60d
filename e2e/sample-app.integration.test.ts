import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { applyOverlay } from "./sample-app";
import { aSampleApp, type TestApp } from "./sample-app-mix/run-mix";

let app: TestApp;

beforeEach(async () => {
  app = await aSampleApp();
});
afterEach(() => app.remove());

describe("the sample app", () => {
  it("starts v1.0 on a clean main at Sigra 0.3.4 without a version line", async () => {
    expect(app.git("status", "--porcelain", "--branch")).toBe("## main\n");
    expect(app.git("rev-parse", "HEAD").trim()).toBe(app.commit);
    expect(await app.read("mix.exs")).toContain('{:sigra, "~> 0.3"}');
    expect(await app.read("mix.lock")).toContain('{:hex, :sigra, "0.3.4"');
    expect(await app.read("config/config.exs")).not.toContain("schema_version");
  });

  it("starts v1.1 at 1.0.3 with the vault that the v1.0 run writes", async () => {
    const later = await aSampleApp("sigra-v1.1");
    await app.bump("~> 1.0.0");
    app.mix(["sigra.upgrade", "--yes"]);

    expect(later.git("status", "--porcelain")).toBe("");
    expect(await later.read("mix.exs")).toContain('{:sigra, "~> 1.0"}');
    expect(await later.read("config/config.exs")).toContain('config :sigra, :schema_version, "1.0.0"');
    expect(await later.read("lib/harbor/vault.ex")).toBe(await app.read("lib/harbor/vault.ex"));
    expect(await later.read("lib/harbor/accounts/encrypted.ex")).toBe(await app.read("lib/harbor/accounts/encrypted.ex"));
    expect(await later.read("lib/harbor/application.ex")).toContain("children = [\n      Harbor.Vault,");
    expect((await later.read("mix.lock")).match(/"sigra".*/)?.[0]).toBe((await app.read("mix.lock")).match(/"sigra".*/)?.[0]);
    expect(later.mix(["ecto.migrate"]).stdout).toContain("Migrations already up");
    await later.remove();
  });

  it.each(["sigra-v1.0", "sigra-v1.1"] as const)("takes the %s overlay after its upgrade and still compiles", async (lane) => {
    const target = await aSampleApp(lane);
    await target.bump(lane === "sigra-v1.0" ? "~> 1.0.0" : "~> 1.1");
    target.mix(["sigra.upgrade", "--yes"]);

    await applyOverlay(target.directory, lane, { withUnclassified: true });

    expect(target.mix(["compile", "--warnings-as-errors"]).exitCode).toBe(0);
    expect(target.mix(["ecto.migrate"]).exitCode).toBe(0);
    expect(target.mix(["test"]).exitCode).toBe(0);
    expect(target.changedPaths()).toContain("lib/harbor/tides.ex");
    expect(target.changedPaths()).toContain("lib/harbor_web/router.ex");
    await target.remove();
  });

  it("numbers the overlay's migrations past every stamp of the upgrade, so that the data migration still runs", async () => {
    await app.bump("~> 1.0.0");
    app.mix(["sigra.upgrade", "--yes", "--backfill-personal-orgs"]);

    await applyOverlay(app.directory, "sigra-v1.0");

    app.mix(["ecto.migrate"]);
    const { stdout } = app.mix(["ecto.migrate", "--migrations-path", "priv/repo/data_migrations"]);
    expect(stdout).toContain("BackfillPersonalOrgs.up/0 forward");
  });

  it("refuses an overlay whose anchor is gone", async () => {
    await app.write("lib/harbor_web/router.ex", "defmodule HarborWeb.Router do\nend\n");

    await expect(applyOverlay(app.directory, "sigra-v1.0")).rejects.toThrow("expected the anchor once in");
  });
});
