import { below, type Patch } from "./patch";

const CONFIG: readonly Patch[] = [
  below(
    "config/config.exs",
    "config :harbor, Harbor.Mailer, adapter: Swoosh.Adapters.Local\n",
    `
# Background jobs and rate limiting
config :harbor, Oban,
  repo: Harbor.Repo,
  queues: [default: 10, mailers: 5]

config :harbor, Harbor.RateLimit, clean_period: :timer.minutes(10)

# OAuth providers
config :harbor, :oauth_providers,
  github: [
    strategy: Assent.Strategy.Github,
    redirect_uri: "http://localhost:4000/auth/github/callback"
  ]
`,
  ),
  {
    path: "config/config.exs",
    anchor: "  session_validity_days: 60\n",
    replacement: `  session_validity_days: 60,
  audit: [schema: Harbor.Accounts.AuditEvent, required: true],
  authz: Harbor.SigraAuthz,
  admin_policy: Harbor.SigraAdminPolicy
`,
  },
  below(
    "config/runtime.exs",
    `    secret_key_base: System.fetch_env!("SECRET_KEY_BASE")\n`,
    `
  config :harbor, :oauth_providers,
    github: [
      client_id: System.fetch_env!("GITHUB_CLIENT_ID"),
      client_secret: System.fetch_env!("GITHUB_CLIENT_SECRET")
    ]
`,
  ),
  below("config/test.exs", "config :swoosh, :api_client, false\n", "\nconfig :harbor, Oban, testing: :manual\n"),
  below(
    "lib/harbor/application.ex",
    "      {Phoenix.PubSub, name: Harbor.PubSub},\n",
    `      {Oban, Application.fetch_env!(:harbor, Oban)},
      {Harbor.RateLimit, Application.fetch_env!(:harbor, Harbor.RateLimit)},
`,
  ),
  {
    path: "lib/harbor/mailer.ex",
    anchor: `  def sender, do: {"Harbor", "berths@harbor.example"}\n`,
    replacement: `  def sender do
    Application.get_env(:harbor, :mail_sender, {"Harbor", "berths@harbor.example"})
  end
`,
  },
];

const CONTEXT: readonly Patch[] = [
  {
    path: "lib/harbor/accounts.ex",
    anchor: "  alias Harbor.Accounts.{Emails, Organization, OrganizationMembership, User, UserSession, UserToken}\n",
    replacement: `  alias Harbor.Accounts.{AuditEvent, Emails, Organization, OrganizationMembership}
  alias Harbor.Accounts.{User, UserIdentity, UserSession, UserToken}
`,
  },
  {
    path: "lib/harbor/accounts.ex",
    anchor: `    if User.valid_password?(user, password) do
      {:ok, user}
    else
      {:error, :invalid_credentials}
    end
`,
    replacement: `    if User.valid_password?(user, password) do
      audit("session.created", :success, user)
      {:ok, user}
    else
      audit("session.refused", :failure, user)
      {:error, :invalid_credentials}
    end
`,
  },
  below(
    "lib/harbor/accounts.ex",
    `    Repo.delete_all(from(s in UserSession, where: s.token == ^token))
    :ok
  end
`,
    `
  def list_sessions(scope) do
    Repo.all(from s in UserSession, where: s.user_id == ^scope.user.id, order_by: s.inserted_at)
  end

  def revoke_session(scope, id) do
    Repo.delete_all(from s in UserSession, where: s.id == ^id and s.user_id == ^scope.user.id)
    :ok
  end

  ## OAuth identities

  def authenticate_with_provider(provider, params, state) do
    with {:ok, claims} <- Sigra.OAuth.callback(sigra_config(), provider, params, state),
         %UserIdentity{} = identity <-
           Repo.get_by(UserIdentity, provider: provider, provider_uid: claims["sub"]) do
      {:ok, get_user!(identity.user_id)}
    else
      _other -> {:error, :unknown_identity}
    end
  end

  ## Password reset

  def request_password_reset(email) do
    if user = get_user_by_email(email) do
      {_encoded, token} = UserToken.build_email_token(user, "reset_password")
      Repo.insert!(token)
    end

    :ok
  end

  ## Audit

  defp audit(action, outcome, user) do
    Repo.insert!(%AuditEvent{action: action, outcome: outcome, actor_id: user && user.id})
  end
`,
  ),
  below(
    "lib/harbor/accounts.ex",
    "  def get_user!(id), do: Repo.get!(User, id)\n",
    "\n  def list_users, do: Repo.all(from u in User, order_by: u.email)\n",
  ),
  {
    path: "lib/harbor/accounts/scope.ex",
    anchor: `  defstruct user: nil

  def for_user(%User{} = user), do: %__MODULE__{user: user}
`,
    replacement: `  defstruct user: nil, platform_admin?: false

  def for_user(%User{} = user) do
    scope = %__MODULE__{user: user}
    %{scope | platform_admin?: Harbor.SigraAdminPolicy.platform_admin?(scope)}
  end

`,
  },
];

const WEB: readonly Patch[] = [
  {
    path: "lib/harbor_web/controllers/session_controller.ex",
    anchor: `  def create(conn, %{"user" => %{"email" => email, "password" => password}}) do
    case Accounts.authenticate(email, password) do
      {:ok, user} ->
        UserAuth.log_in_user(conn, user)

`,
    replacement: `  def create(conn, %{"user" => %{"email" => email, "password" => password}}) do
    with {:allow, _count} <- Harbor.RateLimit.hit("log_in:" <> email, :timer.minutes(5), 10),
         {:ok, user} <- Accounts.authenticate(email, password) do
      UserAuth.log_in_user(conn, user)
    else
      {:deny, _retry_after_ms} ->
        conn
        |> put_flash(:error, "Too many attempts. Wait a few minutes.")
        |> redirect(to: ~p"/users/log_in")

`,
  },
  below(
    "lib/harbor_web/controllers/session_html.ex",
    `    <p><a href={~p"/users/register"}>New here? Register.</a></p>\n`,
    `    <p><a href={~p"/users/reset_password"}>Forgot your password?</a></p>
    <p><a href={~p"/auth/github"} class="provider">Sign in with GitHub</a></p>
`,
  ),
  below(
    "lib/harbor_web/live/settings_live.ex",
    "      <.button>Save</.button>\n    </.form>\n",
    `    <h2>Security</h2>
    <p><a href={~p"/users/settings/sessions"}>Where you are signed in</a></p>
    <p><a href={~p"/users/sudo"}>Confirm your password for sensitive changes</a></p>
`,
  ),
  below(
    "lib/harbor_web/components/layouts.ex",
    `        <a href={~p"/berths"}>Berths</a>\n`,
    `        <a :if={@current_scope && @current_scope.platform_admin?} href={~p"/admin/users"}>Admin</a>\n`,
  ),
  below(
    "lib/harbor_web/components/layouts.ex",
    `        <link rel="stylesheet" href={~p"/assets/sigra_auth.css"} />\n`,
    `        <link rel="stylesheet" href={~p"/assets/sigra_admin.css"} />\n`,
  ),
  {
    path: "lib/harbor_web/user_auth.ex",
    anchor: `  def fetch_current_user(conn, _opts) do
    token = get_session(conn, :user_token)
    user = token && Accounts.get_user_by_session_token(token)
    assign(conn, :current_user, user)
  end
`,
    replacement: `  def fetch_current_scope_for_user(conn, _opts) do
    token = get_session(conn, :user_token)
    user = token && Accounts.get_user_by_session_token(token)

    conn
    |> assign(:current_user, user)
    |> assign(:current_scope, Scope.for_user(user))
  end
`,
  },
  below("lib/harbor_web/user_auth.ex", "  alias Harbor.Accounts\n", "  alias Harbor.Accounts.Scope\n"),
  {
    path: "lib/harbor_web/user_auth.ex",
    anchor: "    socket = mount_current_user(socket, session)\n",
    replacement: `    socket =
      socket
      |> mount_current_user(session)
      |> mount_current_scope()
`,
  },
  {
    path: "lib/harbor_web/user_auth.ex",
    anchor: "  defp renew_session(conn) do\n",
    replacement: `  defp mount_current_scope(socket) do
    Phoenix.Component.assign_new(socket, :current_scope, fn ->
      Scope.for_user(socket.assigns.current_user)
    end)
  end

  defp renew_session(conn) do
`,
  },
];

const ROUTER: readonly Patch[] = [
  {
    path: "lib/harbor_web/router.ex",
    anchor: "    plug :fetch_current_user\n  end\n",
    replacement: `    plug :fetch_current_scope_for_user
  end

  pipeline :platform_admin do
    plug Sigra.Plug.RequirePlatformAdmin, policy: Harbor.SigraAdminPolicy
  end
`,
  },
  below(
    "lib/harbor_web/router.ex",
    `    live "/users/register", RegistrationLive, :new\n`,
    `    live "/users/reset_password", ResetPasswordLive, :new\n`,
  ),
  below(
    "lib/harbor_web/router.ex",
    `    delete "/users/log_out", SessionController, :delete\n`,
    `    get "/users/sudo", Auth.SudoController, :new
    post "/users/sudo", Auth.SudoController, :create
`,
  ),
  below(
    "lib/harbor_web/router.ex",
    `      live "/users/settings", SettingsLive, :edit\n`,
    `      live "/users/settings/sessions", Auth.SessionLive, :index\n`,
  ),
  {
    path: "lib/harbor_web/router.ex",
    anchor: "  ## Berths\n",
    replacement: `  ## OAuth providers

  scope "/auth", HarborWeb do
    pipe_through :browser

    get "/:provider", OAuthController, :request
    get "/:provider/callback", OAuthController, :callback
  end

  ## Admin

  scope "/admin", HarborWeb.Admin do
    pipe_through [:browser, :require_authenticated_user, :platform_admin]

    live_session :admin, on_mount: [{HarborWeb.UserAuth, :ensure_authenticated}] do
      live "/users", UsersLive, :index
    end
  end

  ## Berths
`,
  },
];

const SUPPORTING: readonly Patch[] = [
  below(
    "priv/static/assets/sigra_auth.css",
    ".auth .error {\n  color: #9b2226;\n}\n",
    "\n.provider {\n  border: 1px solid currentcolor;\n  padding: 0.25rem 0.75rem;\n}\n",
  ),
  {
    path: "test/support/conn_case.ex",
    anchor: "    |> Plug.Conn.put_session(:user_token, token)\n",
    replacement: `    |> Plug.Conn.put_session(:user_token, token)
    |> Plug.Conn.assign(:current_scope, Harbor.Accounts.Scope.for_user(user))
`,
  },
  {
    path: "test/harbor_web/controllers/session_controller_test.exs",
    anchor: `  test "signing out ends the session"`,
    replacement: `  test "a wrong password leads back to the sign-in page", %{conn: conn} do
    params = %{"user" => %{"email" => user_fixture().email, "password" => "wrong"}}
    conn = post(conn, ~p"/users/log_in", params)
    assert redirected_to(conn) == ~p"/users/log_in"
  end

  test "signing out ends the session"`,
  },
];

/** Changes a team adopts by hand after the v1.0 upgrade task, and what the installer adds to existing files. */
export const SIGRA_V1_0_PATCHES: readonly Patch[] = [...CONFIG, ...CONTEXT, ...WEB, ...ROUTER, ...SUPPORTING];
