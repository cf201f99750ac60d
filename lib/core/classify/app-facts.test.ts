import { describe, expect, it } from "vitest";
import { readAppFacts, toAppFolder } from "./app-facts";

const MIX =
  'defmodule Harbor.MixProject do\n  # app: :old\n  def project, do: [app: :harbor, version: "1"]\n  def application, do: [mod: {Harbor.Application, []}]\nend';

describe("the facts of an app", () => {
  it("are read from the usual layout", () => {
    const migration = "priv/repo/migrations/20250101000000_x.exs";
    const paths = ["lib/harbor/accounts.ex", "lib/harbor/accounts/user.ex", "lib/harbor/accounts/user_token.ex", "lib/harbor_web/router.ex", migration];

    expect(readAppFacts({ mixExs: MIX, paths, anchorPaths: paths })).toEqual({
      otpApp: "harbor",
      baseModule: "Harbor",
      contextFolder: "lib/harbor/accounts",
      contextModule: "Harbor.Accounts",
      webFolder: "lib/harbor_web",
      repoFolders: ["priv/repo"],
      existingMigrations: [migration],
    });
  });

  it("find a context by its files, though a folder called accounts is there", () => {
    const paths = ["lib/harbor/accounts/ledger.ex", "lib/harbor/accounts/user.ex", "lib/harbor/identity/scope.ex", "lib/harbor/identity/member_token.ex"];

    expect(readAppFacts({ mixExs: MIX, paths })).toMatchObject({
      contextFolder: "lib/harbor/identity",
      contextModule: "Harbor.Identity",
    });
  });

  it("believe what user_auth uses more than file names", () => {
    const paths = ["lib/harbor/accounts/user_token.ex", "lib/harbor/accounts/scope.ex", "lib/harbor/auth/user.ex"];
    const files = { "lib/harbor_web/user_auth.ex": "alias Harbor.Auth\nalias Harbor.Auth.Scope" };

    expect(readAppFacts({ mixExs: MIX, paths, files })).toMatchObject({ contextFolder: "lib/harbor/auth" });
  });

  it("believe the library's configuration most, and the module's own name", () => {
    const files = {
      "lib/harbor/iam.ex": "defmodule Harbor.IAM do\n  def sigra_config do\n",
      "lib/harbor_web/user_auth.ex": "alias Harbor.Auth",
    };

    expect(readAppFacts({ mixExs: MIX, paths: ["lib/harbor/auth/user.ex"], files })).toMatchObject({
      contextFolder: "lib/harbor/iam",
      contextModule: "Harbor.IAM",
    });
  });

  it("find an app whose module and folders do not follow its OTP name", () => {
    const mixExs = "defmodule MyShop.MixProject do\n  [app: :shop_core]\nend";
    const paths = ["lib/my_shop/accounts/user_token.ex", "lib/shop_ui/endpoint.ex", "priv/audit/migrations/1_a.exs", "priv/repo/data_migrations/1_a.exs"];
    const facts = readAppFacts({ mixExs, paths });

    expect(facts).toMatchObject({
      otpApp: "shop_core",
      baseModule: "MyShop",
      contextFolder: "lib/my_shop/accounts",
      webFolder: "lib/shop_ui",
      repoFolders: ["priv/audit", "priv/repo"],
      existingMigrations: [],
    });
    expect(toAppFolder(facts)).toBe("lib/my_shop");
  });

  it("are refused where mix.exs names no app", () => {
    expect(() => readAppFacts({ mixExs: "[]", paths: [] })).toThrow(/expected "app: :name"/);
  });
});
