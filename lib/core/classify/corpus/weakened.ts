import type { CorpusCase } from "./corpus-case";
import { CONFER, HARBOR, LEDGERLINE } from "./hosts";

const AUTH = "lib/harbor_web/user_auth.ex";
const RUNTIME = "config/runtime.exs";

/** Small changes that a reviewer must not miss, each beside one that only looks like it. */
export const WEAKENED_CASES: readonly CorpusCase[] = [
  {
    what: "a cookie that lives longer",
    host: HARBOR,
    path: AUTH,
    patch: `
-  @max_age 60 * 60 * 24 * 14
+  @max_age 60 * 60 * 24 * 365`,
    category: "host_auth",
    labels: ["session_auth"],
    flags: ["weakened_check"],
  },
  {
    what: "a cookie that lives shorter",
    host: HARBOR,
    path: AUTH,
    patch: `
-  @max_age 60 * 60 * 24 * 14
+  @max_age 60 * 60 * 24 * 7`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "a session that is no longer renewed",
    host: HARBOR,
    path: AUTH,
    patch: `
   defp renew_session(conn) do
-    conn |> configure_session(renew: true) |> clear_session()
+    conn
   end`,
    category: "host_auth",
    labels: ["session_auth"],
    flags: ["weakened_check"],
  },
  {
    what: "a password that may be shorter",
    host: LEDGERLINE,
    path: "lib/ledgerline/identity/member.ex",
    patch: `
-    |> validate_length(:password, min: 12, max: 72)
+    |> validate_length(:password, min: 8, max: 72)`,
    category: "host_auth",
    labels: ["session_auth"],
    flags: ["weakened_check"],
  },
  {
    what: "one verification in place of another",
    host: HARBOR,
    path: "lib/harbor/accounts.ex",
    patch: `
-    Bcrypt.verify_pass(password, user.hashed_password)
+    Sigra.Authentication.verify(sigra_config(), user, password)`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "a limiter that lets more through",
    host: HARBOR,
    path: "lib/harbor_web/router.ex",
    patch: `
-    plug :rate_limit, bucket: "login", limit: 5
+    plug :rate_limit, bucket: "login", limit: 5000`,
    category: "router",
    labels: ["session_auth"],
    flags: ["weakened_check"],
  },
  {
    what: "a controller that no longer limits sign-in",
    host: HARBOR,
    path: "lib/harbor_web/controllers/session_controller.ex",
    patch: `
-  plug :rate_limit_login when action in [:create]`,
    category: "host_auth",
    labels: ["session_auth"],
    flags: ["weakened_check"],
  },
  {
    what: "a content security policy that is gone",
    host: HARBOR,
    path: "lib/harbor_web/router.ex",
    patch: `
-    plug :put_secure_browser_headers, %{"content-security-policy" => "default-src 'self'"}
+    plug :put_secure_browser_headers`,
    category: "router",
    flags: ["weakened_check"],
  },
  {
    what: "a content security policy that allows inline scripts",
    host: HARBOR,
    path: "lib/harbor_web/router.ex",
    patch: `
-    plug :put_secure_browser_headers, %{"content-security-policy" => "default-src 'self'"}
+    plug :put_secure_browser_headers, %{"content-security-policy" => "default-src 'self' 'unsafe-inline'"}`,
    category: "router",
    flags: ["weakened_check"],
  },
  {
    what: "auditing that is switched off inside its settings",
    host: HARBOR,
    path: "config/prod.exs",
    patch: `
 config :harbor, :sigra_config,
   audit: [
-    enabled: true
+    enabled: false
   ]`,
    category: "audit_security",
    flags: ["weakened_check"],
  },
  {
    what: "auditing that is switched off on its line",
    host: CONFER,
    path: "lib/confer/iam.ex",
    patch: `
   def sigra_config do
     [
-      audit: [enabled: true]
+      audit: [enabled: false]
     ]
   end`,
    category: "audit_security",
    flags: ["weakened_check"],
  },
  {
    what: "a database address with its password",
    host: HARBOR,
    path: RUNTIME,
    patch: `
+  config :harbor, Harbor.Repo, url: "ecto://harbor:Xk29vVq0pLz@db.internal/harbor"`,
    category: "integration",
    flags: ["secret"],
  },
  {
    what: "the address of a database on the developer's machine",
    host: HARBOR,
    path: RUNTIME,
    patch: `
+  config :harbor, Harbor.Repo, url: "ecto://postgres:postgres@localhost/harbor"`,
    category: "integration",
  },
  {
    what: "an encryption key in an attribute",
    host: LEDGERLINE,
    path: "lib/ledgerline/vault.ex",
    patch: `
-  @key System.fetch_env!("CLOAK_KEY")
+  @key "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA="`,
    category: "audit_security",
    flags: ["secret"],
  },
  {
    what: "a module that takes the library's webhooks",
    host: HARBOR,
    path: "lib/harbor/webhooks/dispatcher.ex",
    change: { kind: "added" },
    patch: `
+defmodule Harbor.Webhooks.Dispatcher do
+  @behaviour Sigra.Webhooks.Dispatcher
+  def dispatch(event), do: Harbor.Outbox.put(event)
+end`,
    category: "integration",
  },
  {
    what: "a hook that only has another name",
    host: HARBOR,
    path: "lib/harbor_web/router.ex",
    patch: `
-      on_mount: [{HarborWeb.UserAuth, :ensure_authenticated}] do
+      on_mount: [{HarborWeb.UserAuth, :require_authenticated}, {HarborWeb.UserAuth, :load_organization}] do`,
    category: "router",
    labels: ["scope"],
  },
  {
    what: "a hook that only loads what the other asked for",
    host: HARBOR,
    path: "lib/harbor_web/router.ex",
    patch: `
-      on_mount: [{HarborWeb.UserAuth, :ensure_authenticated}] do
+      on_mount: [{HarborWeb.UserAuth, :mount_current_scope}] do`,
    category: "router",
    labels: ["scope"],
    flags: ["weakened_check"],
  },
  {
    what: "a password that is no longer asked for",
    host: HARBOR,
    path: "lib/harbor/accounts.ex",
    patch: `
     user
     |> User.password_changeset(attrs)
-    |> User.validate_current_password(password)
     |> Repo.update()`,
    category: "host_auth",
    labels: ["session_auth"],
    flags: ["weakened_check"],
  },
  {
    what: "a hook that lets everybody through",
    host: HARBOR,
    path: AUTH,
    patch: `
   def on_mount(:ensure_authenticated, _params, session, socket) do
-    if socket.assigns.current_scope.user, do: {:cont, socket}, else: {:halt, redirect(socket, to: ~p"/users/log_in")}
+    {:cont, mount_current_scope(socket, session)}
   end`,
    category: "host_auth",
    labels: ["session_auth", "scope"],
    flags: ["weakened_check"],
  },
  {
    what: "a walk through a list that ends later",
    host: HARBOR,
    path: AUTH,
    patch: `
-        {:error, changeset} -> {:halt, {:error, changeset}}
+        {:error, changeset} -> {:cont, [changeset | errors]}`,
    category: "host_auth",
    labels: ["session_auth", "scope"],
  },
  {
    what: "a limiter of the router that lets more through",
    host: HARBOR,
    path: "lib/harbor_web/router.ex",
    patch: `
     plug Sigra.Plug.RateLimit,
       key_prefix: "login",
-      limit: Application.get_env(:sigra, :login_rate_limit, 3),
+      limit: Application.get_env(:sigra, :login_rate_limit, 30),
       window: 60_000`,
    category: "router",
    labels: ["session_auth"],
    flags: ["weakened_check"],
  },
  {
    what: "a condition with one demand less",
    host: HARBOR,
    path: "lib/harbor/accounts.ex",
    patch: `
     cond do
-      user && User.valid_password?(user, password) && user.active ->
+      user && User.valid_password?(user, password) ->
         {:ok, user}`,
    category: "host_auth",
    labels: ["session_auth"],
    flags: ["weakened_check"],
  },
  {
    what: "a condition with one demand more",
    host: HARBOR,
    path: "lib/harbor/accounts.ex",
    patch: `
     cond do
-      user && User.valid_password?(user, password) ->
+      user && User.valid_password?(user, password) && is_nil(user.locked_at) ->
         {:ok, user}`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "a condition with one way more",
    host: HARBOR,
    path: AUTH,
    patch: `
-    if conn.assigns.current_scope do
+    if conn.assigns.current_scope || conn.host == "kiosk.local" do`,
    category: "host_auth",
    labels: ["scope"],
    flags: ["weakened_check"],
  },
  {
    what: "a plug for fewer actions",
    host: HARBOR,
    path: "lib/harbor_web/controllers/admin/user_controller.ex",
    patch: `
-  plug :refuse_guests when action not in [:index]
+  plug :refuse_guests when action in [:delete]`,
    category: "host_auth",
    labels: ["admin_settings"],
    flags: ["weakened_check"],
  },
  {
    what: "a plug for more actions",
    host: HARBOR,
    path: "lib/harbor_web/controllers/admin/user_controller.ex",
    patch: `
-  plug :refuse_guests when action in [:delete]
+  plug :refuse_guests when action in [:delete, :update]`,
    category: "host_auth",
    labels: ["admin_settings"],
  },
  {
    what: "a scope with fewer pipelines",
    host: HARBOR,
    path: "lib/harbor_web/router.ex",
    patch: `
   scope "/staff", HarborWeb do
-    pipe_through [:browser, :staff]
+    pipe_through :browser
     get "/", StaffController, :index`,
    category: "router",
    flags: ["weakened_check"],
  },
  {
    what: "a scope that goes with its routes",
    host: HARBOR,
    path: "lib/harbor_web/router.ex",
    patch: `
-  scope "/fleet", HarborWeb do
-    pipe_through [:browser, :crew]
-    get "/", FleetController, :index
-  end`,
    category: "router",
  },
  {
    what: "a live session with a hook less",
    host: HARBOR,
    path: "lib/harbor_web/router.ex",
    patch: `
     live_session :staff,
-      on_mount: [{HarborWeb.UserAuth, :mount_current_scope}, HarborWeb.StaffOnly] do
+      on_mount: [{HarborWeb.UserAuth, :mount_current_scope}] do
       live "/", StaffLive`,
    category: "router",
    labels: ["scope"],
    flags: ["weakened_check"],
  },
  {
    what: "a policy that now always says yes",
    host: HARBOR,
    path: "lib/harbor/moorings/rules.ex",
    patch: `
 defmodule Harbor.Moorings.Rules do
   @behaviour Bodyguard.Policy
-  def authorize(:delete, user, berth), do: user.id == berth.owner_id
+  def authorize(:delete, _user, _berth), do: :ok
 end`,
    category: "audit_security",
    labels: ["policy"],
    flags: ["weakened_check"],
  },
  {
    what: "sudo that holds for ten hours",
    host: HARBOR,
    path: AUTH,
    patch: `
-    if Accounts.sudo_mode?(user, -10), do: conn, else: halt(conn)
+    if Accounts.sudo_mode?(user, -600), do: conn, else: halt(conn)`,
    category: "host_auth",
    labels: ["session_auth"],
    flags: ["weakened_check"],
  },
  {
    what: "a limiter in front of signing in that goes",
    host: HARBOR,
    path: "lib/harbor_web/controllers/user_session_controller.ex",
    patch: `
-  plug HarborWeb.Plugs.LoginRateLimit, limit: 5 when action == :create`,
    category: "host_auth",
    labels: ["session_auth"],
    flags: ["weakened_check"],
  },
  {
    what: "requests from any origin",
    host: HARBOR,
    path: "lib/harbor_web/endpoint.ex",
    patch: `
   plug Corsica,
-    origins: ["https://harbor.example"]
+    origins: "*"`,
    category: "router",
    flags: ["weakened_check"],
  },
  {
    what: "a key that stands in where the variable is not set",
    host: HARBOR,
    path: RUNTIME,
    patch: `
-  secret_key_base: System.fetch_env!("SECRET_KEY_BASE")
+  secret_key_base: System.get_env("SECRET_KEY_BASE") || "Yx8kQ2mVt5rW9zB3nH6jL1pC4sF7gD0a"`,
    category: "integration",
    flags: ["secret"],
  },
  {
    what: "a token whose end is no longer asked for",
    host: HARBOR,
    path: "lib/harbor/accounts.ex",
    patch: `
-    with %UserToken{} = token <- find_token(code), false <- UserToken.expired?(token), do: {:ok, token}
+    with %UserToken{} = token <- find_token(code), do: {:ok, token}`,
    category: "host_auth",
    labels: ["session_auth"],
    flags: ["weakened_check"],
  },
  {
    what: "a lockout that is switched off",
    host: HARBOR,
    path: "config/config.exs",
    patch: `
 config :sigra, :lockout,
-  max_attempts: 5
+  enabled: false`,
    category: "integration",
    labels: ["session_auth"],
    flags: ["weakened_check"],
  },
  {
    what: "a clause that allows one role",
    host: HARBOR,
    path: "lib/harbor/permissions.ex",
    patch: `
 defmodule Harbor.Permissions do
   @behaviour Sigra.Authz
+  def authorized?(%{role: :owner}, :rename), do: true
   def authorized?(_scope, _action), do: false
 end`,
    category: "audit_security",
    labels: ["policy"],
  },
];
