import { describe, expect, it } from "vitest";
import { readPatchPath, tryRule } from "./try-rule";

function decided(path: string, text = "") {
  return tryRule(path, text).hunks.map(({ category, rule }) => `${category} ${rule}`);
}

describe("trying the rules", () => {
  it.each([
    ["lib/harbor_web/router.ex", "router router"],
    ["lib/shop_web/router.ex", "router router"],
    ["priv/repo/migrations/20260101000000_create_users.exs", "schema migration"],
    ["lib/shop/accounts/user.ex", "host_auth auth-context"],
    ["somewhere/else.xyz", "unclassified none"],
  ])("decides %s by its path alone", (path, decision) => {
    expect(decided(path)).toEqual([decision]);
  });

  it("takes lines without marks as added", () => {
    const [hunk] = tryRule("config/config.exs", "config :shop, Oban, repo: Shop.Repo").hunks;

    expect(hunk).toMatchObject({ category: "integration", oldLines: 0, newLines: 1 });
  });

  it("takes the marks of a patch, and answers for each hunk", () => {
    expect(decided("lib/shop_web/router.ex", "-  plug :a\n+  plug :b\n   \n+  plug :c\n")).toEqual(["router router", "router router"]);
  });

  it("takes a hunk as git prints it, with the file it names", () => {
    const patch =
      "diff --git a/config/config.exs b/config/config.exs\nindex 1..2 100644\n--- a/config/config.exs\n+++ b/config/config.exs\n@@ -1,2 +1,3 @@ import\n import Config\n+config :shop, Oban, repo: Shop.Repo\n";

    expect(readPatchPath(patch)).toBe("config/config.exs");
    expect(tryRule("config/config.exs", patch).hunks).toMatchObject([{ category: "integration", oldLines: 0, newLines: 1, newStart: 2 }]);
    expect(readPatchPath("+plug :a")).toBeNull();
  });

  it("takes the auth context that an app has", () => {
    expect(decided("lib/shop/crew/member.ex")).toEqual(["unclassified none"]);
    expect(tryRule("lib/shop/crew/member.ex", "", "lib/shop/crew/").hunks).toMatchObject([{ category: "host_auth", rule: "auth-context" }]);
    expect(tryRule("lib/shop/crew/member.ex", "", "crew").facts.contextModule).toBe("Shop.Crew");
  });

  it("reads the app's name from the path", () => {
    expect(tryRule("lib/shop_web/router.ex", "").facts.otpApp).toBe("shop");
    expect(tryRule("apps/shop_web/lib/shop_web/router.ex", "").facts.otpApp).toBe("shop");
    expect(tryRule("mix.exs", "").facts.otpApp).toBe("harbor");
  });

  it("answers for an Elixir file that is cut anywhere", () => {
    expect(decided("lib/shop/accounts.ex", "defmodule Shop.Accounts do\n  def x do")).toEqual(["host_auth auth-context"]);
  });
});
