import { describe, expect, it } from "vitest";
import { someFacts } from "@/lib/core/classify/a-hunk";
import { sha256Hex } from "@/lib/core/digest";
import { aPatch, aPatchOfLines, aRawChange } from "./a-patch";
import type { AppNames } from "./app-mask";
import { createRandom } from "./create-random";
import type { RawChange } from "./parse-raw-diff";
import { buildSnapshotIndex } from "./snapshot-index";

/**
 * Ids are stored with sign-offs, so code may change but these may not: a different one would ask people
 * again for what they have read. Each case is the SHA-256 of all its ids and fingerprints.
 */

const HARBOR: AppNames = { otpApp: "harbor", baseModule: "Harbor", webFolder: "lib/harbor_web" };
const WEB: AppNames = { otpApp: "web", baseModule: "Shop.Web", webFolder: "apps/ui/lib/ui" };

type File = readonly [change: RawChange, patch: Uint8Array];

const ROUTER = aPatch(`
 defmodule HarborWeb.Router do
   use HarborWeb, :router

   scope "/", HarborWeb do
     pipe_through [
       :browser,
       :require_authenticated
     ]

+    get "/a", PageController, :a
     live_session :users,
       on_mount: [{HarborWeb.UserAuth, :ensure}] do
-      live "/b", BLive
+      live "/c", CLive
     end
+
   end
+scope "/injected", HarborWeb do
+  get "/x", X
+end

   def help do
     """
+    text in a heredoc
     """
   end
 end
`);
const CONFIG = aPatch(`
 import Config

 config :harbor, :sigra_config,
   audit: [
+    keep_days: 90
   ],
   passkeys: [
-    rp_id: "localhost"
+    rp_id: "harbor.example"
   ]
`);

const LINES = [
  "defmodule Harbor.Thing do",
  "end",
  "def run(conn) do",
  "def run(conn),",
  "do: conn",
  "else",
  ") do",
  "",
  "# harbor",
  '@doc """',
  '"""',
  'scope "/", HarborWeb do',
  "pipe_through [:browser]",
  "pipe_through [",
  ":browser",
  "]",
  "live_session :users do",
  "config :harbor, Harbor.Repo,",
  "audit: [",
  "],",
  'get "/", Page',
  "pipeline :api do",
  "é",
];

const CASES: readonly (readonly [name: string, digest: string, files: readonly File[], names?: AppNames])[] = [
  ["a router", "d2cc7eea3de6610af4e5a3ef7ac4c91dcd1cc4019e41c007d64385d45e5197e0", [[aRawChange({ path: "lib/harbor_web/router.ex" }), ROUTER]]],
  ["a configuration", "6e2cec97728323223db37db0c9aff304483d0c55faf31fb0882a17773125c854", [[aRawChange({ path: "config/config.exs" }), CONFIG]]],
  [
    "an app called web",
    "0bcfe249d463cba721cff6a97b46ab0b3209f494218d7c0cdbd0f40c4f404d5f",
    [[aRawChange({ path: "apps/ui/lib/ui/web.ex" }), aPatch("+defmodule Shop.Web do\n+  @app :web\n+  @ui :ui\n+end")]],
    WEB,
  ],
  [
    "an app called lines",
    "9602386d6eae92c1aa3bdd9b68dc47609b544dec09c7cb0764cece1625e3305a",
    [[aRawChange({ path: "lib/lines/x.ex" }), aPatch("+lines\n-blobs")]],
    { otpApp: "lines", baseModule: "Lines", webFolder: "lib/lines_web" },
  ],
  [
    "a text without names",
    "2b241b907aa3ea46ff81518b467ca0650e134afbeecfdff2c77e2981b343eea6",
    [[aRawChange({ path: "notes.txt" }), aPatch("-one\n+two\n \n+three")]],
  ],
  [
    "line endings and no last newline",
    "41d73859c6ab3d0ed3eed308c2a7b33081182423d145a3bac44a596e60a5a011",
    [[aRawChange({ path: "notes.txt" }), aPatchOfLines(["-a\r", "+a", "\\ No newline at end of file"])]],
  ],
  [
    "bytes that are no UTF-8",
    "b95b41915b47de1d4f1b1f0edaff10a46b84eb81402e1888e08ba3ecf4e5c502",
    [[aRawChange({ path: "notes.txt" }), latin1("@@ -0,0 +1,2 @@\n+caf\xe9 harbor\n+\xff\xfeHarbor\x80\n")]],
  ],
  [
    "a patch without its last newline",
    "8c2e09496e7d5486f7ef7fd7d9037efde4de4d92b99bc05fcb340089fee7120d",
    [[aRawChange({ path: "notes.txt" }), latin1("@@ -0,0 +1,2 @@\n+a\n+harbor")]],
  ],
  [
    "several frames",
    "06290646d94dad3d6809eb0f3e36f06607954fb7d55b8a062e78243f13fae5f5",
    [[aRawChange({ path: "a.js" }), latin1("diff --git a/x b/x\n@@ -3,3 +3,3 @@ x\n a\n-b\n+c\n d\n@@ -20 +20,2 @@\n-harbor\n+Harbor\n+x\n")]],
  ],
  [
    "renames, copies, modes and types",
    "8cd13fbf073b7e0adccd6acd3c4b52c6f3fed811f67b62d3ea4d1fa71d223d32",
    [
      [aRawChange({ kind: "renamed", oldPath: "a.txt", path: "b.txt" }), aPatch("-a\n+b")],
      [aRawChange({ kind: "copied", oldPath: "lib/harbor/a.ex", path: "lib/harbor/b.ex" }), new Uint8Array()],
      [aRawChange({ path: "bin/run", newMode: "100755" }), new Uint8Array()],
      [
        aRawChange({ kind: "typechange", path: "l", newMode: "120000" }),
        latin1("diff --git a/l b/l\n@@ -1 +0,0 @@\n-a\ndiff --git a/l b/l\n@@ -0,0 +1 @@\n+b\n\\ No newline at end of file\n"),
      ],
      [aRawChange({ path: "logo.png" }), latin1("diff --git a/l b/l\nBinary files a/l and b/l differ\n")],
      [aRawChange({ kind: "added", path: "empty" }), new Uint8Array()],
      [aRawChange({ kind: "deleted", path: "lib/harbor/x.ex" }), aPatch("-defmodule Harbor.X do\n-end")],
    ],
  ],
  [
    "migrations that differ by timestamp, and repeats",
    "c505151ec5d02e85ece6360f4d1ffa60e5329fc96dceeb96c2979842dede4b7b",
    [1, 2, 3].map((time) => [aRawChange({ kind: "added", path: `priv/repo/migrations/2025010100000${time}_same.exs` }), aPatch("+a\n \n+a\n \n+a")]),
  ],
  [
    "three hundred made-up Elixir files",
    "0a97d2bef673a27f38b4408aec08c48dec58de7536558f0f09fde89bb2e9fca4",
    Array.from({ length: 300 }, (_, seed) => madeUpFile(seed)),
  ],
];

describe("the ids of known hunks", () => {
  it.each(CASES.map(([name, digest, files, names]) => ({ name, digest, files, names })))("stay what they were: $name", ({ digest, files, names = HARBOR }) => {
    const index = buildSnapshotIndex({
      rawChanges: files.map(([change]) => change),
      patchOf: (at) => files[at]?.[1] ?? null,
      facts: someFacts(names),
    });
    const ids = index.changes.flatMap(({ hunks }) => hunks.map(({ id, fingerprint }) => `${id} ${fingerprint}`));

    expect(sha256Hex(ids.join("\n"))).toBe(digest);
  });
});

function madeUpFile(seed: number): File {
  const random = createRandom(seed);
  const lines = Array.from({ length: 5 + random(60) }, () => {
    const marker = [" ", " ", " ", "+", "+", "-"][random(6)] ?? " ";
    return marker + "  ".repeat(random(4)) + (LINES[random(LINES.length)] ?? "");
  });
  const path = ["lib/harbor/a.ex", "config/config.exs", "lib/harbor_web/router.ex", "test/a_test.exs"][random(4)] ?? "";
  return [aRawChange({ path }), aPatchOfLines(lines)];
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
