import { describe, expect, it } from "vitest";
import { aPatchOfLines, aRawChange } from "./a-patch";
import type { Hunk } from "./change";
import { createHunkIdentifier } from "./identify-hunk";
import type { RawChange } from "./parse-raw-diff";
import { scanFilePatch } from "./scan-file-patch";
import { toHunks } from "./to-hunks";

const HARBOR = { otpApp: "harbor", baseModule: "Harbor", webFolder: "lib/harbor_web" };
const SHOP = { otpApp: "shop", baseModule: "Shop", webFolder: "lib/shop_web" };

describe("the identity of a hunk", () => {
  it("tells where removed lines end and added lines begin", () => {
    const ids = [["-a", "-b"], ["-a", "+b"], ["+a", "+b"], ["-ab"], ["+a", "+", "+b"]].map((lines) => only(hunks(lines)).id);

    expect(new Set(ids).size).toBe(ids.length);
  });

  it("changes with line endings and with the last newline", () => {
    const ids = [["+a"], ["+a\r"], ["+a", "\\ No newline at end of file"]].map((lines) => only(hunks(lines)).id);

    expect(new Set(ids).size).toBe(3);
  });

  it("tells bytes apart that look alike once decoded", () => {
    const idOf = (byte: number) => {
      const bytes = aPatchOfLines(["+caf?"]).map((value) => (value === 0x3f ? byte : value));
      return only(hunksOf(aRawChange(), bytes)).id;
    };

    expect(idOf(0xe9)).not.toBe(idOf(0xe8));
  });

  it("changes when a route moves into another scope", () => {
    const inScope = (scope: readonly string[]) =>
      only(
        hunks(
          ["defmodule HarborWeb.Router do", ...scope, '    get "/users", UserController, :index', "  end", "end"].map((line) =>
            line.includes("/users") ? `+${line}` : ` ${line}`,
          ),
          aRawChange({ path: "lib/harbor_web/router.ex" }),
        ),
      ).id;
    const ids = [
      inScope(['  scope "/", HarborWeb do', "    pipe_through [:browser]"]),
      inScope(['  scope "/", HarborWeb do', "    pipe_through [:browser, :require_authenticated]"]),
      inScope(['  scope "/", HarborWeb do', "    pipe_through [", "      :browser,", "      :api", "    ]"]),
      inScope(['  scope "/admin", HarborWeb do', "    pipe_through [:browser]"]),
      inScope(["  live_session :current_user do"]),
      inScope(["  live_session :admin do"]),
    ];

    expect(new Set(ids).size).toBe(ids.length);
    expect(inScope(['  scope "/", HarborWeb do', '    get "/", PageController, :home', "    pipe_through [:browser]"])).toBe(ids[0]);
  });

  it("takes the blocks around a deletion from the file before", () => {
    const idOf = (lines: readonly string[]) => hunks(lines)[0]?.id;

    expect(idOf([" defmodule A do", "   def one do", "-    check()", "     :ok"])).not.toBe(
      idOf([" defmodule A do", "   def two do", "-    check()", "     :ok"]),
    );
  });

  it("is numbered for repeats, in one file and in files that differ by timestamp only", () => {
    const identifier = createHunkIdentifier(HARBOR);
    const path = (time: number) => `priv/repo/migrations/2025010100000${time}_same.exs`;
    const ids = [1, 2, 3].map((time) => only(hunksOf(added(path(time)), aPatchOfLines(["+a"]), identifier)).id);
    const inOneFile = hunks(["+a", " ", "+a", " ", "+a"]).map(({ id }) => id);

    expect(new Set(ids).size).toBe(3);
    expect(new Set(inOneFile).size).toBe(3);
  });

  it("covers both paths of a rename, the kind and the modes", () => {
    const changes = [
      aRawChange({ path: "a.txt" }),
      aRawChange({ path: "b.txt" }),
      aRawChange({ path: "b.txt", oldPath: "a.txt", kind: "renamed" }),
      aRawChange({ path: "b.txt", oldPath: "c.txt", kind: "renamed" }),
      aRawChange({ path: "b.txt", oldPath: "c.txt", kind: "copied" }),
      aRawChange({ path: "b.txt", newMode: "100755" }),
    ];

    expect(new Set(changes.map((change) => only(hunks(["+a"], change)).id)).size).toBe(changes.length);
  });

  it("is over blob ids and modes where there are no lines", () => {
    const changes = [aRawChange({ path: "a.png" }), aRawChange({ path: "a.png", newOid: "c".repeat(40) }), aRawChange({ path: "a.png", newMode: "100755" })];
    const ids = changes.map((change) => only(hunksOf(change, new Uint8Array())).id);

    expect(new Set(ids).size).toBe(3);
  });

  it("needs the whole of an Elixir file", () => {
    const patch = new TextEncoder().encode("diff --git a/x b/x\n@@ -7,1 +7,1 @@\n-a\n+b\n");

    expect(() => hunksOf(aRawChange(), patch)).toThrow(/full context/);
    expect(hunksOf(aRawChange({ path: "a.js" }), patch)).toHaveLength(1);
  });
});

describe("the fingerprint of a hunk", () => {
  it("recognises the same hunk in another app, which the id does not", () => {
    const inHarbor = only(hunks(["+alias HarborWeb.UserAuth # Harbor :harbor"], aRawChange({ path: "lib/harbor_web/x.ex" })));
    const change = aRawChange({ path: "lib/shop_web/x.ex" });
    const inShop = only(hunksOf(change, aPatchOfLines(["+alias ShopWeb.UserAuth # Shop :shop"]), createHunkIdentifier(SHOP)));

    expect(inShop.fingerprint).toBe(inHarbor.fingerprint);
    expect(inShop.id).not.toBe(inHarbor.id);
  });

  it("masks whole words only", () => {
    const fingerprint = (line: string, names: typeof HARBOR) =>
      only(hunksOf(aRawChange({ path: "a.txt" }), aPatchOfLines([line]), createHunkIdentifier(names))).fingerprint;

    expect(fingerprint("+x harbor y", HARBOR)).toBe(fingerprint("+x shop y", SHOP));
    expect(fingerprint("+harbor_key", HARBOR)).not.toBe(fingerprint("+shop_key", SHOP));
    expect(fingerprint("+my_harbor", HARBOR)).not.toBe(fingerprint("+my_shop", SHOP));
  });
});

function hunks(lines: readonly string[], change = aRawChange()): readonly Hunk[] {
  return hunksOf(change, aPatchOfLines(lines));
}

function hunksOf(change: RawChange, patch: Uint8Array, identifier = createHunkIdentifier(HARBOR)): readonly Hunk[] {
  return toHunks(change, scanFilePatch(patch), identifier).map(({ hunk }) => hunk);
}

function only(found: readonly Hunk[]): Hunk {
  const [hunk] = found;
  if (hunk === undefined || found.length !== 1) throw new Error(`expected one hunk, came ${found.length}`);
  return hunk;
}

function added(path: string): RawChange {
  return aRawChange({ path, kind: "added" });
}
