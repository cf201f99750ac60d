import { describe, expect, it } from "vitest";
import { findEvidencePaths, guessAppFacts, readAppFacts, toAppFolder } from "./app-facts";

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

describe("what modules are for", () => {
  it("is told by the settings and by the modules' own text", () => {
    const paths = ["lib/harbor/strongbox.ex", "lib/harbor/tides.ex", "lib/harbor/watch/entry.ex", "lib/harbor_web/gate.ex", "lib/harbor_web/router.ex"];
    const files = {
      "config/config.exs": "config :sigra, audit: [enabled: true, schema: Harbor.Watch.Entry], admin_policy: Harbor.Missing",
      "lib/harbor/strongbox.ex": "use Cloak.Vault, otp_app: :harbor",
      "lib/harbor/tides.ex": "def high(tide), do: tide.cloak",
      "lib/harbor_web/gate.ex": "def require_crew(conn, _), do: if(conn.assigns.current_scope, do: conn, else: halt(conn))",
      "lib/harbor_web/router.ex": "def require_crew(conn, _), do: conn.assigns.current_scope",
    };

    expect(readAppFacts({ mixExs: MIX, paths, files }).moduleRoles).toEqual({
      "lib/harbor/strongbox.ex": "encryption",
      "lib/harbor/watch/entry.ex": "audit",
      "lib/harbor_web/gate.ex": "auth",
    });
  });

  it("needs the text of contexts that are named as their folder", () => {
    expect(findEvidencePaths(["lib/harbor/auth/auth.ex", "lib/harbor/auth/user.ex", "lib/harbor/tides.ex"])).toEqual([
      "lib/harbor/auth/auth.ex",
      "lib/harbor/tides.ex",
    ]);
  });
});

describe("the facts of an umbrella", () => {
  const UMBRELLA = 'defmodule Shop.Umbrella.MixProject do\n  def project, do: [apps_path: "apps"]\nend';
  const app = (name: string, module: string) => `defmodule ${module}.MixProject do\n  def project, do: [app: :${name}]\nend`;
  const files = {
    "apps/shop/mix.exs": app("shop", "Shop"),
    "apps/shop_web/mix.exs": app("shop_web", "ShopWeb"),
    "apps/billing/mix.exs": app("billing", "Billing"),
  };

  it("are those of the app with a web app beside it", () => {
    const paths = ["apps/billing/lib/billing/a.ex", "apps/shop/lib/shop/members/member_token.ex", "apps/shop_web/lib/shop_web/router.ex"];

    expect(readAppFacts({ mixExs: UMBRELLA, paths, files })).toMatchObject({
      otpApp: "shop",
      baseModule: "Shop",
      contextFolder: "apps/shop/lib/shop/members",
      contextModule: "Shop.Members",
      webFolder: "apps/shop_web/lib/shop_web",
    });
  });

  it("find a context that is an app of its own, named by the configuration", () => {
    const paths = ["apps/identity/lib/identity/user.ex", "apps/shop/lib/shop/cart.ex", "apps/shop_web/lib/shop_web/router.ex"];
    const config = "config :shop, :sigra_config,\n  user_schema: Identity.User";

    expect(readAppFacts({ mixExs: UMBRELLA, paths, files: { ...files, "config/config.exs": config } })).toMatchObject({
      contextFolder: "apps/identity/lib/identity",
      contextModule: "Identity",
    });
  });
});

describe("the guessed facts of a checkout", () => {
  it("are named after the folder with a web folder beside it", () => {
    const paths = ["lib/mix/tasks/a.ex", "lib/tools/a.ex", "lib/tools/b.ex", "lib/quay/x.ex", "lib/quay_web/router.ex"];

    expect(guessAppFacts({ mixExs: "", paths }, "checkout")).toMatchObject({ otpApp: "quay", baseModule: "Quay", webFolder: "lib/quay_web" });
  });

  it("are named after the checkout where there is no Elixir", () => {
    expect(guessAppFacts({ mixExs: "", paths: ["src/index.js"] }, "My Shop-2")).toMatchObject({ otpApp: "my_shop_2", contextFolder: "lib/my_shop_2/accounts" });
    expect(guessAppFacts({ mixExs: "", paths: [] }, "2024")).toMatchObject({ otpApp: "app" });
  });

  it("are read from mix.exs where it says them", () => {
    expect(guessAppFacts({ mixExs: MIX, paths: ["lib/tools/a.ex"] }, "x")).toMatchObject({ otpApp: "harbor" });
  });
});

describe("the auth context", () => {
  it.each([
    [
      "the configured schema",
      { "config/config.exs": "  user_schema: Harbor.IAM.User,\n" },
      ["lib/harbor/accounts/user_token.ex", "lib/harbor/iam/account.ex"],
      "lib/harbor/iam",
    ],
    ["the configured scope", { "config/config.exs": "    module: Harbor.Identity.Scope,\n" }, ["lib/harbor/identity.ex"], "lib/harbor/identity"],
    [
      "what user_auth names first",
      { "lib/harbor_web/user_auth.ex": "alias Harbor.Crew\nalias Harbor.Shop" },
      ["lib/harbor/crew/person.ex", "lib/harbor/shop/a.ex"],
      "lib/harbor/crew",
    ],
    ["a usual name", {}, ["lib/harbor/identity.ex", "lib/harbor/shop.ex"], "lib/harbor/identity"],
    ["its usual name, where nothing tells", {}, ["lib/harbor/shop.ex"], "lib/harbor/accounts"],
  ])("is found by %s", (_, files, paths, contextFolder) => {
    expect(readAppFacts({ mixExs: MIX, paths, files }).contextFolder).toBe(contextFolder);
  });
});
