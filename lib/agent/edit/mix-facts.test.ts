import { describe, expect, it } from "vitest";
import { findLockedVersion, findOtpApp, findSchemaVersion, listRequirements } from "./mix-facts";
import { setDependency } from "./set-dependency";

describe("facts of a Mix project", () => {
  it.each([
    ['  "sigra": {:hex, :sigra, "1.0.2", "ab", [:mix], [], "hexpm", "cd"},\n', "1.0.2"],
    ['  "sigra_extra": {:hex, :sigra_extra, "9.9.9", "ab"},\n', undefined],
    ['  "sigra": {:git, "https://example.com/sigra.git", "abc", []},\n', undefined],
  ])("reads the locked version from %j", (lock, version) => {
    expect(findLockedVersion(lock, "sigra")).toBe(version);
  });

  it.each([
    ['config :sigra, :schema_version, "1.0.0"\n', "1.0.0"],
    ['config :sigra, schema_version: "1.1.0"\n', "1.1.0"],
    ['# config :sigra, schema_version: "1.1.0"\n', undefined],
  ])("reads the schema version from %j", (config, version) => {
    expect(findSchemaVersion(config)).toBe(version);
  });

  it("reads the OTP app", () => {
    expect(findOtpApp("# app: :old\n[\n  app: :my_shop,\n]")).toBe("my_shop");
  });

  it("tells a package from one whose name begins alike", () => {
    expect(listRequirements('{:sigra_web, "~> 1"}, {:sigra, ">= 2.0.0", only: :test}', "sigra").map(({ text }) => text)).toEqual([">= 2.0.0"]);
  });
});

describe("setting a requirement", () => {
  it("is refused when the package is named twice, and says what was found", () => {
    expect(setDependency('{:sigra, "~> 0.2"}\n{:sigra, "~> 0.3"}', "sigra", "~> 1.0")).toMatchObject({
      ok: false,
      error: { code: "edit-refused", message: expect.stringContaining('"~> 0.2", "~> 0.3"') },
    });
  });

  it("is refused when the package comes without a requirement", () => {
    expect(setDependency('{:sigra, path: "../sigra"}', "sigra", "~> 1.0")).toMatchObject({ ok: false, error: { code: "edit-refused" } });
  });
});
