import { below, type Patch } from "./patch";

/** The guide's passkey settings, written for the sample app. */
const PASSKEY_CONFIG: Patch = {
  path: "config/config.exs",
  anchor: "config :logger, :console,\n",
  replacement: `config :harbor, :sigra_config,
  passkeys: [
    rp_id: "localhost",
    rp_name: "Harbor",
    origin: "http://localhost:4000",
    timeout_ms: 60_000,
    attestation: :none,
    user_verification: :preferred,
    ceremony_rate_limit: [limit: 5, window_ms: 60_000],
    passkey_primary_enabled: true
  ]

config :logger, :console,
`,
};

const CONFIG: readonly Patch[] = [
  {
    path: "config/config.exs",
    anchor: "  queues: [default: 10, mailers: 5]\n",
    replacement: "  queues: [default: 10, mailers: 5, audit: 2]\n",
  },
  {
    path: "config/config.exs",
    anchor: "  audit: [schema: Harbor.Accounts.AuditEvent, required: true],\n",
    replacement: `  audit: [
    schema: Harbor.Accounts.AuditEvent,
    required: true,
    organization_column: :organization_id
  ],
`,
  },
];

const CONTEXT: readonly Patch[] = [
  {
    path: "lib/harbor/accounts.ex",
    anchor: "  alias Harbor.Accounts.{User, UserIdentity, UserSession, UserToken}\n",
    replacement: `  alias Harbor.Accounts.{EnterpriseConnection, User, UserIdentity, UserPasskey, UserSession}
  alias Harbor.Accounts.UserToken
`,
  },
  {
    path: "lib/harbor/accounts.ex",
    anchor: "  ## Audit\n",
    replacement: `  ## Passkeys

  def list_passkeys(scope) do
    Repo.all(from p in UserPasskey, where: p.user_id == ^scope.user.id, order_by: p.nickname)
  end

  def remove_passkey(scope, id) do
    Repo.delete_all(from p in UserPasskey, where: p.id == ^id and p.user_id == ^scope.user.id)
    :ok
  end

  def authenticate_with_passkey(credential, challenge) do
    with {:ok, passkey} <- Sigra.Passkeys.verify(sigra_config(), credential, challenge) do
      {:ok, get_user!(passkey.user_id)}
    end
  end

  ## Enterprise connections

  def get_enterprise_connection!(slug) do
    Repo.one!(
      from c in EnterpriseConnection,
        join: o in assoc(c, :organization),
        where: o.slug == ^slug
    )
  end

  ## Audit
`,
  },
  {
    path: "lib/harbor/accounts.ex",
    anchor: "  ## Organizations\n",
    replacement: `  ## Organizations

  def get_organization!(scope, id) do
    Repo.get_by!(member_of(scope), id: id)
  end

  def get_organization_by_slug!(scope, slug) do
    Repo.get_by!(member_of(scope), slug: slug)
  end

  defp member_of(scope) do
    from o in Organization,
      join: m in OrganizationMembership,
      on: m.organization_id == o.id and m.user_id == ^scope.user.id
  end
`,
  },
  {
    path: "lib/harbor/accounts/scope.ex",
    anchor: "  defstruct user: nil, platform_admin?: false\n",
    replacement: "  defstruct user: nil, platform_admin?: false, organization: nil, organization_id: nil\n",
  },
  below(
    "lib/harbor/accounts/scope.ex",
    "  def for_user(nil), do: nil\n",
    `
  def put_organization(%__MODULE__{} = scope, organization) do
    %{scope | organization: organization, organization_id: organization.id}
  end
`,
  ),
  below(
    "lib/harbor/accounts/user_session.ex",
    "    field :last_seen_at, :utc_datetime\n",
    "    field :active_organization_id, :binary_id\n",
  ),
  below(
    "lib/harbor/accounts/organization.ex",
    "    field :slug, :string\n",
    `    field :personal, :boolean, default: false
    belongs_to :owner, Harbor.Accounts.User, foreign_key: :owner_user_id, type: :binary_id
`,
  ),
  below(
    "lib/harbor/accounts/audit_event.ex",
    "    belongs_to :actor, Harbor.Accounts.User, type: :binary_id\n",
    "    belongs_to :organization, Harbor.Accounts.Organization, type: :binary_id\n",
  ),
  {
    path: "lib/harbor/sigra_admin_policy.ex",
    anchor: `  def platform_admin?(%{user: %{email: email}}) do
    email in Application.get_env(:harbor, :platform_admins, [])
  end
`,
    replacement: `  def platform_admin?(%{user: user}) do
    Harbor.SigraAdminAccess.granted?(user)
  end
`,
  },
];

const WEB: readonly Patch[] = [
  {
    path: "lib/harbor_web/controllers/session_controller.ex",
    anchor: `    render(conn, :new, form: Phoenix.Component.to_form(%{}, as: :user))\n`,
    replacement: `    passkeys = Accounts.sigra_config().passkeys

    render(conn, :new,
      form: Phoenix.Component.to_form(%{}, as: :user),
      passkey_primary?: passkeys[:passkey_primary_enabled]
    )
`,
  },
  {
    path: "lib/harbor_web/controllers/session_html.ex",
    anchor: "    <h1>Sign in</h1>\n",
    replacement: `    <h1>Sign in</h1>
    <button
      :if={@passkey_primary?}
      id="log-in-passkey"
      class="passkey"
      data-path={~p"/users/log_in/passkey"}
    >
      Sign in with a passkey
    </button>
`,
  },
  {
    path: "lib/harbor_web/components/layouts.ex",
    anchor: `      <nav :if={@current_user}>\n`,
    replacement: `      <HarborWeb.OrgSwitcher.switcher :if={@current_scope} current_scope={@current_scope} />
      <nav :if={@current_user}>
`,
  },
  below(
    "lib/harbor_web/live/settings_live.ex",
    "    <h2>Security</h2>\n",
    `    <p><a href={~p"/users/settings/mfa/passkeys"}>Passkeys</a></p>\n`,
  ),
  {
    path: "lib/harbor_web/user_auth.ex",
    anchor: "  defp mount_current_user(socket, session) do\n",
    replacement: `  def on_mount(:require_organization, _params, _session, socket) do
    if socket.assigns.current_scope.organization_id do
      {:cont, socket}
    else
      {:halt, Phoenix.LiveView.redirect(socket, to: ~p"/organizations")}
    end
  end

  defp mount_current_user(socket, session) do
`,
  },
  {
    path: "lib/harbor_web/user_auth.ex",
    anchor: "  def redirect_if_user_is_authenticated(conn, _opts) do\n",
    replacement: `  def fetch_active_organization(conn, _opts) do
    scope = conn.assigns.current_scope
    id = get_session(conn, :active_organization_id)

    if scope && id do
      organization = Accounts.get_organization!(scope, id)
      assign(conn, :current_scope, Scope.put_organization(scope, organization))
    else
      conn
    end
  end

  def redirect_if_user_is_authenticated(conn, _opts) do
`,
  },
];

const ROUTER: readonly Patch[] = [
  below(
    "lib/harbor_web/router.ex",
    "    plug :fetch_current_scope_for_user\n",
    "    plug :fetch_active_organization\n",
  ),
  below(
    "lib/harbor_web/router.ex",
    `    post "/users/log_in", SessionController, :create\n`,
    `    get "/users/log_in/passkey", PasskeyController, :options
    post "/users/log_in/passkey", PasskeyController, :create
    live "/users/mfa", MfaChallengeLive, :new
    get "/users/mfa/passkey", PasskeyController, :options
    post "/users/mfa/passkey", PasskeyController, :create
`,
  ),
  below(
    "lib/harbor_web/router.ex",
    `      live "/users/settings/sessions", Auth.SessionLive, :index\n`,
    `      live "/users/settings/mfa/passkeys", MfaSettingsLive, :index\n`,
  ),
  {
    path: "lib/harbor_web/router.ex",
    anchor: "  ## Admin\n",
    replacement: `  scope "/sso", HarborWeb do
    pipe_through :browser

    get "/:slug", EnterpriseSSOController, :request
    get "/:slug/callback", EnterpriseSSOController, :callback
  end

  ## Organizations

  scope "/organizations", HarborWeb do
    pipe_through [:browser, :require_authenticated_user]

    post "/active", OrganizationSwitchController, :update

    live_session :organization,
      on_mount: [
        {HarborWeb.UserAuth, :ensure_authenticated},
        {HarborWeb.UserAuth, :require_organization}
      ] do
      live "/:slug/settings", OrganizationSettingsLive, :edit
    end
  end

  ## Admin
`,
  },
];

const SUPPORTING: readonly Patch[] = [
  below(
    "priv/static/assets/sigra_auth.css",
    ".provider {\n  border: 1px solid currentcolor;\n  padding: 0.25rem 0.75rem;\n}\n",
    "\n.passkey {\n  font-weight: 600;\n}\n",
  ),
];

/**
 * Changes a team adopts by hand after the v1.1 upgrade task, and what the
 * installer adds to existing files. The passkey settings are left alone where
 * the host already has them.
 */
export function sigraV11Patches(config: string): readonly Patch[] {
  const passkeys = /^\s*passkeys:/m.test(config) ? [] : [PASSKEY_CONFIG];
  return [...CONFIG, ...passkeys, ...CONTEXT, ...WEB, ...ROUTER, ...SUPPORTING];
}
