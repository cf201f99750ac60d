import type { CorpusCase } from "./corpus-case";
import { CONFER, HARBOR, LEDGERLINE, QUAY } from "./hosts";

const ROUTER = "lib/harbor_web/router.ex";
const ENDPOINT = "lib/harbor_web/endpoint.ex";

/** Hunks of routers and endpoints: always router wiring, the labels tell the rest. */
export const ROUTING_CASES: readonly CorpusCase[] = [
  {
    what: "sign-in routes",
    host: HARBOR,
    path: ROUTER,
    patch: `
 defmodule HarborWeb.Router do
   scope "/users", HarborWeb do
     pipe_through [:browser, :redirect_if_user_is_authenticated]
+
+    get "/log_in", SessionController, :new
+    post "/log_in", SessionController, :create
   end
 end`,
    category: "router",
    labels: ["session_auth"],
  },
  {
    what: "sign-in routes of members as Phoenix 1.8 writes them",
    host: LEDGERLINE,
    path: "lib/ledgerline_web/router.ex",
    patch: `
   scope "/", LedgerlineWeb do
     pipe_through [:browser]
+    live "/members/log-in", MemberLive.Login, :new
+    live "/members/log-in/:token", MemberLive.Confirmation, :new
   end`,
    category: "router",
    labels: ["session_auth"],
  },
  {
    what: "passkey routes, injected without indentation",
    host: HARBOR,
    path: ROUTER,
    patch: `
 defmodule HarborWeb.Router do
+scope "/users", HarborWeb do
+  pipe_through [:browser, :redirect_if_user_is_authenticated]
+
+  post "/log_in/passkey", SessionController, :complete_passkey
+end
 end`,
    category: "router",
    labels: ["session_auth"],
  },
  {
    what: "passkey settings routes",
    host: HARBOR,
    path: ROUTER,
    patch: `
   scope "/users", HarborWeb do
+    post "/settings/mfa/passkeys", SessionController, :complete_passkey_registration
   end`,
    category: "router",
    labels: ["session_auth", "admin_settings"],
  },
  {
    what: "a live session with the hook of members",
    host: LEDGERLINE,
    path: "lib/ledgerline_web/router.ex",
    patch: `
+    live_session :require_authenticated_member,
+      on_mount: [{LedgerlineWeb.MemberAuth, :require_authenticated}] do
+      live "/members/settings", MemberLive.Settings, :edit
+    end`,
    category: "router",
    labels: ["scope", "admin_settings"],
  },
  {
    what: "the scope macro of the router, which is none",
    host: HARBOR,
    path: ROUTER,
    patch: `
+  scope "/berths", HarborWeb do
+    pipe_through :browser
+    get "/", BerthController, :index
+  end`,
    category: "router",
  },
  {
    what: "a host route moved under sign-in",
    host: HARBOR,
    path: ROUTER,
    patch: `
   scope "/berths", HarborWeb do
-    pipe_through :browser
+    pipe_through [:browser, :require_authenticated]
   end`,
    category: "router",
  },
  {
    what: "a host route that anybody may see from now on",
    host: HARBOR,
    path: ROUTER,
    patch: `
   scope "/berths", HarborWeb do
-    pipe_through [:browser, :require_authenticated]
+    pipe_through :browser
   end`,
    category: "router",
    flags: ["weakened_check"],
  },
  {
    what: "current scope in the browser pipeline",
    host: HARBOR,
    path: ROUTER,
    patch: `
   pipeline :browser do
     plug :put_secure_browser_headers
-    plug :fetch_current_user
+    plug :fetch_current_scope_for_user
   end`,
    category: "router",
    labels: ["scope"],
  },
  {
    what: "the import of the auth plugs",
    host: HARBOR,
    path: ROUTER,
    patch: `
   use HarborWeb, :router
+
+  import HarborWeb.UserAuth`,
    category: "router",
  },
  {
    what: "CSRF protection that is taken out",
    host: HARBOR,
    path: ROUTER,
    patch: `
   pipeline :browser do
     plug :fetch_live_flash
-    plug :protect_from_forgery
     plug :put_secure_browser_headers
   end`,
    category: "router",
    flags: ["weakened_check"],
  },
  {
    what: "a plug of the host that is taken out, whatever it checked",
    host: QUAY,
    path: "apps/quay_web/lib/quay_web/router.ex",
    patch: `
   pipeline :tenant do
     plug :browser_basics
-    plug QuayWeb.Plugs.CheckBerth
   end`,
    category: "router",
    flags: ["weakened_check"],
  },
  {
    what: "session plugs of the framework",
    host: HARBOR,
    path: ROUTER,
    patch: `
+  pipeline :kiosk do
+    plug :accepts, ["html"]
+    plug :fetch_session
+    plug :fetch_live_flash
+  end`,
    category: "router",
  },
  {
    what: "a pipeline that demands MFA",
    host: HARBOR,
    path: ROUTER,
    patch: `
   pipeline :require_authenticated do
     plug :require_authenticated_user
+    plug :require_mfa
   end`,
    category: "router",
    labels: ["session_auth"],
  },
  {
    what: "the sudo pipeline",
    host: HARBOR,
    path: ROUTER,
    patch: `
+  pipeline :require_sudo do
+    plug Sigra.Plug.RequireSudo, error_handler: HarborWeb.AuthErrorHandler
+  end`,
    category: "router",
    labels: ["session_auth"],
  },
  {
    what: "a limit on sign-in",
    host: HARBOR,
    path: ROUTER,
    patch: `
+    plug Sigra.Plug.RateLimit, limiter: Sigra.RateLimiters.Hammer, key_prefix: "login"`,
    category: "router",
    labels: ["session_auth"],
  },
  {
    what: "a limit on an API",
    host: HARBOR,
    path: ROUTER,
    patch: `
   pipeline :api do
     plug :accepts, ["json"]
+    plug Sigra.Plug.RateLimit, limiter: Sigra.RateLimiters.Hammer, key_prefix: "api"
   end`,
    category: "router",
  },
  {
    what: "an organization pipeline, whose session store is no session route",
    host: HARBOR,
    path: ROUTER,
    patch: `
+  pipeline :org_scoped do
+    plug Sigra.Plug.LoadOrganizationFromSlug,
+      organizations: Harbor.Organizations,
+      session_store: Sigra.SessionStores.Ecto,
+      session_store_opts: [repo: Harbor.Repo, session_schema: Harbor.Accounts.UserSession],
+      scope_module: Harbor.Accounts.Scope
+  end`,
    category: "router",
    labels: ["scope"],
  },
  {
    what: "routes of organizations",
    host: HARBOR,
    path: ROUTER,
    patch: `
+    post "/organizations/switch", OrganizationSwitchController, :update
+    live "/organizations", OrganizationsLive.Index, :index`,
    category: "router",
    labels: ["scope"],
  },
  {
    what: "settings and members of an organization",
    host: HARBOR,
    path: ROUTER,
    patch: `
   scope "/organizations/:org", HarborWeb do
     pipe_through [:browser, :require_authenticated, :org_scoped]
+    live "/settings", OrganizationSettingsLive, :edit
+    live "/members", OrganizationMembersLive, :index
   end`,
    category: "router",
    labels: ["admin_settings"],
  },
  {
    what: "an invitation outside every pipeline of sign-in",
    host: HARBOR,
    path: ROUTER,
    patch: `
+    live_session :invitations, on_mount: [{HarborWeb.UserAuth, :mount_current_scope}] do
+      live "/invitations/:token/accept", InvitationAcceptLive
+    end`,
    category: "router",
    labels: ["session_auth", "scope"],
  },
  {
    what: "callbacks of providers",
    host: HARBOR,
    path: ROUTER,
    patch: `
+  scope "/auth", HarborWeb do
+    pipe_through :browser
+    get "/:provider", OAuthController, :request
+    get "/:provider/callback", OAuthController, :callback
+  end`,
    category: "router",
    labels: ["oauth"],
  },
  {
    what: "enterprise sign-on",
    host: HARBOR,
    path: ROUTER,
    patch: `
+    get "/sso", EnterpriseSSOController, :new
+    get "/sso/callback", EnterpriseSSOController, :callback`,
    category: "router",
    labels: ["oauth"],
  },
  {
    what: "a host page about providers of water and power",
    host: HARBOR,
    path: ROUTER,
    patch: `
+    live "/providers", ProviderLive.Index, :index
+    live "/providers/:id", ProviderLive.Show, :show`,
    category: "router",
  },
  {
    what: "a callback of a payment provider",
    host: LEDGERLINE,
    path: "lib/ledgerline_web/router.ex",
    patch: `
+    post "/payments/callback", PaymentController, :callback`,
    category: "router",
  },
  {
    what: "the admin pipeline with its policy",
    host: HARBOR,
    path: ROUTER,
    patch: `
+  pipeline :admin_global do
+    plug Sigra.Plug.RequireAdminAccess,
+      error_handler: HarborWeb.AuthErrorHandler,
+      policy: Harbor.SigraAdminPolicy,
+      mode: :global
+  end`,
    category: "router",
    labels: ["admin_settings", "policy"],
  },
  {
    what: "another module as policy of a plug",
    host: HARBOR,
    path: ROUTER,
    patch: `
     plug Sigra.Plug.RequireAdminAccess,
-      policy: Harbor.SigraAdminPolicy,
+      policy: Harbor.Gatekeeper,
       mode: :global`,
    category: "router",
    labels: ["admin_settings", "policy"],
  },
  {
    what: "admin pages",
    host: HARBOR,
    path: ROUTER,
    patch: `
       on_mount: [{Sigra.LiveView.AdminScope, [mode: :global, policy: Harbor.SigraAdminPolicy]}] do
       live "/admin", Sigra.Admin.Live.IndexLive, :index
+      live "/admin/audit", Sigra.Admin.Live.AuditIndexLive, :index
     end`,
    category: "router",
    labels: ["admin_settings"],
  },
  {
    what: "the end of impersonation",
    host: HARBOR,
    path: ROUTER,
    patch: `
+    delete "/impersonation", Admin.ImpersonationController, :delete`,
    category: "router",
    labels: ["admin_settings"],
  },
  {
    what: "the dashboard of the developers",
    host: HARBOR,
    path: ROUTER,
    patch: `
+    live_dashboard "/dashboard", metrics: HarborWeb.Telemetry
     forward "/mailbox", Plug.Swoosh.MailboxPreview`,
    category: "router",
  },
  {
    what: "a comment in the router",
    host: HARBOR,
    path: ROUTER,
    patch: `
+  # Other pipelines may follow here.
   scope "/api", HarborWeb do`,
    category: "router",
  },
  {
    what: "a comment in the router about the active organization",
    host: HARBOR,
    path: ROUTER,
    patch: `
+  # Routes below need an active organization.
   scope "/organizations/:org", HarborWeb do`,
    category: "router",
    labels: ["scope"],
  },
  {
    what: "sessions of talks, which are routes of the host",
    host: CONFER,
    path: "lib/confer_ui/router.ex",
    patch: `
+    resources "/talks", TalkController, only: [:index, :show]`,
    category: "router",
  },
  {
    what: "a router in an umbrella",
    host: QUAY,
    path: "apps/quay_web/lib/quay_web/router.ex",
    patch: `
+    live "/users/reset-password", ResetPasswordLive, :new`,
    category: "router",
    labels: ["session_auth"],
  },
  {
    what: "the router of another web app in the umbrella",
    host: QUAY,
    path: "apps/staff_web/lib/staff_web/router.ex",
    patch: `
+    get "/rota", RotaController, :index`,
    category: "router",
  },
  {
    what: "routes kept in a module of their own",
    host: HARBOR,
    path: "lib/harbor_web/router/auth_routes.ex",
    change: { kind: "added" },
    patch: `
+defmodule HarborWeb.Router.AuthRoutes do
+  defmacro auth_routes do
+    quote do
+      delete "/users/log_out", SessionController, :delete
+    end
+  end
+end`,
    category: "router",
    labels: ["session_auth"],
  },
  {
    what: "a router by what it uses",
    host: QUAY,
    path: "apps/quay/lib/quay/hooks_api.ex",
    change: { kind: "added" },
    patch: `
+defmodule Quay.HooksAPI do
+  use Plug.Router
+
+  plug :match
+  plug :dispatch
+end`,
    category: "router",
  },
  {
    what: "cookie options of the endpoint",
    host: HARBOR,
    path: ENDPOINT,
    patch: `
   @session_options [
     store: :cookie,
     key: "_harbor_key",
     signing_salt: "x3Jk29dm",
-    same_site: "Strict"
+    same_site: "Lax"
   ]`,
    category: "router",
    labels: ["session_auth"],
    flags: ["weakened_check"],
  },
  {
    what: "an encrypted session cookie",
    host: HARBOR,
    path: ENDPOINT,
    patch: `
   @session_options [
     store: :cookie,
+    encryption_salt: "b8Qr01xz",
     same_site: "Lax"
   ]`,
    category: "router",
    labels: ["session_auth"],
  },
  {
    what: "the session plug of the endpoint",
    host: HARBOR,
    path: ENDPOINT,
    patch: `
-  plug Plug.Session, @session_options
+  plug Plug.Session, Harbor.SessionOptions.get()`,
    category: "router",
    labels: ["session_auth"],
  },
  {
    what: "a socket that any origin may open",
    host: HARBOR,
    path: ENDPOINT,
    patch: `
   socket "/live", Phoenix.LiveView.Socket,
-    websocket: [connect_info: [session: @session_options]]
+    websocket: [connect_info: [session: @session_options], check_origin: false]`,
    category: "router",
    flags: ["weakened_check"],
  },
  {
    what: "a reader that keeps the raw body for webhooks",
    host: HARBOR,
    path: ENDPOINT,
    patch: `
   plug Plug.Parsers,
     parsers: [:urlencoded, :multipart, :json],
+    body_reader: {HarborWeb.CacheBodyReader, :read_body, []},
     pass: ["*/*"]`,
    category: "router",
  },
  {
    what: "static paths of the endpoint",
    host: HARBOR,
    path: ENDPOINT,
    patch: `
   plug Plug.Static,
     at: "/",
-    gzip: false,
+    gzip: true,
     only: HarborWeb.static_paths()`,
    category: "router",
  },
  {
    what: "the pipeline of the admin pages",
    host: HARBOR,
    path: ROUTER,
    patch: `
+  pipeline :admin do
+    plug Sigra.Plug.RequireAdmin, policy: Harbor.StaffRules
+  end`,
    category: "router",
    labels: ["admin_settings", "policy"],
  },
  {
    what: "a page of the host about its own sessions",
    host: HARBOR,
    path: ROUTER,
    patch: `
-    get "/berths/sessions", PageController, :sessions
     get "/imprint", PageController, :imprint`,
    category: "router",
  },
];
