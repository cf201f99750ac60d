import type { CorpusCase } from "./corpus-case";
import { CONFER, HARBOR, LEDGERLINE, QUAY } from "./hosts";

const WEB = "lib/harbor_web";
const LEDGER = "lib/ledgerline_web";
const QUAY_WEB = "apps/quay_web/lib/quay_web";

/** Hunks of controllers, LiveViews, templates, components and plugs of the auth pages. */
export const AUTH_WEB_CASES: readonly CorpusCase[] = [
  {
    what: "the remember-me cookie",
    host: HARBOR,
    path: `${WEB}/user_auth.ex`,
    patch: `
 defmodule HarborWeb.UserAuth do
-  @max_cookie_age_in_days 14
+  @max_cookie_age_in_days 7
+  @remember_me_options [sign: true, max_age: @max_cookie_age_in_days * 24 * 60 * 60, same_site: "Lax"]
 end`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "scope loading in the auth plugs",
    host: HARBOR,
    path: `${WEB}/user_auth.ex`,
    patch: `
   def fetch_current_scope(conn, _opts) do
-    assign(conn, :current_scope, Scope.for_user(user))
+    assign(conn, :current_scope, user |> Scope.for_user() |> Scope.put_organization(organization))
   end`,
    category: "host_auth",
    labels: ["scope"],
  },
  {
    what: "a cookie that may be read by scripts from now on",
    host: HARBOR,
    path: `${WEB}/user_auth.ex`,
    patch: `
-  @remember_me_options [sign: true, http_only: true, same_site: "Strict"]
+  @remember_me_options [sign: true, same_site: "Lax"]`,
    category: "host_auth",
    labels: ["session_auth"],
    flags: ["weakened_check"],
  },
  {
    what: "a session that is no longer renewed",
    host: HARBOR,
    path: `${WEB}/user_auth.ex`,
    patch: `
   def log_in_user(conn, user, params) do
     conn
-    |> renew_session(user)
     |> put_token_in_session(token)
   end`,
    category: "host_auth",
    labels: ["session_auth"],
    flags: ["weakened_check"],
  },
  {
    what: "the auth plugs of members",
    host: LEDGERLINE,
    path: `${LEDGER}/member_auth.ex`,
    patch: `
 defmodule LedgerlineWeb.MemberAuth do
+  def log_out_member(conn) do
+    member_token = get_session(conn, :member_token)
+    member_token && Identity.delete_member_session_token(member_token)
+    redirect(conn, to: ~p"/")
+  end
 end`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "a refusal that goes on all the same",
    host: HARBOR,
    path: `${WEB}/user_auth.ex`,
    patch: `
       conn
       |> put_flash(:error, "You must log in to access this page.")
-      |> redirect(to: ~p"/users/log-in")
-      |> halt()
+      |> redirect(to: ~p"/users/log-in")`,
    category: "host_auth",
    labels: ["session_auth"],
    flags: ["weakened_check"],
  },
  {
    what: "a sign-in page of members as Phoenix 1.8 lays it out",
    host: LEDGERLINE,
    path: `${LEDGER}/live/member_live/login.ex`,
    change: { kind: "added" },
    patch: `
+defmodule LedgerlineWeb.MemberLive.Login do
+  use LedgerlineWeb, :live_view
+
+  def mount(_params, _session, socket) do
+    {:ok, assign(socket, form: to_form(%{}, as: "member"))}
+  end
+end`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "a settings page of members",
    host: LEDGERLINE,
    path: `${LEDGER}/live/member_live/settings.ex`,
    patch: `
       <.header>
-        Settings
+        Your settings
       </.header>`,
    category: "host_auth",
    labels: ["session_auth", "admin_settings"],
  },
  {
    what: "a template of the session controller of members",
    host: LEDGERLINE,
    path: `${LEDGER}/controllers/member_session_html/new.html.heex`,
    patch: `
 <.form :let={f} for={@form} action={~p"/members/log-in"}>
-  <.input field={f[:email]} type="email" label="Email" />
+  <.input field={f[:email]} type="email" label="Email" autocomplete="username" />
 </.form>`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "a session controller as Phoenix 1.7 generates it",
    host: HARBOR,
    path: `${WEB}/controllers/user_session_controller.ex`,
    patch: `
   def create(conn, %{"_action" => "registered"} = params) do
-    create(conn, params, "Account created successfully!")
+    create(conn, params, "Welcome aboard!")
   end`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "a session controller of an API in an umbrella",
    host: QUAY,
    path: `${QUAY_WEB}/controllers/api/session_controller.ex`,
    change: { kind: "added" },
    patch: `
+defmodule QuayWeb.API.SessionController do
+  use QuayWeb, :controller
+
+  def create(conn, %{"email" => email, "password" => password}) do
+    with {:ok, user} <- Quay.Members.authenticate(email, password), do: render(conn, :show, user: user)
+  end
+end`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "a registration page that asks for terms",
    host: HARBOR,
    path: `${WEB}/live/user_registration_live.ex`,
    patch: `
       <.simple_form for={@form} id="registration_form" phx-submit="save">
+        <.input field={@form[:terms]} type="checkbox" label="I agree" />
       </.simple_form>`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "account settings, a heading only",
    host: HARBOR,
    path: `${WEB}/live/settings_live.ex`,
    patch: `
-      <h1>Account</h1>
+      <h1>Your account</h1>`,
    category: "host_auth",
    labels: ["session_auth", "admin_settings"],
  },
  {
    what: "impersonation refusals that vanish between changed markup",
    host: HARBOR,
    path: `${WEB}/live/settings_live.ex`,
    patch: `
   def render(assigns) do
     ~H"""
-    <section class="space-y-4">
-      <p :if={impersonating?(@current_scope)}>You cannot change the e-mail while impersonating.</p>
-      <.button class="btn">Save</.button>
+    <section class="grid gap-6">
+      <.button class="btn-primary">Save</.button>
     """
   end`,
    category: "host_auth",
    labels: ["scope", "admin_settings"],
    flags: ["weakened_check"],
  },
  {
    what: "a class rename in the MFA challenge",
    host: HARBOR,
    path: `${WEB}/live/mfa_challenge_live.ex`,
    patch: `
-      <div class="mt-8 flex">
+      <div class="mt-10 grid">`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "passkeys on the MFA settings page",
    host: HARBOR,
    path: `${WEB}/live/mfa_settings_live.ex`,
    patch: `
     <ul>
+      <li :for={passkey <- @passkeys}>{passkey.label}</li>
     </ul>`,
    category: "host_auth",
    labels: ["session_auth", "admin_settings"],
  },
  {
    what: "the sudo controller",
    host: HARBOR,
    path: `${WEB}/controllers/auth/sudo_controller.ex`,
    patch: `
   def create(conn, %{"password" => password}) do
-    with true <- Accounts.valid_password?(user(conn), password) do
+    with {:ok, _user} <- Accounts.confirm_sudo(user(conn), password) do`,
    category: "host_auth",
    labels: ["session_auth"],
    flags: ["weakened_check"],
  },
  {
    what: "a provider callback",
    host: HARBOR,
    path: `${WEB}/controllers/oauth_controller.ex`,
    patch: `
-  def callback(conn, %{"provider" => provider} = params) do
+  def callback(conn, %{"provider" => provider, "state" => state} = params) do`,
    category: "host_auth",
    labels: ["oauth"],
  },
  {
    what: "the token endpoint, whose scopes are no scope wiring",
    host: HARBOR,
    path: `${WEB}/controllers/oauth_token_controller.ex`,
    patch: `
   def create(conn, params) do
-    grant(conn, params)
+    grant(conn, params, scopes: String.split(params["scope"] || "", " "))
   end`,
    category: "host_auth",
    labels: ["oauth"],
  },
  {
    what: "the redirect to an enterprise provider",
    host: HARBOR,
    path: `${WEB}/controllers/enterprise_sso_controller.ex`,
    change: { kind: "added" },
    patch: `
+defmodule HarborWeb.EnterpriseSSOController do
+  def new(conn, %{"org" => slug}) do
+    connection = Harbor.Accounts.get_enterprise_connection!(slug)
+    redirect(conn, external: Sigra.Enterprise.authorize_url(connection))
+  end
+end`,
    category: "host_auth",
    labels: ["session_auth", "oauth"],
  },
  {
    what: "buttons for providers in a template",
    host: HARBOR,
    path: `${WEB}/controllers/oauth_html/buttons.html.heex`,
    patch: `
+<.link :for={provider <- @providers} href={~p"/auth/#{provider}"}>Continue with {provider}</.link>`,
    change: { kind: "added" },
    category: "host_auth",
    labels: ["oauth"],
  },
  {
    what: "impersonation by an admin",
    host: HARBOR,
    path: `${WEB}/controllers/admin/impersonation_controller.ex`,
    patch: `
   def create(conn, %{"id" => id}) do
-    UserAuth.log_in_user(conn, Accounts.get_user!(id))
+    UserAuth.begin_impersonation(conn, session_token, admin_token)
   end`,
    category: "host_auth",
    labels: ["session_auth", "admin_settings"],
  },
  {
    what: "the download of audit rows",
    host: HARBOR,
    path: `${WEB}/controllers/admin/audit_export_controller.ex`,
    patch: `
   def index(conn, params) do
-    send_download(conn, {:binary, csv}, filename: "audit.csv")
+    send_download(conn, {:binary, csv}, filename: "audit-#{Date.utc_today()}.csv")
   end`,
    category: "host_auth",
    labels: ["admin_settings"],
  },
  {
    what: "the admin shell",
    host: HARBOR,
    path: `${WEB}/components/admin_shell.ex`,
    patch: `
     <nav>
+      <.link navigate={~p"/admin/audit"}>Audit</.link>
     </nav>`,
    category: "host_auth",
    labels: ["admin_settings"],
  },
  {
    what: "the layouts module that gets the admin layout",
    host: HARBOR,
    path: `${WEB}/components/layouts.ex`,
    patch: `
 defmodule HarborWeb.Layouts do
+  def admin(assigns) do
+    ~H"<.admin_shell current_scope={@current_scope}>{@inner_content}</.admin_shell>"
+  end
 end`,
    category: "host_auth",
    labels: ["scope", "admin_settings"],
  },
  {
    what: "a menu in the root layout that shows who is signed in",
    host: HARBOR,
    path: `${WEB}/components/layouts/root.html.heex`,
    patch: `
   <body>
+    <ul :if={@current_scope}>
+      <li>{@current_scope.user.email}</li>
+      <li><.link href={~p"/users/log-out"} method="delete">Log out</.link></li>
+    </ul>
     {@inner_content}
   </body>`,
    category: "host_auth",
    labels: ["session_auth", "scope"],
  },
  {
    what: "a layout in the old folder",
    host: QUAY,
    path: `${QUAY_WEB}/templates/layout/app.html.heex`,
    patch: `
   <main>
+    <p :if={@current_user}>{@current_user.email}</p>
   </main>`,
    category: "host_auth",
    labels: ["scope"],
  },
  {
    what: "the switcher of organizations",
    host: HARBOR,
    path: `${WEB}/components/org_switcher.ex`,
    patch: `
-      <option :for={org <- @organizations}>{org.name}</option>
+      <option :for={org <- @organizations} value={org.id}>{org.name}</option>`,
    category: "host_auth",
    labels: ["scope"],
  },
  {
    what: "markup shared by the auth pages",
    host: HARBOR,
    path: `${WEB}/components/sigra_auth_components.ex`,
    patch: `
-    <div class="auth-card">
+    <div class="auth-card shadow">`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "member management of an organization",
    host: HARBOR,
    path: `${WEB}/live/organization_members_live.ex`,
    patch: `
   def handle_event("remove", %{"id" => id}, socket) do
+    {:ok, _} = Organizations.remove_member(socket.assigns.current_scope, id)
     {:noreply, socket}
   end`,
    category: "host_auth",
    labels: ["scope", "admin_settings"],
  },
  {
    what: "an invitation that signs people up",
    host: HARBOR,
    path: `${WEB}/live/invitation_accept_live.ex`,
    change: { kind: "added" },
    patch: `
+defmodule HarborWeb.InvitationAcceptLive do
+  use HarborWeb, :live_view
+
+  def mount(%{"token" => token}, _session, socket) do
+    {:ok, assign(socket, invitation: Harbor.Organizations.get_invitation_by_token(token))}
+  end
+end`,
    category: "host_auth",
    labels: ["session_auth", "scope"],
  },
  {
    what: "the answers of auth plugs that refuse",
    host: HARBOR,
    path: `${WEB}/auth_error_handler.ex`,
    patch: `
   def auth_error(conn, :no_active_organization, _opts) do
-    redirect(conn, to: ~p"/")
+    redirect(conn, to: ~p"/organizations")
   end`,
    category: "host_auth",
    labels: ["session_auth", "scope"],
  },
  {
    what: "a plug module of the host, whatever it does",
    host: HARBOR,
    path: `${WEB}/plugs/set_locale.ex`,
    change: { kind: "added" },
    patch: `
+defmodule HarborWeb.Plugs.SetLocale do
+  import Plug.Conn
+  def init(opts), do: opts
+  def call(conn, _opts), do: assign(conn, :locale, "en")
+end`,
    category: "host_auth",
  },
  {
    what: "a plug module that limits rates, by its folder",
    host: QUAY,
    path: `${QUAY_WEB}/plugs/rate_limit.ex`,
    patch: `
   def call(conn, _opts) do
+    put_resp_header(conn, "retry-after", "60")
   end`,
    category: "host_auth",
  },
  {
    what: "the socket that verifies a token",
    host: HARBOR,
    path: `${WEB}/channels/user_socket.ex`,
    patch: `
   def connect(%{"token" => token}, socket, _info) do
-    case Phoenix.Token.verify(socket, "user socket", token, max_age: 1_209_600) do
+    case Phoenix.Token.verify(socket, "user socket", token, max_age: 86_400) do`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "a host page that starts to ask who is signed in",
    host: HARBOR,
    path: `${WEB}/live/berth_live/index.ex`,
    patch: `
 defmodule HarborWeb.BerthLive.Index do
   def mount(_params, _session, socket) do
-    {:ok, assign(socket, berths: Moorings.list_berths())}
+    {:ok, assign(socket, berths: Moorings.list_berths(socket.assigns.current_scope))}
   end
 end`,
    category: "host_auth",
    labels: ["scope"],
  },
  {
    what: "a host page that runs the auth hook",
    host: HARBOR,
    path: `${WEB}/live/berth_live/form.ex`,
    patch: `
   use HarborWeb, :live_view
+  on_mount {HarborWeb.UserAuth, :require_authenticated}`,
    category: "host_auth",
    labels: ["scope"],
  },
  {
    what: "a host controller that demands sign-in",
    host: HARBOR,
    path: `${WEB}/controllers/berth_controller.ex`,
    patch: `
   use HarborWeb, :controller
+  plug :require_authenticated_user when action in [:create, :delete]`,
    category: "host_auth",
  },
  {
    what: "a link to the sign-in page on the host's front page",
    host: HARBOR,
    path: `${WEB}/controllers/page_html/home.html.heex`,
    patch: `
   <h1>Harbor</h1>
+  <.link navigate={~p"/users/log-in"}>Log in</.link>`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "a host context that takes a scope",
    host: LEDGERLINE,
    path: "lib/ledgerline/accounts.ex",
    patch: `
 defmodule Ledgerline.Accounts do
-  def list_bookings, do: Repo.all(Booking)
+  def list_bookings(%Scope{} = scope), do: Repo.all(from b in Booking, where: b.member_id == ^scope.member.id)
 end`,
    category: "host_auth",
    labels: ["scope"],
  },
  {
    what: "a host schema that belongs to a user",
    host: CONFER,
    path: "lib/confer/talks/session.ex",
    patch: `
   schema "sessions" do
     field :title, :string
+    belongs_to :speaker, Confer.IAM.User
   end`,
    category: "host_auth",
  },
  {
    what: "a host call to the auth context by its short name",
    host: HARBOR,
    path: `${WEB}/live/berth_live/show.ex`,
    patch: `
 defmodule HarborWeb.BerthLive.Show do
   alias Harbor.{Accounts, Moorings}
 
   def mount(%{"id" => id}, _session, socket) do
+    owner = Accounts.get_user!(berth.owner_id)
     {:ok, socket}
   end
 end`,
    category: "host_auth",
  },
  {
    what: "a page under a web folder with another name",
    host: CONFER,
    path: "lib/confer_ui/live/passkey_live.ex",
    patch: `
 defmodule ConferUI.PasskeyLive do
+  def handle_event("register", _params, socket), do: {:noreply, push_event(socket, "passkey:create", %{})}
 end`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "a reset page of another web app in the umbrella",
    host: QUAY,
    path: "apps/staff_web/lib/staff_web/live/reset_password_live.ex",
    patch: `
-      <.button>Reset</.button>
+      <.button phx-disable-with="Sending...">Reset</.button>`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "a comment in the session controller",
    host: HARBOR,
    path: `${WEB}/controllers/session_controller.ex`,
    patch: `
   def new(conn, _params) do
+    # A plain controller: the form must post.
     render(conn, :new)
   end`,
    category: "host_auth",
  },
  {
    what: "a token endpoint that answers with the scopes it granted",
    host: HARBOR,
    path: `${WEB}/controllers/oauth_token_controller.ex`,
    patch: `
+    json(conn, %{access_token: token.value, scope: Enum.join(token.scopes, " ")})`,
    category: "host_auth",
    labels: ["oauth"],
  },
  {
    what: "the web module that brings the generated components into every page",
    host: HARBOR,
    path: "lib/harbor_web.ex",
    patch: `
   defp html_helpers do
     quote do
+      import HarborWeb.SigraAuthComponents
       import HarborWeb.CoreComponents`,
    category: "host_auth",
  },
  {
    what: "a host controller that no longer asks for a token",
    host: HARBOR,
    path: `${WEB}/controllers/api/berth_controller.ex`,
    patch: `
-  plug :require_api_token when action in [:create]
   def create(conn, params), do: json(conn, Moorings.book(params))`,
    category: "host_auth",
    labels: ["session_auth"],
    flags: ["weakened_check"],
  },
  {
    what: "a new controller of re-authentication, which asks the scope who it is",
    host: HARBOR,
    path: `${WEB}/controllers/auth/sudo_controller.ex`,
    patch: `
+  def create(conn, %{"sudo" => %{"password" => password}}) do
+    user = conn.assigns.current_scope.user
+    confirm(conn, Sigra.Crypto.verify_password(password, user.hashed_password))
+  end`,
    change: { kind: "added" },
    category: "host_auth",
    labels: ["session_auth"],
  },
];
