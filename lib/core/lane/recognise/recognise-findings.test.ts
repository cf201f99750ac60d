import { describe, expect, it } from "vitest";
import { RECOGNISERS } from "@/lib/core/lane/lane";
import { findingSchema } from "@/lib/core/lane/finding";
import { recogniseFindings, type Recogniser } from "./recognise-findings";

/** Colours as a terminal would show them. */
const GREEN = "\u001b[32m";
const YELLOW = "\u001b[33m";
const RED = "\u001b[31m";
const OFF = "\u001b[0m";

const UPGRADE = [
  `${GREEN}* creating${OFF} lib/harbor/vault.ex`,
  `${GREEN}* creating${OFF} lib/harbor/accounts/encrypted.ex`,
  `${YELLOW}* skipping${OFF} injection for config/config.exs (file not found in host app)`,
  `${GREEN}* creating${OFF} priv/repo/migrations/20261121220149_add_owner_user_id_to_organizations.exs`,
  `${GREEN}* creating${OFF} priv/repo/data_migrations/20261121220151_backfill_personal_orgs.exs`,
  "",
  "Applied:",
  "  ✓ Created 2 files",
  "  ✓ Applied 2 injections",
  "  ✓ Generated 2 migrations",
  "",
  "Pending:",
  "  → Run: mix ecto.migrate",
  "",
  "Next steps:",
  "  → Generate and export CLOAK_KEY before boot:",
  "    iex> 32 |> :crypto.strong_rand_bytes() |> Base.encode64()",
].join("\n");

const DIRTY = `${RED}** (Mix) Refusing to run \`mix sigra.upgrade\` on a dirty working tree.

Either commit/stash your changes, or pass --allow-dirty to
override.

 M mix.exs
${OFF}`;

/** Printed by Elixir 1.14. */
const OLD_WARNINGS = `Compiling 1 file (.ex)
warning: variable "x" is unused (if the variable is not meant to be used, prefix it with an underscore)
  lib/demo.ex:2: Demo.a/1

warning: Undefined.mod/0 is undefined (module Undefined is not available or is yet to be defined)
  lib/demo.ex:3: Demo.b/0

Compilation failed due to warnings while using the --warnings-as-errors option`;

/** As Elixir prints them since 1.15. */
const NEW_WARNINGS = `Compiling 1 file (.ex)
    ${YELLOW}warning:${OFF} variable "x" is unused (if the variable is not meant to be used, prefix it with an underscore)
    │
  2 │   def a(x), do: 1
    │         ${YELLOW}~${OFF}
    │
    └─ lib/demo.ex:2:9: Demo.a/1

    warning: Undefined.mod/0 is undefined (module Undefined is not available or is yet to be defined)
    │
  3 │   def b, do: Undefined.mod()
    │                        ~
    │
    └─ lib/demo.ex:3:24: Demo.b/0

Generated demo app`;

/** Printed by Elixir 1.14. */
const FAILED_TEST = `

  1) test greets the world (DemoTest)
     \u001b[1m\u001b[30mtest/demo_test.exs:5${OFF}
     ${RED}Assertion with == failed${OFF}
     ${"\u001b[36m"}code:  ${OFF}assert Demo.b() == :x

Finished in 0.01 seconds (0.00s async, 0.01s sync)
${RED}1 test, 1 failure${OFF}

Randomized with seed 97718`;

const MIGRATED = `12:00:00.001 [info] == Running 20250310091501 Harbor.Repo.Migrations.CreateOrganizations.change/0 forward
12:00:00.002 [info] create table organizations
12:00:00.900 [info] == Migrated 20250310091501 in 0.8s
12:00:01.000 [info] == Running 20261121220149 Harbor.Repo.Migrations.AddOwnerUserIdToOrganizations.up/0 forward`;

describe("reading the output of the upgrade task", () => {
  it("finds what ends with success and yet needs somebody", () => {
    expect(summarise("sigra-upgrade", UPGRADE, 0)).toEqual([
      ["vault-promoted", "care", 2, "lib/harbor/accounts/encrypted.ex"],
      ["skipped-injection", "care", 3, "config/config.exs"],
      ["migration-pending", "note", 4, "priv/repo/migrations/20261121220149_add_owner_user_id_to_organizations.exs"],
      ["data-migration-pending", "care", 5, "priv/repo/data_migrations/20261121220151_backfill_personal_orgs.exs"],
      ["cloak-key", "care", 16, "CLOAK_KEY"],
    ]);
  });

  it.each([
    ["a version line that is already there", "Sigra is already at schema version 1.0.3; nothing to do.", 0, ["already-at-version", "care", 1, "1.0.3"]],
    ["a dirty tree", DIRTY, 1, ["dirty-tree", "block", 1, ""]],
    ["a refused downgrade", `${RED}** (Mix) Refusing to downgrade Sigra schema from 1.1.2 to 1.0.3.${OFF}`, 1, ["downgrade-refused", "block", 1, "1.0.3"]],
    [
      "an option that validation refuses",
      "** (NimbleOptions.ValidationError) unknown options [:force, :allow_dirt], valid options are: [:yes]",
      1,
      ["unknown-option", "block", 1, "--force, --allow-dirt"],
    ],
    ["an injection that failed halfway", "* creating lib/a/vault.ex\n** (Mix) Injection failed: :eacces", 1, ["injection-failed", "block", 2, ""]],
    ["a version it cannot read", '** (Version.InvalidVersionError) invalid version: "1.0"', 1, ["mix-error", "block", 1, ""]],
    [
      "an app that misses its key",
      '** (System.EnvError) could not fetch environment variable "CLOAK_KEY" because it is not set',
      1,
      ["not-bootable", "block", 1, "CLOAK_KEY"],
    ],
    ["a host that does not compile", "== Compilation error in file lib/x.ex ==", 1, ["compile-error", "block", 1, "lib/x.ex"]],
  ])("tells %s", (_case, log, exitCode, finding) => {
    expect(summarise("sigra-upgrade", log, exitCode)).toEqual([finding]);
  });

  it("says nothing about a run that hides nothing", () => {
    expect(recogniseFindings("sigra-upgrade", { log: "* creating lib/harbor/vault.ex\n\nApplied:\n  ✓ Created 1 files", exitCode: 0 })).toEqual([]);
  });
});

describe("reading the output of mix deps.get", () => {
  const expected = { package: "sigra", series: "1.0" };
  const fetched = (line: string) =>
    `Resolving Hex dependencies...\nResolution completed in 0.02s\n${GREEN}Upgraded:${OFF}\n${GREEN}${line}${OFF}\n  jason 1.4.1\n`;

  it.each([
    ["the move to the lane's line", "  sigra 0.3.4 => 1.0.3", [["locked-version", "note", 4, "1.0.3"]]],
    ["a release candidate of the line", "  sigra 1.0.0-rc.1", [["locked-version", "note", 4, "1.0.0-rc.1"]]],
    [
      "a bump that changed nothing",
      "  sigra 0.3.4",
      [
        ["locked-version", "note", 4, "0.3.4"],
        ["wrong-series", "block", 4, "0.3.4"],
      ],
    ],
    [
      "a version past the line",
      "  sigra 0.3.4 => 1.1.2",
      [
        ["locked-version", "note", 4, "1.1.2"],
        ["newer-line", "care", 4, "1.1.2"],
      ],
    ],
    ["a series that only begins alike", "  sigra 1.00.1", [["locked-version", "note", 4, "1.00.1"]]],
    [
      "a series with more digits",
      "  sigra 1.01.0",
      [
        ["locked-version", "note", 4, "1.01.0"],
        ["newer-line", "care", 4, "1.01.0"],
      ],
    ],
    [
      "a hint at a newer line",
      "  sigra 1.0.3 (1.1.2 available)",
      [
        ["locked-version", "note", 4, "1.0.3"],
        ["newer-line", "care", 4, "1.0.3"],
      ],
    ],
  ])("tells %s", (_case, line, findings) => {
    expect(summarise("deps", fetched(line), 0, expected)).toEqual(findings);
  });

  it("names the locked version when the lane's line is not known", () => {
    expect(recogniseFindings("deps", { log: fetched("  sigra 0.3.4 => 1.0.3"), exitCode: 0 }).map(({ title }) => title)).toEqual([
      "sigra went from 0.3.4 to 1.0.3",
    ]);
  });

  it("tells a requirement nothing fits", () => {
    const log = `Because your app depends on sigra ~> 9.0.0 which doesn't match any versions, version solving failed.\n${RED}** (Mix) Hex dependency resolution failed${OFF}`;

    expect(summarise("deps", log, 1, expected)).toEqual([["wrong-series", "block", 1, "sigra"]]);
  });
});

describe("reading compiler warnings", () => {
  it("finds each with its place as Elixir 1.14 prints them, and blocks when the compilation failed", () => {
    expect(summarise("warnings", OLD_WARNINGS, 1)).toEqual([
      ["warning", "block", 2, "lib/demo.ex:2"],
      ["warning", "block", 5, "lib/demo.ex:3"],
    ]);
  });

  it("finds each with its place as Elixir prints them since 1.15, and asks for care when the compilation went on", () => {
    expect(summarise("warnings", NEW_WARNINGS, 0)).toEqual([
      ["warning", "care", 2, "lib/demo.ex:2"],
      ["warning", "care", 9, "lib/demo.ex:3"],
    ]);
  });

  it.each([
    ["one printed twice", `${OLD_WARNINGS}\n${OLD_WARNINGS}`, ["lib/demo.ex:2", "lib/demo.ex:3"]],
    ["one without a place", "warning: the :x application is not listed", [""]],
    ["one of an Erlang source", "src/lexer.erl:10:5: Warning: variable 'X' is unused", ["src/lexer.erl:10"]],
    ["one whose text goes over lines", "warning: a clause\n\n    def a, do: 1\n\nnever matches\n  lib/a.ex:7: A.a/0\n", ["lib/a.ex:7"]],
    ["none in the word alone", "this is no warning: really\nGenerated demo app", []],
  ])("counts %s", (_case, log, places) => {
    expect(recogniseFindings("warnings", { log, exitCode: 1 }).map(({ subject }) => subject)).toEqual(places);
  });

  it("says that warnings stopped the compilation also when Elixir before 1.15 prints none of them again", () => {
    const log = "Compilation failed due to warnings while using the --warnings-as-errors option\n";

    expect(summarise("warnings", log, 1)).toEqual([["warning", "block", 1, ""]]);
    expect(recogniseFindings("warnings", { log, exitCode: 1 })[0]?.detail).toContain("earlier step");
  });

  it("tells the file that does not compile", () => {
    const log = "== Compilation error in file lib/x.ex ==\n** (TokenMissingError) lib/x.ex:2:1: missing terminator: end";

    expect(summarise("warnings", log, 1)).toEqual([
      ["compile-error", "block", 1, "lib/x.ex"],
      ["mix-error", "block", 2, ""],
    ]);
  });
});

describe("reading a test run", () => {
  it("finds each failure with its place, and the summary", () => {
    expect(summarise("tests", FAILED_TEST, 2)).toEqual([
      ["test-failures", "block", 3, "test/demo_test.exs:5"],
      ["test-failures", "block", 9, ""],
    ]);
  });

  it.each([
    ["success", "5 doctests, 12 tests, 0 failures, 2 excluded, 1 skipped", 0, ["test-summary", "note", 1, ""]],
    ["invalid tests as failure", "2 tests, 0 failures, 2 invalid", 2, ["test-failures", "block", 1, ""]],
    ["that nothing ran", "There are no tests to run", 0, ["tests-missing", "care", 1, ""]],
    ["that everything was left out", "All tests have been excluded.", 0, ["tests-missing", "care", 1, ""]],
    [
      "a test file that is not there",
      'Paths given to "mix test" did not match any directory/file: test/upgrade_test.exs',
      1,
      ["tests-missing", "block", 1, "test/upgrade_test.exs"],
    ],
    [
      "the -x Mix does not know",
      `${RED}** (Mix) Could not invoke task "test": 1 error found!\n-x : Unknown option${OFF}`,
      1,
      ["unknown-option", "block", 2, "-x"],
    ],
  ])("tells %s", (_case, log, exitCode, finding) => {
    expect(summarise("tests", log, exitCode)).toEqual([finding]);
  });
});

describe("reading migrations", () => {
  it("lists each with its time, and the one the log ends in", () => {
    const findings = recogniseFindings("migrations", { log: MIGRATED, exitCode: null });

    expect(findings.map(({ kind, line, title }) => [kind, line, title])).toEqual([
      ["migration-run", 3, "20250310091501 CreateOrganizations ran in 0.8s"],
      ["migration-failed", 4, "20261121220149 AddOwnerUserIdToOrganizations began and did not finish"],
    ]);
  });

  it("names the migration an error belongs to, once", () => {
    const log = `${MIGRATED}\n** (Postgrex.Error) ERROR 42P07 (duplicate_table) relation "users" already exists`;

    expect(summarise("migrations", log, 1)).toEqual([
      ["migration-run", "note", 3, "20250310091501"],
      ["migration-failed", "block", 5, "20261121220149"],
    ]);
  });

  it.each([
    ["two of one name", "** (Ecto.MigrationError) migrations can't be executed, migration name add_x is duplicated", 1, ["migration-failed", "block", 1, ""]],
    ["nothing to run", "[info] Migrations already up", 0, ["migrations-up-to-date", "note", 1, ""]],
    ["a host that does not compile", "== Compilation error in file lib/x.ex ==", 1, ["compile-error", "block", 1, "lib/x.ex"]],
    [
      "an option Mix does not know",
      '** (Mix) Could not invoke task "ecto.migrate": 1 error found!\n--path : Unknown option',
      1,
      ["unknown-option", "block", 2, "--path"],
    ],
  ])("tells %s", (_case, log, exitCode, finding) => {
    expect(summarise("migrations", log, exitCode)).toEqual([finding]);
  });
});

describe("a hostile log", () => {
  const FRAGMENTS = [
    "* skipping injection for ",
    "\u001b[",
    "\u001b]",
    "1 test, ",
    "warning: ",
    "a.ex:1:",
    "== Running 1 A.",
    "  ",
    "  sigra 1 => ",
    "** (",
    "unknown options [",
    "9".repeat(50),
  ];

  it.each(RECOGNISERS)("of ten megabytes on one line is read by %s in a moment", (recogniser) => {
    for (const fragment of FRAGMENTS) {
      const started = performance.now();
      recogniseFindings(recogniser, { log: fragment.repeat(Math.ceil(10_000_000 / fragment.length)), exitCode: 1 });
      expect(performance.now() - started).toBeLessThan(3_000);
    }
  });

  it.each(RECOGNISERS)("of a million short lines is read by %s within bounds", (recogniser) => {
    const log = "warning: x\n* skipping injection for a (file not found in host app)\n== Running 1 A.B.up/0\n** (X) y\n  1) test a (B)\n".repeat(100_000);
    const findings = recogniseFindings(recogniser, { log, exitCode: 1 });

    expect(findings.length).toBeLessThanOrEqual(200);
    for (const finding of findings) expect(findingSchema.safeParse(finding).success).toBe(true);
  });

  it("keeps the grave findings and counts the rest", () => {
    const log = `${"* creating priv/repo/migrations/1_a.exs\n".repeat(500)}** (Mix) Injection failed: :enospc\n`;
    const findings = recogniseFindings("sigra-upgrade", { log, exitCode: 1 });

    expect(findings).toHaveLength(200);
    expect(findings.some(({ kind }) => kind === "injection-failed")).toBe(true);
    expect(findings.at(-1)?.title).toBe("302 more findings");
  });
});

function summarise(recogniser: Recogniser, log: string, exitCode: number | null, expected?: { package: string; series: string }) {
  const findings = recogniseFindings(recogniser, { log, exitCode, ...(expected && { expected }) });
  return findings.map(({ kind, severity, line, subject }) => [kind, severity, line, subject]);
}
