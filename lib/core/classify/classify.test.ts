import { describe, expect, it } from "vitest";
import { aHunk, someFacts } from "./a-hunk";
import type { Placement } from "./category";

const WEB = "lib/harbor_web";
const ACCOUNTS = "lib/harbor/accounts";

/** What is ruled, the path, the category, and the changed lines that decide where the path alone does not. */
const RULINGS: readonly (readonly [what: string, path: string, category: Placement, patch?: string])[] = [
  ["an audit table migration is schema first", "priv/repo/migrations/20250101000000_create_audit_events.exs", "schema"],
  ["a migration of another repo", "priv/audit_repo/migrations/20250101000000_create_x.exs", "schema"],
  ["a data migration of any repo", "priv/audit_repo/data_migrations/20250101000000_backfill.exs", "schema"],
  ["a migration that is named like a test", "priv/repo/migrations/20250101000000_add_users_test.exs", "schema"],
  ["a migration of an umbrella app", "apps/harbor/priv/repo/migrations/20250101000000_x.exs", "schema"],
  ["the audit schema in the context", `${ACCOUNTS}/audit_event.ex`, "audit_security"],
  ["an audit schema under another name", "lib/harbor/trail/entry.ex", "audit_security", '+  schema "audit_events" do'],
  ["another schema of the context", `${ACCOUNTS}/organization_membership.ex`, "host_auth"],
  ["a table called policy", `${ACCOUNTS}/organization_auth_policy.ex`, "host_auth"],
  ["the admin policy by its name", "lib/harbor/sigra_admin_policy.ex", "audit_security"],
  ["the authorisation callback by its name", "lib/harbor/sigra_authz.ex", "audit_security"],
  ["the admin access module", "lib/harbor/sigra_admin_access.ex", "audit_security"],
  ["a policy by its behaviour line", "lib/harbor/gatekeeper.ex", "audit_security", "+  @behaviour Sigra.Admin.Policy"],
  ["an authorisation module by its behaviour line", "lib/harbor/may.ex", "audit_security", "+  @behaviour Sigra.Authz"],
  ["any hunk of a file with the behaviour", "lib/harbor/may.ex", "audit_security", "   @behaviour Sigra.Authz\n+  def x, do: 1"],
  ["display hooks, which decide nothing", "lib/harbor/sigra_admin_users.ex", "host_auth", "+  @behaviour Sigra.Admin.Users.Hooks"],
  ["the vault", "lib/harbor/vault.ex", "audit_security"],
  ["a vault by its content", "lib/harbor/safe.ex", "audit_security", "+  use Cloak.Vault, otp_app: :harbor"],
  ["the encrypted type", `${ACCOUNTS}/encrypted.ex`, "audit_security"],
  ["a vault child", "lib/harbor/application.ex", "integration", "       children = [\n+      Harbor.Vault,"],
  ["a limiter child", "lib/harbor/application.ex", "integration", "+      {Harbor.RateLimit, clean_period: 1},"],
  ["a child of the host", "lib/harbor/application.ex", "integration", "+      Harbor.Scheduler,"],
  ["the auth plugs of the host", `${WEB}/user_auth.ex`, "host_auth"],
  ["a plug module", `${WEB}/plugs/locale.ex`, "host_auth"],
  ["a plug in the router", `${WEB}/router.ex`, "router", "+    plug Sigra.Plug.RateLimit"],
  ["a plug in the endpoint", `${WEB}/endpoint.ex`, "router", "+  plug Sigra.Plug.RawBody"],
  ["an admin route", `${WEB}/router.ex`, "router", '+    live "/admin", Sigra.Admin.Live.IndexLive'],
  ["a router with a policy in its context lines", `${WEB}/router.ex`, "router", "   @behaviour Sigra.Authz\n+  x()"],
  ["e-mail templates", `${ACCOUNTS}/emails/welcome.ex`, "host_auth"],
  ["the mailer", "lib/harbor/mailer.ex", "integration"],
  ["a mailer in the context", `${ACCOUNTS}/mailer.ex`, "integration"],
  ["a mailer by its content", "lib/harbor/post.ex", "integration", "+  use Swoosh.Mailer, otp_app: :harbor"],
  ["the limiter", "lib/harbor/rate_limit.ex", "integration"],
  ["a limiter by its content", "lib/harbor/brake.ex", "integration", "+  use Hammer, backend: :ets"],
  ["a webhook receiver", `${WEB}/controllers/webhook_receiver_controller.ex`, "integration"],
  ["a webhook schema", `${ACCOUNTS}/webhook_event.ex`, "host_auth"],
  ["a worker that uses the library", "lib/harbor/workers/mail.ex", "integration", "+  use Oban.Worker\n+  alias Sigra.Mail"],
  ["audit keys of the library's configuration", `${ACCOUNTS}.ex`, "audit_security", "   def sigra_config do\n+    audit: [audit_schema: X]"],
  ["a key inside audit", `${ACCOUNTS}.ex`, "audit_security", "   def sigra_config do\n     audit: [\n+      keep_days: 90"],
  ["webhook keys of the library's configuration", `${ACCOUNTS}.ex`, "integration", "   def sigra_config do\n     webhooks: [\n+      enabled: true"],
  ["provider keys of the library's configuration", `${ACCOUNTS}.ex`, "integration", "   def sigra_config do\n+    oauth: [providers: []]"],
  ["other keys of the library's configuration", `${ACCOUNTS}.ex`, "host_auth", "   def sigra_config do\n+    user_schema: User"],
  ["the whole function of the library's configuration", `${ACCOUNTS}.ex`, "audit_security", "+  def sigra_config do\n+    [audit: []]\n+  end"],
  ["a whole new context", `${ACCOUNTS}.ex`, "host_auth", "+  def a, do: 1\n+  def sigra_config do\n+    [audit: []]\n+  end"],
  ["the schema version alone", "config/config.exs", "schema", '+\n+# Managed by the task.\n+config :sigra, schema_version: "1.1.0"'],
  ["the schema version with an OAuth stub", "config/config.exs", "integration", '+config :sigra, schema_version: "1.1.0"\n+config :harbor, oauth: []'],
  ["audit keys in config", "config/runtime.exs", "audit_security", "+config :harbor, :sigra_config, audit: [enabled: true]"],
  ["a line under an audit head", "config/config.exs", "audit_security", " config :harbor, :audit,\n+  keep_days: 1"],
  ["a callback named in config", "config/config.exs", "audit_security", "+config :harbor, admin_policy: Harbor.SigraAdminPolicy"],
  ["a mailer in config", "config/prod.exs", "integration", "+config :harbor, Harbor.Mailer, adapter: X"],
  ["a default of the framework in config", "config/dev.exs", "integration", "+config :phoenix, :plug_init_mode, :runtime"],
  ["config that names audit in context lines only", "config/config.exs", "integration", " config :harbor, audit: true\n+config :logger, level: :info"],
  ["impersonation", `${WEB}/controllers/admin/impersonation_controller.ex`, "host_auth"],
  ["an auth template", `${WEB}/controllers/session_html/new.html.heex`, "host_auth"],
  ["organizations", "lib/harbor/organizations.ex", "host_auth"],
  ["another generated module", "lib/harbor/sigra_branding.ex", "host_auth"],
  ["the dump of the structure", "priv/repo/structure.sql", "schema"],
  ["environment variables of the library", ".env.example", "integration", "+CLOAK_KEY="],
  ["environment variables of the host", ".env.example", "unclassified", "+PORT=4000"],
  ["a further router", "lib/harbor_web/admin_router.ex", "router"],
  ["a part of the router", "lib/harbor_web/router/shop.ex", "router"],
  ["a host feature inside the context", `${ACCOUNTS}/crosswake.ex`, "host_auth"],
  ["a host feature elsewhere", "lib/harbor/catalog/product.ex", "unclassified"],
  ["a host page", `${WEB}/live/product_live/index.ex`, "unclassified", "+  def mount(_, _, socket), do: socket"],
  ["a host page that starts to use the scope", `${WEB}/live/product_live/index.ex`, "host_auth", "+    socket.assigns.current_scope"],
  ["a host page with the scope in a context line", `${WEB}/live/product_live/index.ex`, "unclassified", "     x.current_scope\n+    y()"],
  ["a host page with the scope in a comment", `${WEB}/live/product_live/index.ex`, "unclassified", "+    # current_scope"],
  ["a file nobody knows", ".gitignore", "unclassified"],
];

describe("sorting a hunk", () => {
  it.each(RULINGS.map(([what, path, category, patch]) => ({ what, path, category, patch: patch ?? "+  x()" })))(
    "puts $what ($path) under $category",
    ({ path, category, patch }) => {
      const hunk = aHunk(path, patch);

      expect(hunk.category).toBe(category);
      expect(hunk.supporting).toBe(false);
    },
  );

  it.each<[string, string, Placement]>([
    ["tests of auth", "test/harbor_web/user_auth_test.exs", "host_auth"],
    ["tests of the router", "test/harbor_web/router_test.exs", "router"],
    ["tests of migrations", "test/harbor/migrations/backfill_test.exs", "schema"],
    ["tests of the policy", "test/harbor/sigra_authz_test.exs", "audit_security"],
    ["tests of a host feature", "test/harbor/catalog_test.exs", "unclassified"],
    ["test support", "test/support/fixtures/auth_fixtures.ex", "host_auth"],
    ["style sheets", "priv/static/assets/sigra_auth.css", "host_auth"],
    ["browser scripts", "assets/js/passkey_hooks.js", "host_auth"],
    ["images", "priv/static/images/logo.svg", "host_auth"],
    ["documentation", "README.md", "integration"],
    ["documentation of the policy", "docs/policy.md", "audit_security"],
    ["documentation of the pages", "docs/passkeys.md", "host_auth"],
    ["documentation of a receiver", "docs/webhook_receiver_setup.md", "integration"],
    ["dependencies", "mix.lock", "integration"],
    ["the project file", "mix.exs", "integration"],
    ["scripts", "scripts/ci/smoke.sh", "integration"],
    ["admin tasks", "lib/mix/tasks/sigra.admin.grant.ex", "audit_security"],
  ])("keeps %s (%s) as a supporting file under %s", (_, path, category) => {
    expect(aHunk(path, "+  x()")).toMatchObject({ category, supporting: true });
  });

  it("does not take a test for what its stubs are", () => {
    const stub = "+  @behaviour Sigra.Authz\n+  use Swoosh.Mailer";

    expect(aHunk("test/harbor_web/user_auth_test.exs", stub)).toMatchObject({
      category: "host_auth",
      supporting: true,
    });
    expect(aHunk("priv/static/x.js", stub)).toMatchObject({ category: "host_auth", supporting: true });
  });

  it("keeps a comment in the application module as supporting", () => {
    expect(aHunk("lib/harbor/application.ex", "+    # Harbor.Vault\n+")).toMatchObject({
      category: "integration",
      supporting: true,
    });
  });

  it("asks where a file came from when it is moved out of sight", () => {
    const moved = aHunk("docs/user_auth.md", "-x\n+y", { kind: "renamed", oldPath: `${WEB}/user_auth.ex` });

    expect(moved).toMatchObject({ category: "host_auth", supporting: false, matched: `${WEB}/user_auth.ex` });
  });

  it("finds context and web folder by the app's facts, not by their usual names", () => {
    const facts = someFacts({
      contextFolder: "lib/harbor/identity",
      contextModule: "Harbor.Identity",
      webFolder: "lib/harbor_ui",
    });
    const at = (path: string) => aHunk(path, "+  x()", {}, facts).category;

    expect(["lib/harbor/identity/user.ex", "lib/harbor_ui/router.ex", "lib/harbor_ui/live/settings_live.ex"].map(at)).toEqual([
      "host_auth",
      "router",
      "host_auth",
    ]);
    expect(at("lib/harbor/accounts/ledger.ex")).toBe("unclassified");
  });

  it.each([
    ["data-migration", "priv/repo/data_migrations/20250101000000_x.exs", "+  x()"],
    ["migration", "priv/repo/migrations/20250101000000_x.exs", "+  x()"],
    ["router", "lib/harbor_web/router.ex", "+  x()"],
    ["endpoint", "lib/harbor_web/endpoint.ex", "+  x()"],
    ["further-router", "lib/harbor_web/admin_router.ex", "+  x()"],
    ["config-integration", "config/config.exs", "+config :harbor, Oban, queues: []"],
    ["config", "config/config.exs", "+config :logger, level: :info"],
  ])("gives the reason of %s for %s", (rule, path, patch) => {
    expect(aHunk(path, patch).rule).toBe(rule);
  });

  it("names the rule and the text that decided", () => {
    expect(aHunk("lib/harbor/brake.ex", "+  use Hammer, backend: :ets")).toMatchObject({
      rule: "limiter",
      matched: "use Hammer",
    });
    expect(aHunk(".gitignore", "+x")).toMatchObject({ rule: "none", matched: "" });
  });
});
