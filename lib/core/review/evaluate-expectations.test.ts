import { describe, expect, it } from "vitest";
import type { SnapshotTree } from "@/lib/contract/agent-api";
import type { AppFacts } from "@/lib/core/classify/classification";
import type { Finding } from "@/lib/core/lane/finding";
import type { Lane } from "@/lib/core/lane/lane";
import { recogniseFindings } from "@/lib/core/lane/recognise/recognise-findings";
import { findLane } from "@/lib/core/lane/registry";
import { evaluateExpectations, type ExpectationInput } from "./evaluate-expectations";
import { expectationResultSchema } from "./expectation-result";

const V10 = getLane("sigra-v1.0");
const V11 = getLane("sigra-v1.1");
const OWNER = "priv/repo/migrations/20261121220149_add_owner_user_id_to_organizations.exs";
const PERSONAL = "priv/repo/migrations/20261121220151_add_personal_to_organizations.exs";
const ORGANIZATIONS = "priv/repo/migrations/20250310091501_create_organizations.exs";
const BACKFILL = "priv/repo/data_migrations/20261121220153_backfill_personal_orgs.exs";
const ROUTER = "lib/harbor_web/router.ex";

const FACTS: AppFacts = {
  otpApp: "harbor",
  baseModule: "Harbor",
  contextFolder: "lib/harbor/accounts",
  contextModule: "Harbor.Accounts",
  webFolder: "lib/harbor_web",
  repoFolders: ["priv/repo"],
  existingMigrations: [],
};

/** A router as the installer leaves it: scopes at column zero, routes below a prefix. */
const PASSKEY_ROUTER = `defmodule HarborWeb.Router do
  use HarborWeb, :router

  pipeline :browser do
    plug :accepts, ["html"]
  end

  scope "/", HarborWeb do
    live_session :authenticated,
      on_mount: [{HarborWeb.UserAuth, :ensure_authenticated}] do
      live "/organizations", OrganizationsLive.Index, :index
    end
  end

# Sigra passkeys
scope "/users", HarborWeb do
  pipe_through [:browser]

  post "/mfa/passkey", SessionController, :complete_mfa_passkey
  post "/log_in/passkey/options", SessionController, :passkey_authentication_options
  post "/log_in/passkey", SessionController, :complete_passkey
  post "/settings/mfa/passkeys", SessionController, :complete_passkey_registration
end

end
`;

const PASSKEY_CONFIG = `import Config

config :sigra, :schema_version, "1.1.2"

config :harbor, :sigra_config,
  passkeys: [
    rp_id: "harbor.example", # was: rp_id: "localhost"
    rp_name: "Harbor",
    origin: "https://harbor.example",
    ceremony_rate_limit: [limit: 5, window_ms: 60_000]
  ]

config :cors_plug, origin: ["http://localhost:3000"]
`;

describe("the expectations of the v1.0 lane", () => {
  it("are met by a host the task served well", () => {
    expect(unmet(V10, v10Input({}))).toEqual([]);
  });

  it.each<[string, Partial<SnapshotTree>, id: string, found: string]>([
    [
      "the version line was never changed",
      files({ "config/config.exs": 'config :sigra, :schema_version, "0.3.4"' }),
      "schema-version",
      "config/config.exs says 0.3.4 and mix.lock has sigra 1.0.3.",
    ],
    [
      "the version line is commented out",
      files({ "config/config.exs": '# config :sigra, :schema_version, "1.0.3"' }),
      "schema-version",
      "config/config.exs has no schema_version line; mix.lock has sigra 1.0.3.",
    ],
    ["sigra is not locked", files({ "mix.lock": '%{"sigra_extra": {:hex, :sigra_extra, "1.0.3"}}' }), "schema-version", "mix.lock locks no version of sigra."],
    [
      "the owner migration is missing",
      { paths: [ORGANIZATIONS, PERSONAL, "lib/harbor/accounts/audit_event.ex"] },
      "owner-migration",
      "priv/repo/migrations has no migration called add_owner_user_id_to_organizations.exs.",
    ],
    [
      "a second run wrote a migration again",
      { paths: [ORGANIZATIONS, OWNER, PERSONAL, OWNER.replace("2026", "2027"), "lib/harbor/accounts/audit_event.ex"] },
      "single-migrations",
      `One migration, several files: ${OWNER} and ${OWNER.replace("2026", "2027")}.`,
    ],
    ["the audit schema is missing", { paths: [ORGANIZATIONS, OWNER, PERSONAL] }, "audit-schema", "lib/harbor/accounts/audit_event.ex is not in the checkout."],
  ])("are not met when %s", (_case, tree, id, found) => {
    expect(unmet(V10, v10Input(tree))).toEqual([{ id, found }]);
  });

  it("ask for no organization migrations from a host without organizations", () => {
    const paths = ["lib/harbor/accounts/audit_event.ex"];

    expect(unmet(V10, v10Input({ anchorPaths: [], paths }))).toEqual([]);
  });

  it("speak of the vault and its key only when the task promoted the vault", () => {
    const ids = evaluateExpectations(V10, v10Input({})).map(({ id }) => id);
    const promoted = { ...v10Input(files({ "lib/harbor/application.ex": "# Add Harbor.Vault as the first child" })), findings: { upgrade: promotion() } };

    expect(ids).not.toContain("vault-started");
    expect(unmet(V10, promoted)).toEqual([
      { id: "encryption-type-kept", found: "lib/harbor/accounts/encrypted.ex was overwritten (step upgrade, line 1 of the log)" },
      { id: "vault-started", found: "lib/harbor/application.ex has no Harbor.Vault outside comments." },
      { id: "cloak-key", found: "config/config.exs has no CLOAK_KEY outside comments." },
    ]);
  });

  it("count the key as read when the vault reads it", () => {
    const tree = files({ "lib/harbor/vault.ex": 'key: decode_env!("CLOAK_KEY")', "lib/harbor/application.ex": "children = [\n  Harbor.Vault,\n]" });
    const ids = unmet(V10, { ...v10Input(tree), findings: { upgrade: promotion() } }).map(({ id }) => id);

    expect(ids).toEqual(["encryption-type-kept"]);
  });

  it("do not take an empty run for an upgrade", () => {
    const findings = { upgrade: recogniseFindings("sigra-upgrade", { log: "Sigra is already at schema version 1.0.3; nothing to do.", exitCode: 0 }) };

    expect(unmet(V10, { ...v10Input({}), findings }).map(({ id }) => id)).toEqual(["upgrade-ran"]);
  });
});

describe("a skipped injection", () => {
  const log = [
    "* skipping injection for config/config.exs (file not found in host app)",
    "* skipping injection for lib/harbor/application.ex (file not found in host app)",
    "* skipping injection for lib/harbor/application.ex (file not found in host app)",
  ].join("\n");
  const findings = { upgrade: recogniseFindings("sigra-upgrade", { log, exitCode: 0 }) };

  it("is one item per file in the category of the file, in place of the general one", () => {
    const results = evaluateExpectations(V10, { ...v10Input({}), findings });
    const skipped = results.filter(({ id }) => id.startsWith("skipped-"));

    expect(results.map(({ id }) => id)).not.toContain("no-skipped-injections");
    expect(skipped.map(({ id, category, met }) => [id, category, met])).toEqual([
      ["skipped-config-config-exs", "schema", false],
      ["skipped-lib-harbor-application-ex", "integration", false],
    ]);
    expect(skipped[1]?.found).toBe("The task skipped lib/harbor/application.ex because the file was missing (step upgrade, line 3 of its log).");
  });

  it("says when the file is there by now", () => {
    const input = v10Input({});
    const tree = { ...input.tree, paths: [...input.tree.paths, "config/config.exs"] };
    const [item] = evaluateExpectations(V10, { ...input, tree, findings }).filter(({ id }) => id === "skipped-config-config-exs");

    expect(item?.found).toContain("The file is there now");
  });

  it("gets an id of its own even when names run together", () => {
    const near = ["lib/a_b.ex", "lib/a-b.ex", `lib/${"x".repeat(200)}.ex`]
      .map((file) => `* skipping injection for ${file} (file not found in host app)`)
      .join("\n");
    const results = evaluateExpectations(V10, { ...v10Input({}), findings: { upgrade: recogniseFindings("sigra-upgrade", { log: near, exitCode: 0 }) } });
    const ids = results.map(({ id }) => id).filter((id) => id.startsWith("skipped-"));

    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9-]{0,63}$/);
  });
});

describe("the expectations of the v1.1 lane", () => {
  it("are met by a host that has what the guide promises", () => {
    expect(unmet(V11, v11Input({}))).toEqual([]);
  });

  it("are not met by a host on which only the task ran", () => {
    const bare = v11Input(
      files({ [ROUTER]: PASSKEY_ROUTER.split("# Sigra passkeys")[0] ?? "", "config/config.exs": 'config :sigra, :schema_version, "1.0.3"' }),
    );

    expect(unmet(V11, { ...bare, tree: { ...bare.tree, paths: bare.tree.paths.filter((path) => path !== BACKFILL) } }).map(({ id }) => id)).toEqual([
      "schema-version",
      "data-migration",
      "passkey-login-route",
      "passkey-mfa-route",
      "passkey-settings-route",
      "passkeys-config",
      "passkeys-rp-id",
      "passkeys-origin",
    ]);
  });

  it("ask for the data migration only when backfill was chosen", () => {
    const input = v11Input({});
    const without = { ...input, choices: { "backfill-choice": "no-backfill" }, tree: { ...input.tree, paths: ["lib/harbor/accounts/organization.ex"] } };

    expect(evaluateExpectations(V11, without).map(({ id }) => id)).not.toContain("data-migration");
    expect(unmet(V11, without)).toEqual([]);
  });

  it.each([
    ["localhost", 'config :harbor, :sigra_config, passkeys: [rp_id: "localhost", origin: "https://a.example"]', ["passkeys-rp-id"]],
    [
      "a fallback to localhost",
      'config :harbor, :sigra_config, passkeys: [rp_id: System.get_env("RP_ID", "localhost"), origin: "https://a.example"]',
      ["passkeys-rp-id"],
    ],
    ["a local origin", 'config :harbor, :sigra_config, passkeys: [rp_id: "a.example", origin: "http://localhost:4000"]', ["passkeys-origin"]],
    ["a value read at run time", 'config :harbor, :sigra_config, passkeys: [rp_id: System.fetch_env!("RP_ID"), origin: "https://a.example"]', []],
  ])("judge a runtime setting of %s, which replaces the one before", (_case, runtime, ids) => {
    expect(unmet(V11, v11Input(files({ "config/runtime.exs": runtime }))).map(({ id }) => id)).toEqual(ids);
  });

  it("leave dev settings alone", () => {
    expect(unmet(V11, v11Input(files({ "config/dev.exs": 'config :harbor, :sigra_config, passkeys: [rp_id: "localhost"]' })))).toEqual([]);
  });

  it.each([
    ["a comment", '# post "/users/log_in/passkey", SessionController, :complete_passkey'],
    ["a longer path", 'post "/users/log_in/passkey/options", SessionController, :options'],
    ["another scope", 'scope "/admin" do\n  post "/users/log_in/passkey", SessionController, :x\nend'],
    ["a moduledoc", '@moduledoc """\n  post "/users/log_in/passkey", SessionController, :x\n"""'],
  ])("do not take a route in %s for the promised one", (_case, text) => {
    const results = evaluateExpectations(V11, v11Input(files({ [ROUTER]: `defmodule HarborWeb.Router do\n${text}\nend` })));

    expect(results.find(({ id }) => id === "passkey-login-route")?.met).toBe(false);
  });

  it.each([
    ["one line", 'post "/users/log_in/passkey", SessionController, :complete_passkey'],
    ["brackets", 'post("/users/log_in/passkey", SessionController, :complete_passkey)'],
    ["nested scopes", 'scope "/users", HarborWeb do\n  scope path: "/log_in" do\n    post "/passkey", SessionController, :x\n  end\nend'],
    ["a scope over lines", 'scope "/users", HarborWeb,\n  as: :user do\n  post "/log_in/passkey", SessionController, :x\nend'],
    [
      "a scope of another path closed before it",
      'scope "/admin" do\n  plug fn conn, _ ->\n    conn\n  end\n  get "/", PageController, :home\nend\npost "/users/log_in/passkey", SessionController, :x',
    ],
    ["a function above it in the scope", 'scope "/users" do\n  plug fn conn, _ ->\n    conn\n  end\n  post "/log_in/passkey", SessionController, :x\nend'],
    [
      "a line after blocks of other kinds",
      'pipeline :a do\n  plug fn conn, _ ->\n    conn\n  end\nend\nif true do\n  post "/users/log_in/passkey", SessionController, :x\nend',
    ],
  ])("see a route written with %s", (_case, text) => {
    const results = evaluateExpectations(V11, v11Input(files({ [ROUTER]: `defmodule HarborWeb.Router do\n${text}\nend` })));

    expect(results.find(({ id }) => id === "passkey-login-route")).toMatchObject({ met: true });
  });

  it("count a file whose text was left out as unmet and say so", () => {
    const input = v11Input({});
    const { [ROUTER]: _router, ...rest } = input.tree.files;
    const results = evaluateExpectations(V11, { ...input, tree: { ...input.tree, paths: [...input.tree.paths, ROUTER], files: rest } });

    expect(results.find(({ id }) => id === "passkey-login-route")).toMatchObject({ met: false, found: `The text of ${ROUTER} is not part of the snapshot.` });
  });

  it("read hostile files in a moment", () => {
    const started = performance.now();
    const hostile = {
      [ROUTER]: 'scope "'.repeat(75_000),
      "config/config.exs": "passkeys: [".repeat(47_000),
      "config/runtime.exs": 'passkeys: "'.repeat(47_000),
    };
    const results = evaluateExpectations(V11, v11Input(files(hostile)));

    expect(performance.now() - started).toBeLessThan(3_000);
    for (const result of results) expect(expectationResultSchema.safeParse(result).success).toBe(true);
  });
});

function v10Input(tree: Partial<SnapshotTree>): ExpectationInput {
  return {
    choices: {},
    facts: FACTS,
    findings: {},
    tree: {
      anchorPaths: [ORGANIZATIONS],
      paths: [ORGANIZATIONS, OWNER, PERSONAL, "lib/harbor/accounts/audit_event.ex"],
      ...tree,
      files: { "mix.lock": lock("1.0.3"), "config/config.exs": 'config :sigra, :schema_version, "1.0.3"', ...tree.files },
    },
  };
}

function v11Input(tree: Partial<SnapshotTree>): ExpectationInput {
  return {
    choices: { "backfill-choice": "backfill" },
    facts: FACTS,
    findings: {},
    tree: {
      anchorPaths: [ORGANIZATIONS, OWNER],
      paths: [ORGANIZATIONS, OWNER, BACKFILL, "lib/harbor/accounts/organization.ex"],
      ...tree,
      files: { "mix.lock": lock("1.1.2"), "config/config.exs": PASSKEY_CONFIG, [ROUTER]: PASSKEY_ROUTER, ...tree.files },
    },
  };
}

function files(texts: Record<string, string>): Partial<SnapshotTree> {
  return { files: texts };
}

function lock(version: string): string {
  return `%{\n  "sigra": {:hex, :sigra, "${version}", "abc", [:mix], [], "hexpm", "def"},\n}\n`;
}

function promotion(): readonly Finding[] {
  return recogniseFindings("sigra-upgrade", {
    log: "* creating lib/harbor/accounts/encrypted.ex\n  → Generate and export CLOAK_KEY before boot:",
    exitCode: 0,
  });
}

function unmet(lane: Lane, input: ExpectationInput): readonly { readonly id: string; readonly found: string }[] {
  return evaluateExpectations(lane, input)
    .filter(({ met }) => !met)
    .map(({ id, found }) => ({ id, found }));
}

function getLane(laneId: string): Lane {
  const found = findLane(laneId);
  if (!found) throw new Error(`no lane ${laneId}`);
  return found.lane;
}
