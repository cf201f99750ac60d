import { describe, expect, it } from "vitest";
import { aHunk } from "./a-hunk";
import type { Label } from "./category";

const ROUTER = "lib/harbor_web/router.ex";
const OTHER = "lib/harbor/catalog.ex";

/** What is shown, the path, the patch, the labels. */
const CASES: readonly (readonly [string, string, string, readonly Label[]])[] = [
  ["sign-in routes", ROUTER, '+    get "/users/log_in", SessionController, :new', ["session_auth"]],
  ["MFA routes", ROUTER, '+    get "/mfa", MFAChallengeController, :new', ["session_auth"]],
  ["passkey settings routes", ROUTER, '+    live "/users/settings/mfa/passkeys", MFASettingsLive', ["session_auth", "admin_settings"]],
  ["the sudo pipeline", ROUTER, "+    plug Sigra.Plug.RequireSudo, error_handler: X", ["session_auth"]],
  ["settings routes", ROUTER, '+    live "/settings", SettingsLive, :edit', ["admin_settings"]],
  ["organization pipelines", ROUTER, "+    plug Sigra.Plug.RequireMembership, error_handler: X", ["scope"]],
  ["a pipeline through which routes pass", ROUTER, "+    pipe_through [:browser, :require_org]", ["scope"]],
  ["hooks of a live session", ROUTER, "+      on_mount: [{HarborWeb.UserAuth, :mount}]", ["scope"]],
  ["the scope macro of the router, which is none", ROUTER, '+  scope "/shop", HarborWeb do', []],
  ["live_session, which is no session", ROUTER, "+    live_session :shop do", []],
  ["the session plug of the framework", ROUTER, "+    plug :fetch_session", []],
  ["a host page about providers", ROUTER, '+      live "/providers", ProviderHealthLive, :index', []],
  ["host routes", ROUTER, '+    get "/products", ProductController, :index', []],
  ["provider callbacks", ROUTER, '+    get "/auth/:provider/callback", OAuthController, :callback', ["oauth"]],
  ["enterprise sign-on routes", ROUTER, '+    get "/sso/:slug", EnterpriseSSOController, :start', ["oauth"]],
  ["admin routes", ROUTER, '+    live "/admin/users", Sigra.Admin.Live.UsersLive', ["admin_settings"]],
  ["the policy option of a plug", ROUTER, "+      policy: Harbor.SigraAdminPolicy,", ["admin_settings", "policy"]],
  ["policies and scopes in context lines only", ROUTER, "       policy: Harbor.SigraAdminPolicy,\n     on_mount: [x],\n+    x()", []],
  ["a scope passed to a call", OTHER, "+    list(scope: scope)", ["scope"]],
  ["the current scope", OTHER, "+    conn.assigns.current_scope", ["scope"]],
  ["the scope struct", OTHER, "+    %Scope{user: user} = x", ["scope"]],
  ["the active organization", OTHER, "+    put_active_organization(conn, org)", ["scope"]],
  ["the scopes of a token", OTHER, "+    scopes: token_scopes(x)", []],
  ["the scope asked of a provider", "config/config.exs", '+  providers: [google: [scope: "openid email"]]', ["oauth"]],
  ["a behaviour line", "lib/harbor/may.ex", "+  @behaviour Sigra.Authz", ["policy"]],
  ["a table called policy", "lib/harbor/accounts/organization_auth_policy.ex", '+  schema "organization_auth_policies" do', []],
  ["a role called admin", "lib/harbor/accounts/organization_invitation.ex", "+    roles: [:owner, :admin]", []],
  ["the admin layout", "lib/harbor_web/components/layouts.ex", "+  def admin(assigns) do", ["admin_settings"]],
  ["a comment of a session controller", "lib/harbor_web/controllers/session_controller.ex", "+  # Renders the form.", []],
  ["documentation about sessions", "lib/harbor/sigra_authz.ex", '   @doc """\n+  Ends the session.\n   """', ["session_auth"]],
  ["documentation about something else", "lib/harbor/sigra_authz.ex", '   @doc """\n+  Says more.\n   """', []],
  ["a comment about the scope", OTHER, "+  # current_scope is hydrated here", ["scope"]],
  [
    "a policy whose documentation speaks of sessions",
    "lib/harbor/sigra_authz.ex",
    '+  @moduledoc """\n+  Sessions.\n+  """\n+  def can?(_, _, _), do: false',
    ["policy"],
  ],
  ["the token endpoint", "lib/harbor_web/controllers/oauth_token_controller.ex", "+    grant(conn)", ["oauth"]],
  ["a database password", "config/dev.exs", '+  password: "postgres",', []],
  ["a passkey setting", "config/config.exs", '+    rp_id: "example.com",', ["session_auth"]],
  ["an organization settings page", "lib/harbor_web/live/organization_settings_live.ex", "+    ok()", ["scope", "admin_settings"]],
  [
    "a migration of a scope column",
    "priv/repo/migrations/20250101000000_x.exs",
    "+    alter table(:user_sessions) do\n+      add :active_organization_id, :uuid",
    ["scope"],
  ],
  [
    "a migration of a policy table",
    "priv/repo/migrations/20250101000000_create_organization_auth_policies.exs",
    "+    create table(:organization_auth_policies) do",
    [],
  ],
  ["a test named after auth", "test/harbor_web/user_auth_test.exs", "+    log_in_user(conn)", []],
  ["a style sheet named after auth", "priv/static/assets/sigra_auth.css", "+.login {}", []],
  ["a migration whose columns only sound like auth", "priv/repo/migrations/20250101000000_x.exs", "+      add :mfa_required, :boolean", []],
];

describe("the labels of a hunk", () => {
  it.each(CASES)("read %s", (_, path, patch, labels) => {
    expect(aHunk(path, patch).labels).toEqual(labels);
  });
});
