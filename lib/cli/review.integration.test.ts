import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, cpSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { planSnapshot, takeSnapshot } from "@/lib/agent/git/snapshot";
import { snapshotTreeSchema } from "@/lib/contract/agent-api";
import { readAppFacts } from "@/lib/core/classify/app-facts";
import { aCheckout, aFolder, git, writeFiles } from "@/lib/testing/agent/a-checkout";
import { bundledProgram } from "@/lib/testing/bundled-program";
import { openCheckout } from "./open-checkout";
import { reviewCheckout } from "./review-checkout";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const ROUTER = 'defmodule ShopWeb.Router do\n  use ShopWeb, :router\n\n  scope "/", ShopWeb do\n    get "/", PageController, :home\n  end\nend\n';

let program: string;
beforeAll(async () => {
  program = await bundledProgram({ entry: new URL("./review.ts", import.meta.url), conditions: ["react-server"] });
});

describe("reviewing a checkout", () => {
  it("gives one record per hunk, in file order, with git's own header", () => {
    const checkout = aShop();
    const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: { review: string } };
    const [node, ...asNpmSays] = scripts.review.split(" ");
    const { status, stdout, stderr } = start(checkout, [...asNpmSays, ".", "--base", "main", "--json"]);

    expect(node).toBe("node");

    expect({ status, stderr }).toEqual({ status: 3, stderr: "" });
    expect(JSON.parse(stdout)).toEqual([
      { ...record("lib/shop/tides.ex", "unclassified", "none"), kind: "added", header: "@@ -0,0 +1,2 @@" },
      { ...record("lib/shop_web/router.ex", "router", "router"), header: "@@ -2,6 +2,7 @@ defmodule ShopWeb.Router do", labels: ["session_auth"] },
      { ...record("priv/repo/migrations/1_a.exs", "schema", "migration"), header: "@@ -1 +1 @@", flags: ["edited_migration"] },
      { ...record("priv/static/logo.png", "host_auth", "asset"), supporting: true },
      { ...record("scripts/run.sh", "integration", "script"), supporting: true },
    ]);
  });

  it("says in columns what waits for whom", () => {
    const { status, stdout } = review(aShop(), "--base", "main");

    expect(status).toBe(3);
    expect(stdout.replace(/\([0-9a-f]{12}\)/, "(commit)")).toBe(`Changes since main (commit): 5 files, 5 hunks

Bucket                       Hunks  Supporting  Files  +  −
Generated host auth files        1           1      1  0  0
Router and pipeline wiring       1           0      1  1  0
Schema and migrations            1           0      1  1  1
Optional integration config      1           1      1  0  0
Audit and security posture       0           0      0  0  0
Unclassified                     1           0      1  2  0

Flags
  edited_migration  priv/repo/migrations/1_a.exs:1

Unclassified: nobody can tell by rule who reviews these
  lib/shop/tides.ex  1 hunk
`);
  });

  it("ends with 0 when every hunk has its bucket", () => {
    const checkout = aShop();
    rmSync(join(checkout, "lib/shop/tides.ex"));

    expect(review(checkout, "--base", "HEAD").status).toBe(0);
  });

  it.each([
    ["no path", ["--base", "main"], /expected one PATH/],
    ["two paths", [".", "..", "--base", "main"], /expected one PATH/],
    ["no reference", ["."], /expected --base REF/],
    ["a reference that starts with a dash", [".", "--base=--output=x"], /must not start with a dash/],
    ["a reference that nobody knows", [".", "--base", "nope"], /"nope" names no commit/],
    ["a reference to a file", [".", "--base", "HEAD:mix.exs"], /names no commit/],
    ["an option that nobody knows", [".", "--base", "main", "--colour"], /Unknown option/],
    ["a path that is not there", ["nowhere", "--base", "main"], /is not there/],
    ["a path to a file", ["mix.exs", "--base", "main"], /is no folder/],
    ["a folder inside a checkout", ["lib", "--base", "main"], /has no \.git folder/],
  ])("refuses %s with one line", (_, args, sentence) => {
    const { status, stdout, stderr } = run(aShop(), ...args);

    expect({ status, stdout, lines: stderr.split("\n").length }).toEqual({ status: 2, stdout: "", lines: 2 });
    expect(stderr).toMatch(sentence);
  });

  it("knows commits by every name that git knows", async () => {
    const checkout = aShop();
    const first = git(checkout, "rev-parse", "HEAD").trim();
    git(checkout, "add", "-A");
    git(checkout, "commit", "-q", "-m", "second");
    git(checkout, "branch", "topic/one", first);
    git(checkout, "tag", "v1", first);
    git(checkout, "tag", "-a", "v1-signed", "-m", "v1", first);
    git(checkout, "update-ref", "refs/remotes/origin/main", first);
    git(checkout, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
    const names = [first, first.slice(0, 8), "HEAD~1", "main^", "topic/one", "refs/heads/topic/one", "v1", "v1-signed", "origin/main", "origin"];
    const bases = async () => Promise.all(names.map(async (name) => (await requireReview(checkout, name)).base.oid));

    expect(await bases()).toEqual(names.map(() => first));
    git(checkout, "pack-refs", "--all");
    expect(await bases()).toEqual(names.map(() => first));
  });

  it("takes a linked work tree, with the names of its clone", async () => {
    const checkout = aShop();
    const linked = join(aFolder(), "linked");
    git(checkout, "worktree", "add", "-q", "-b", "side", linked, "HEAD");
    writeFiles(linked, { "mix.lock": "other\n" });

    const { changes } = await requireReview(linked, "main");

    expect(changes.map(({ path }) => path)).toEqual(["mix.lock"]);
    expect((await requireReview(linked, "HEAD")).base.oid).toBe(git(linked, "rev-parse", "HEAD").trim());
  });

  it("sees untracked files but no ignored ones", async () => {
    const checkout = aShop();
    writeFiles(checkout, { "deps/x/mix.exs": "x", "local.secret": "x", "new folder/ünï.txt": "x", ".git/info/exclude": "*.secret\n" });

    const paths = (await requireReview(checkout, "main")).changes.map(({ path }) => path);

    expect(paths).toContain("new folder/ünï.txt");
    expect(paths).not.toContain("local.secret");
    expect(paths.filter((path) => path.startsWith("deps/"))).toEqual([]);
  });

  it("leaves out repositories inside the checkout, and says so", () => {
    const checkout = aShop();
    const start = git(checkout, "rev-parse", "HEAD").trim();
    git(checkout, "update-index", "--add", "--cacheinfo", `160000,${start},vendor/lib`);
    git(checkout, "commit", "-q", "-m", "with a submodule");
    aCheckout(join(checkout, "vendor"), "lib", { "inside.ex": "one\n" });
    aCheckout(join(checkout, "vendor"), "new one", { "inside.ex": "one\n" });

    const { status, stdout, stderr } = review(checkout, "--base", "HEAD", "--json");

    expect(stderr).toBe("review: vendor/lib is a repository of its own and is left out\nreview: vendor/new one is a repository of its own and is left out\n");
    expect(status).toBe(3);
    expect((JSON.parse(stdout) as { path: string }[]).map(({ path }) => path)).toEqual([
      "lib/shop/tides.ex",
      "lib/shop_web/router.ex",
      "priv/repo/migrations/1_a.exs",
      "priv/static/logo.png",
      "scripts/run.sh",
    ]);
  });

  it("leaves the checkout as it is, byte by byte, and its index and times too", () => {
    const checkout = aShop();
    const before = fingerprint(checkout);

    review(checkout, "--base", "main");

    expect(fingerprint(checkout)).toEqual(before);
  });

  it("runs nothing that the checkout configures", async () => {
    const checkout = aShop();
    const fired = join(aFolder(), "fired");
    const canary = join(aFolder(), "canary.sh");
    writeFileSync(canary, `#!/bin/sh\n: > ${fired}\ncat\n`, { mode: 0o755 });
    for (const [key, value] of [
      ["core.fsmonitor", canary],
      ["filter.evil.clean", canary],
      ["diff.evil.textconv", canary],
      ["diff.external", canary],
      ["include.path", "extra"],
    ] as const) {
      git(checkout, "config", key, value);
    }
    writeFiles(checkout, { ".gitattributes": "* filter=evil diff=evil\n", ".git/extra": `[core]\n\tpager = ${canary}\n` });

    await requireReview(checkout, "main");

    expect(lstatSync(fired, { throwIfNoEntry: false })).toBeUndefined();
  });

  it("takes a checkout without mix.exs, named after its folders", async () => {
    const checkout = aPlainCheckout({ "lib/quay_web/router.ex": "defmodule QuayWeb.Router do\nend\n", "lib/quay/a.ex": "a\n" });
    writeFiles(checkout, { "lib/quay_web/router.ex": 'defmodule QuayWeb.Router do\n  get "/", A\nend\n' });

    const { facts, changes } = await requireReview(checkout, "HEAD");

    expect(facts).toMatchObject({ otpApp: "quay", baseModule: "Quay" });
    expect(changes.flatMap(({ hunks }) => hunks.map(({ category }) => category))).toEqual(["router"]);
  });

  it("takes a checkout without any Elixir", async () => {
    const checkout = aPlainCheckout({ "src/index.js": "one\n", "README.md": "one\n" });
    writeFiles(checkout, { "src/index.js": "two\n", "data.csv": "1\n" });

    const { facts, changes } = await requireReview(checkout, "HEAD");

    expect(facts.otpApp).toBe(basename(checkout));
    expect(changes.map(({ path, hunks }) => [path, hunks[0]?.category])).toEqual([
      ["data.csv", "unclassified"],
      ["src/index.js", "host_auth"],
    ]);
  });

  it("finds the app of an umbrella and its context", async () => {
    const mix = (module: string, app: string) => `defmodule ${module}.MixProject do\n  def project, do: [app: :${app}]\nend\n`;
    const checkout = aPlainCheckout({
      "mix.exs": 'defmodule Quay.Umbrella.MixProject do\n  def project, do: [apps_path: "apps"]\nend\n',
      "apps/quay/mix.exs": mix("Quay", "quay"),
      "apps/quay_web/mix.exs": mix("QuayWeb", "quay_web"),
      "apps/quay/lib/quay/crew.ex": "defmodule Quay.Crew do\n  def sigra_config do\n    []\n  end\nend\n",
      "apps/quay_web/lib/quay_web/router.ex": "defmodule QuayWeb.Router do\nend\n",
    });

    expect((await requireReview(checkout, "HEAD")).facts).toMatchObject({ contextModule: "Quay.Crew", webFolder: "apps/quay_web/lib/quay_web" });
  });

  it("knows of the app what the dashboard learns from the agent", async () => {
    const checkout = aShop();
    writeFiles(checkout, {
      "lib/shop/identity_core.ex": "defmodule Shop.IdentityCore do\n  def sigra_config do\n    []\n  end\nend\n",
      "lib/shop/identity_core/person.ex": "defmodule Shop.IdentityCore.Person do\nend\n",
      "config/config.exs": "import Config\n",
    });
    const opened = openCheckout(checkout, join(aFolder(), "git"), process.env.PATH ?? "");
    if (!opened.ok) throw new Error(opened.error);
    const anchorTree = git(checkout, "rev-parse", "HEAD^{tree}").trim();
    const action = { type: "snapshot", anchorTree, anchorCommit: git(checkout, "rev-parse", "HEAD").trim(), package: "sigra" } as const;
    const planned = await planSnapshot(opened.value, action);
    if (!planned.ok) throw new Error(planned.error.message);
    const folder = aFolder();
    await takeSnapshot(opened.value, action, planned.value, folder);
    const { paths, anchorPaths, files } = snapshotTreeSchema.parse(JSON.parse(readFileSync(join(folder, "tree.json"), "utf8")));

    const facts = readAppFacts({ mixExs: files["mix.exs"] ?? "", paths, anchorPaths, files });

    expect(facts).toMatchObject({ contextFolder: "lib/shop/identity_core", contextModule: "Shop.IdentityCore" });
    expect((await requireReview(checkout, "HEAD")).facts).toEqual(facts);
  });

  it("shows every hunk under the header that git prints, whatever the files", async () => {
    const checkout = aPlainCheckout(oddFiles(1));
    writeFiles(checkout, oddFiles(2));
    rmSync(join(checkout, "gone.ex"));
    renameSync(join(checkout, "lib/moved.ex"), join(checkout, "lib/elsewhere.ex"));
    rmSync(join(checkout, "link"));
    symlinkSync("other", join(checkout, "link"));
    chmodSync(join(checkout, "plain.txt"), 0o755);

    const { changes } = await requireReview(checkout, "HEAD");
    const headers = changes.flatMap((change) => change.headers.filter((header, at) => header !== "" && header !== change.headers[at - 1]));

    expect(headers).toEqual(headersOfGit(checkout));
    expect(headers.length).toBeGreaterThan(10);
  });
});

/** A shop with a change for each kind of record. */
function aShop(): string {
  const checkout = aCheckout(aFolder(), "shop", {
    "lib/shop_web/router.ex": ROUTER,
    "priv/repo/migrations/1_a.exs": "one\n",
    "priv/static/logo.png": Buffer.from([0, 1, 2]),
    "scripts/run.sh": "true\n",
  });
  writeFiles(checkout, {
    "lib/shop_web/router.ex": ROUTER.replace("    get", '    get "/users/log_in", SessionController, :new\n    get'),
    "lib/shop/tides.ex": "defmodule Shop.Tides do\nend\n",
    "priv/repo/migrations/1_a.exs": "two\n",
    "priv/static/logo.png": Buffer.from([0, 1, 3]),
  });
  chmodSync(join(checkout, "scripts/run.sh"), 0o755);
  return checkout;
}

function record(path: string, category: string, rule: string) {
  const id = expect.stringMatching(/^[0-9a-f]{64}$/);
  const reason = expect.stringMatching(/^[A-Z].+\.$/);
  return { path, oldPath: path, kind: "modified", header: "", category, labels: [], supporting: false, flags: [], rule, reason, hunkId: id, fingerprint: id };
}

function aPlainCheckout(files: Readonly<Record<string, string>>): string {
  const path = join(aFolder(), "checkout");
  mkdirSync(path);
  writeFiles(path, files);
  git(path, "init", "-q", "--template=", "-b", "main");
  mkdirSync(join(path, ".git/info"), { recursive: true });
  git(path, "add", "-A");
  git(path, "commit", "-q", "-m", "start");
  return path;
}

function oddFiles(version: number): Record<string, string> {
  const functions = Array.from({ length: 12 }, (_, at) => `  def function_${at}(x) do\n    x + ${at % 3 === 0 ? version : at}\n  end\n`).join("\n");
  return {
    "lib/a.ex": `defmodule A do\n${functions}end\n`,
    "lib/moved.ex": `defmodule Moved do\n${"  # line\n".repeat(20)}end\n`,
    "notes.md": `# One\n${"text\n".repeat(9)}version ${version}\n${"text\n".repeat(9)}# Two\n`,
    "sp ace.js": `function one() {\n  return ${version};\n}\n${"\n".repeat(9)}function two() {\n  return ${version};\n}`,
    "plain.txt": "same\n",
    "gone.ex": "defmodule Gone do\nend\n",
    "crlf.txt": `one\r\ntwo ${version}\r\n`,
    link: "a link later\n",
    "wide.ex": `défmodule ÄÖÜ${"ü".repeat(60)} do\n${"\n".repeat(5)}  x ${version}\n`,
    [`new-${version}.exs`]: "import Config\n",
  };
}

/** What a person's git prints for the whole work tree, from a copy so that the index may change. */
function headersOfGit(checkout: string): readonly string[] {
  const copy = join(aFolder(), "copy");
  cpSync(checkout, copy, { recursive: true, verbatimSymlinks: true });
  git(copy, "add", "-A");
  const patch = git(copy, "diff", "--cached", "-M", "-U3", "--no-color", "--no-ext-diff", "HEAD");
  return patch.split("\n").filter((line) => line.startsWith("@@ "));
}

async function requireReview(checkout: string, ref: string) {
  const reviewed = await reviewCheckout(checkout, ref);
  if (!reviewed.ok) throw new Error(reviewed.error);
  return reviewed.value;
}

function review(checkout: string, ...args: readonly string[]) {
  return run(checkout, ".", ...args);
}

/** As npm runs it, from the project's folder with the caller's folder beside, but for the compiling. */
function run(cwd: string, ...args: readonly string[]) {
  return start(cwd, [program, ...args]);
}

function start(cwd: string, args: readonly string[]) {
  return spawnSync(process.execPath, args, { cwd: ROOT, env: { ...process.env, INIT_CWD: cwd }, encoding: "utf8" });
}

function fingerprint(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .toSorted()
    .map((name) => {
      const path = join(folder, name);
      const stat = lstatSync(path);
      const content = stat.isFile() ? readFileSync(path) : stat.isSymbolicLink() ? readlinkSync(path) : "";
      // Git dates objects anew that it would have written; that is all it does to them.
      const time = name.startsWith(".git/objects/") ? "" : stat.mtimeMs;
      return `${name} ${stat.mode} ${time} ${createHash("sha256").update(content).digest("hex")}`;
    });
}
