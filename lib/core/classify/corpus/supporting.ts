import type { CorpusCase } from "./corpus-case";
import { CONFER, HARBOR, LEDGERLINE, QUAY } from "./hosts";

/** Hunks of tests, styles, scripts, images, documentation and dependency files: under their subject, after the code. */
export const SUPPORTING_CASES: readonly CorpusCase[] = [
  {
    what: "a test of the auth plugs, which has no label of its own",
    host: HARBOR,
    path: "test/harbor_web/user_auth_test.exs",
    patch: `
   describe "log_in_user/3" do
+    test "renews the session", %{conn: conn, user: user} do
+      assert get_session(log_in_user(conn, user), :user_token)
+    end
   end`,
    category: "host_auth",
    supporting: true,
  },
  {
    what: "a test of the auth context of members",
    host: LEDGERLINE,
    path: "test/ledgerline/identity_test.exs",
    patch: `
+    test "finds members by e-mail" do
+      assert Identity.get_member_by_email(member_fixture().email)
+    end`,
    category: "host_auth",
    supporting: true,
  },
  {
    what: "a test of the router",
    host: HARBOR,
    path: "test/harbor_web/router_test.exs",
    patch: `
+  test "keeps berths behind sign-in" do
+    assert %{pipe_through: [:browser, :require_authenticated]} = route_info("/berths")
+  end`,
    category: "router",
    supporting: true,
  },
  {
    what: "a test of a migration",
    host: HARBOR,
    path: "test/harbor/migrations/backfill_personal_orgs_test.exs",
    patch: `
+  test "gives everybody an organization" do
+    assert Repo.aggregate(Organization, :count) == 3
+  end`,
    category: "schema",
    supporting: true,
  },
  {
    what: "a test of the policy, whose stub is a policy too",
    host: HARBOR,
    path: "test/harbor/sigra_authz_test.exs",
    patch: `
+  defmodule Deny do
+    @behaviour Sigra.Authz
+    def can?(_, _, _), do: false
+  end`,
    category: "audit_security",
    supporting: true,
  },
  {
    what: "a test of the audit schema",
    host: LEDGERLINE,
    path: "test/ledgerline/identity/audit_event_test.exs",
    patch: `
+  test "needs an action" do
+    refute changeset(%{}).valid?
+  end`,
    category: "audit_security",
    supporting: true,
  },
  {
    what: "a test of what is audited",
    host: HARBOR,
    path: "test/harbor_web/audit_integration_test.exs",
    patch: `
+    assert [%{action: "session.create"}] = events()`,
    category: "audit_security",
    supporting: true,
  },
  {
    what: "a test of the limiter",
    host: HARBOR,
    path: "test/harbor/rate_limit_test.exs",
    patch: `
+  test "lets three through", do: assert {:allow, 3} = RateLimit.hit("a", 1_000, 3)`,
    category: "integration",
    supporting: true,
  },
  {
    what: "a test of the webhook receiver",
    host: HARBOR,
    path: "test/harbor_web/controllers/sigra_webhook_controller_test.exs",
    patch: `
+    assert json_response(conn, 200)`,
    category: "integration",
    supporting: true,
  },
  {
    what: "a test of a page in an umbrella",
    host: QUAY,
    path: "apps/quay_web/test/quay_web/live/reset_password_live_test.exs",
    patch: `
+    assert html =~ "Check your inbox"`,
    category: "host_auth",
    supporting: true,
  },
  {
    what: "a test of enterprise sign-on with routing in its name",
    host: HARBOR,
    path: "test/harbor_web/integration/enterprise_sso_routing_flow_test.exs",
    patch: `
+    assert redirected_to(conn) =~ "https://idp.example"`,
    category: "host_auth",
    supporting: true,
  },
  {
    what: "a test of a host feature",
    host: HARBOR,
    path: "test/harbor/moorings_test.exs",
    patch: `
+    assert [%Berth{}] = Moorings.list_berths()`,
    category: "unclassified",
    supporting: true,
  },
  {
    what: "a test of a host page that signs somebody in from now on",
    host: HARBOR,
    path: "test/harbor_web/live/berth_live_test.exs",
    patch: `
+  setup :register_and_log_in_user`,
    category: "host_auth",
    supporting: true,
  },
  {
    what: "a test of a host feature with sessions",
    host: CONFER,
    path: "test/confer/talks/schedule_test.exs",
    patch: `
+    assert [first, _second] = Schedule.talks_on(~D[2026-05-01])`,
    category: "unclassified",
    supporting: true,
  },
  {
    what: "fixtures of auth",
    host: HARBOR,
    path: "test/support/fixtures/accounts_fixtures.ex",
    patch: `
+  def organization_fixture(attrs), do: Organizations.create!(attrs)`,
    category: "host_auth",
    supporting: true,
  },
  {
    what: "the case of controller tests",
    host: QUAY,
    path: "apps/quay_web/test/support/conn_case.ex",
    patch: `
+  def log_in_user(conn, user), do: init_test_session(conn, %{user_token: token(user)})`,
    category: "host_auth",
    supporting: true,
  },
  {
    what: "fixtures of a host feature",
    host: HARBOR,
    path: "test/support/fixtures/moorings_fixtures.ex",
    patch: `
+  def berth_fixture(attrs \\\\ %{}), do: Moorings.create_berth!(attrs)`,
    category: "unclassified",
    supporting: true,
  },
  {
    what: "helpers for providers in tests",
    host: HARBOR,
    path: "test/support/oauth_test_helpers.ex",
    patch: `
+  def stub_provider(name), do: Mox.stub(Provider, :name, fn -> name end)`,
    category: "host_auth",
    supporting: true,
  },
  {
    what: "a test in a real browser",
    host: HARBOR,
    path: "assets/e2e/passkey-login.spec.ts",
    patch: `
+  await expect(page.getByRole("button", { name: "Use a passkey" })).toBeVisible();`,
    category: "host_auth",
    supporting: true,
  },
  {
    what: "the style sheet of the auth pages",
    host: HARBOR,
    path: "priv/static/assets/sigra_auth.css",
    patch: `
-.auth-card { padding: 1rem; }
+.auth-card { padding: 2rem; }`,
    category: "host_auth",
    supporting: true,
  },
  {
    what: "the style sheet of the admin pages",
    host: HARBOR,
    path: "priv/static/assets/sigra_admin.css",
    patch: `
+.admin-nav { display: grid; }`,
    category: "host_auth",
    labels: ["admin_settings"],
    supporting: true,
  },
  {
    what: "the host's own style sheet",
    host: QUAY,
    path: "apps/quay_web/assets/css/app.css",
    patch: `
+@import "./sigra_auth.css";`,
    category: "host_auth",
    supporting: true,
  },
  {
    what: "hooks for passkeys in the browser",
    host: HARBOR,
    path: "assets/js/passkey_hooks.js",
    change: { kind: "added" },
    patch: `
+export const PasskeyLogin = {
+  mounted() {
+    this.handleEvent("passkey:get", async (options) => {
+      const credential = await navigator.credentials.get({ publicKey: options });
+      this.pushEvent("passkey:assert", { id: credential.id });
+    });
+  },
+};`,
    category: "host_auth",
    supporting: true,
  },
  {
    what: "localhost written into a browser script",
    host: HARBOR,
    path: "assets/js/passkey.js",
    patch: `
-  rpId: window.location.hostname,
+  rpId: "localhost",`,
    category: "host_auth",
    supporting: true,
    flags: ["localhost_rp_id"],
  },
  {
    what: "hooks that are loaded",
    host: LEDGERLINE,
    path: "assets/js/app.js",
    patch: `
+import { PasskeyLogin } from "./passkey_hooks";`,
    category: "host_auth",
    supporting: true,
  },
  {
    what: "a logo",
    host: HARBOR,
    path: "priv/static/images/sigra-logo.svg",
    change: { kind: "added" },
    patch: `
+<svg viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>`,
    category: "host_auth",
    supporting: true,
  },
  {
    what: "an image without lines",
    host: HARBOR,
    path: "priv/static/images/login.png",
    change: { kind: "added" },
    patch: "",
    category: "host_auth",
    supporting: true,
  },
  {
    what: "a font",
    host: HARBOR,
    path: "assets/fonts/inter.woff2",
    patch: "",
    category: "host_auth",
    supporting: true,
  },
  {
    what: "the library's version",
    host: HARBOR,
    path: "mix.exs",
    patch: `
-      {:sigra, "~> 0.3"},
+      {:sigra, "~> 1.0"},`,
    category: "integration",
    supporting: true,
  },
  {
    what: "locked versions with their checksums",
    host: HARBOR,
    path: "mix.lock",
    patch: `
-  "sigra": {:hex, :sigra, "0.3.4", "aa11bb22cc33dd44ee55ff66aa77bb88cc99dd00", [:mix], [], "hexpm", "0f1e2d3c4b5a69788796a5b4c3d2e1f0"},
+  "sigra": {:hex, :sigra, "1.0.0", "bb11bb22cc33dd44ee55ff66aa77bb88cc99dd11", [:mix], [], "hexpm", "1f1e2d3c4b5a69788796a5b4c3d2e1f1"},`,
    category: "integration",
    supporting: true,
  },
  {
    what: "packages of the browser scripts",
    host: HARBOR,
    path: "assets/package.json",
    patch: `
+    "@simplewebauthn/browser": "^13.0.0",`,
    category: "integration",
    supporting: true,
  },
  {
    what: "an umbrella app's project file",
    host: QUAY,
    path: "apps/quay/mix.exs",
    patch: `
+      {:cloak_ecto, "~> 1.3"},`,
    category: "integration",
    supporting: true,
  },
  {
    what: "the formatter beside migrations",
    host: HARBOR,
    path: "priv/repo/migrations/.formatter.exs",
    patch: `
-  inputs: ["*.exs"]
+  inputs: ["*.exs", "../data_migrations/*.exs"]`,
    category: "integration",
    supporting: true,
  },
  {
    what: "how to set up a webhook receiver",
    host: HARBOR,
    path: "docs/webhook_receiver_setup.md",
    patch: `
+Verify the signature before you trust the payload.`,
    category: "integration",
    supporting: true,
  },
  {
    what: "how passkeys work",
    host: HARBOR,
    path: "docs/passkeys.md",
    change: { kind: "added" },
    patch: `
+# Passkeys
+
+Set \`rp_id: "localhost"\` while you develop.`,
    category: "host_auth",
    supporting: true,
  },
  {
    what: "the read-me of the project",
    host: LEDGERLINE,
    path: "README.md",
    patch: `
+Members sign in with a magic link.`,
    category: "integration",
    supporting: true,
  },
  {
    what: "a script of continuous integration",
    host: HARBOR,
    path: "scripts/ci/upgrade-smoke.sh",
    patch: `
+mix ecto.migrate`,
    category: "integration",
    supporting: true,
  },
  {
    what: "a script that only became executable",
    host: HARBOR,
    path: "scripts/ci/upgrade-smoke.sh",
    change: { newMode: "100755", newOid: "a".repeat(40) },
    patch: "",
    category: "integration",
    supporting: true,
  },
  {
    what: "seeds that register somebody",
    host: HARBOR,
    path: "priv/repo/seeds.exs",
    patch: `
+{:ok, _user} = Harbor.Accounts.register_user(%{email: "demo@harbor.example", password: "correct horse battery"})`,
    category: "host_auth",
    supporting: true,
  },
  {
    what: "texts of the auth pages in German",
    host: HARBOR,
    path: "priv/gettext/de/LC_MESSAGES/sigra.po",
    patch: `
 msgid "Log in"
-msgstr ""
+msgstr "Anmelden"`,
    category: "host_auth",
    supporting: true,
  },
  {
    what: "texts of the host in German",
    host: HARBOR,
    path: "priv/gettext/de/LC_MESSAGES/default.po",
    patch: `
+msgid "Free berths"
+msgstr "Freie Liegeplätze"`,
    category: "unclassified",
    supporting: true,
  },
  {
    what: "texts of the host that turn out to be those of sign-in",
    host: LEDGERLINE,
    path: "priv/gettext/default.pot",
    patch: `
+#: lib/ledgerline_web/live/member_live/login.ex:12
+msgid "Log in with email"
+msgstr ""`,
    category: "host_auth",
    supporting: true,
  },
  {
    what: "a task of the host that makes an admin",
    host: HARBOR,
    path: "lib/mix/tasks/harbor.invite.ex",
    patch: `
 defmodule Mix.Tasks.Harbor.Invite do
   def run([email]) do
-    Harbor.Accounts.register_user(%{email: email})
+    Harbor.Accounts.invite_user(%{email: email})
   end
 end`,
    category: "host_auth",
    supporting: true,
  },
  {
    what: "a private key, even in a test",
    host: HARBOR,
    path: "test/support/keys.ex",
    patch: `
+  @key """
+  -----BEGIN RSA PRIVATE KEY-----
+  """`,
    category: "unclassified",
    supporting: true,
    flags: ["secret"],
  },
  {
    what: "a variable of the library in the image that is built",
    host: HARBOR,
    path: "Dockerfile",
    patch: `
 ENV MIX_ENV="prod"
+ARG CLOAK_KEY`,
    category: "integration",
    supporting: true,
  },
  {
    what: "a check taken out of a test, which weakens nothing",
    host: HARBOR,
    path: "test/harbor/accounts_test.exs",
    patch: `
-    assert Accounts.verify_magic_link(token)`,
    category: "host_auth",
    supporting: true,
  },
  {
    what: "seeds that register somebody through the auth context",
    host: LEDGERLINE,
    path: "priv/repo/seeds.exs",
    patch: `
 alias Ledgerline.{Identity, Repo}
-Identity.register_member(%{email: "demo@example.com"})
+Identity.register_member(%{email: "demo@example.com", confirmed_at: now})`,
    category: "host_auth",
    supporting: true,
  },
  {
    what: "seeds of the host beside them",
    host: LEDGERLINE,
    path: "priv/repo/seeds.exs",
    patch: `
 alias Ledgerline.{Identity, Repo}
-Repo.insert!(%Ledgerline.Bookings.Booking{})
+Repo.insert!(%Ledgerline.Bookings.Booking{amount: 1})`,
    category: "unclassified",
    supporting: true,
  },
  {
    what: "a test of audits that are the host's own",
    host: HARBOR,
    path: "test/harbor/moorings/audit_report_test.exs",
    patch: `
 defmodule Harbor.Moorings.AuditReportTest do
   use Harbor.DataCase
 
+  test "is a draft first", do: assert(Harbor.Moorings.report(%{id: 1}).state == :draft)
 end`,
    category: "unclassified",
    supporting: true,
  },
  {
    what: "the image that is built",
    host: HARBOR,
    path: "Dockerfile",
    patch: `
-FROM hexpm/elixir:1.17.3-erlang-27.1-debian-bookworm
+FROM hexpm/elixir:1.18.1-erlang-27.2-debian-bookworm`,
    category: "integration",
    supporting: true,
  },
  {
    what: "continuous integration",
    host: HARBOR,
    path: ".github/workflows/ci.yml",
    patch: `
-    runs-on: ubuntu-22.04
+    runs-on: ubuntu-24.04`,
    category: "integration",
    supporting: true,
  },
];
