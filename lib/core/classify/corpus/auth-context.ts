import type { CorpusCase } from "./corpus-case";
import { CONFER, HARBOR, LEDGERLINE, QUAY } from "./hosts";

const ACCOUNTS = "lib/harbor/accounts";
const IDENTITY = "lib/ledgerline/identity";

/** Hunks of the auth context and of what the library generates beside it. */
export const AUTH_CONTEXT_CASES: readonly CorpusCase[] = [
  {
    what: "magic links in the context",
    host: HARBOR,
    path: `${ACCOUNTS}.ex`,
    patch: `
 defmodule Harbor.Accounts do
   alias Harbor.Repo
+
+  def deliver_login_instructions(%User{} = user, url_fun) when is_function(url_fun, 1) do
+    {encoded_token, user_token} = UserToken.build_email_token(user, "login")
+    Repo.insert!(user_token)
+    Emails.deliver_login_instructions(user, url_fun.(encoded_token))
+  end
 end`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "an organization lookup by scope in the context, which is about no session",
    host: HARBOR,
    path: `${ACCOUNTS}.ex`,
    patch: `
 defmodule Harbor.Accounts do
+  def get_organization!(%Scope{} = scope, id) do
+    Repo.get_by!(Organization, id: id, owner_user_id: scope.user.id)
+  end
 end`,
    category: "host_auth",
    labels: ["scope"],
  },
  {
    what: "an alias in the context",
    host: HARBOR,
    path: `${ACCOUNTS}.ex`,
    patch: `
 defmodule Harbor.Accounts do
   import Ecto.Query, warn: false
+  alias Harbor.Repo
 end`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "documentation in the context about something else",
    host: HARBOR,
    path: `${ACCOUNTS}.ex`,
    patch: `
 defmodule Harbor.Accounts do
   @doc """
-  Gets a user.
+  Gets a single user by id.
   """
   def get_user!(id), do: Repo.get!(User, id)
 end`,
    category: "host_auth",
  },
  {
    what: "documentation that says what happens to sessions",
    host: HARBOR,
    path: `${ACCOUNTS}.ex`,
    patch: `
 defmodule Harbor.Accounts do
   @doc """
   Updates the password.
+
+  Every other session of the user ends.
   """
   def update_user_password(user, attrs), do: run(user, attrs)
 end`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "a password changeset",
    host: HARBOR,
    path: `${ACCOUNTS}/user.ex`,
    patch: `
 defmodule Harbor.Accounts.User do
   def password_changeset(user, attrs) do
     user
     |> cast(attrs, [:password])
-    |> validate_length(:password, min: 8, max: 72)
+    |> validate_length(:password, min: 12, max: 72)
   end
 end`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "a field that has no migration",
    host: HARBOR,
    path: `${ACCOUNTS}/user.ex`,
    patch: `
   schema "users" do
     field :email, :string
+    field :locale, :string, default: "en"
   end`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "a token schema that loses a check of its age",
    host: HARBOR,
    path: `${ACCOUNTS}/user_token.ex`,
    patch: `
 defmodule Harbor.Accounts.UserToken do
-  def verify_session_token_query(token) do
-    from t in by_token(token), where: t.inserted_at > ago(@session_validity_in_days, "day")
-  end
 end`,
    category: "host_auth",
    labels: ["session_auth"],
    flags: ["weakened_check"],
  },
  {
    what: "the scope struct of another context",
    host: LEDGERLINE,
    path: `${IDENTITY}/scope.ex`,
    patch: `
 defmodule Ledgerline.Identity.Scope do
-  defstruct member: nil
+  defstruct member: nil, organization: nil
 end`,
    category: "host_auth",
    labels: ["scope"],
  },
  {
    what: "the member schema, new",
    host: LEDGERLINE,
    path: `${IDENTITY}/member.ex`,
    change: { kind: "added" },
    patch: `
+defmodule Ledgerline.Identity.Member do
+  use Ecto.Schema
+
+  schema "members" do
+    field :email, :string
+    field :hashed_password, :string, redact: true
+    field :confirmed_at, :utc_datetime
+    timestamps(type: :utc_datetime)
+  end
+end`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "the tokens of members",
    host: LEDGERLINE,
    path: `${IDENTITY}/member_token.ex`,
    patch: `
 defmodule Ledgerline.Identity.MemberToken do
-  @session_validity_in_days 60
+  @session_validity_in_days 14
 end`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "a context in an umbrella that is called Members",
    host: QUAY,
    path: "apps/quay/lib/quay/members.ex",
    patch: `
 defmodule Quay.Members do
+  def register_user(attrs), do: %User{} |> User.registration_changeset(attrs) |> Repo.insert()
 end`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "a context whose module is written in capitals",
    host: CONFER,
    path: "lib/confer/iam/user_backup_code.ex",
    patch: `
+defmodule Confer.IAM.UserBackupCode do
+  schema "user_backup_codes" do
+    field :code_hash, :binary
+  end
+end`,
    change: { kind: "added" },
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "e-mail templates in the context",
    host: HARBOR,
    path: `${ACCOUNTS}/emails.ex`,
    patch: `
 defmodule Harbor.Accounts.Emails do
-  @from {"Harbor", "noreply@harbor.example"}
+  @from {"Harbor Berths", "berths@harbor.example"}
 end`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "an e-mail about a linked provider",
    host: HARBOR,
    path: `${ACCOUNTS}/emails/provider_linked.ex`,
    change: { kind: "added" },
    patch: `
+defmodule Harbor.Accounts.Emails.ProviderLinked do
+  def build(user, identity) do
+    new() |> to(user.email) |> subject("#{identity.provider} can now sign you in")
+  end
+end`,
    category: "host_auth",
    labels: ["session_auth", "oauth"],
  },
  {
    what: "the notifier of an app whose people are members",
    host: LEDGERLINE,
    path: `${IDENTITY}/member_notifier.ex`,
    patch: `
 defmodule Ledgerline.Identity.MemberNotifier do
-  defp deliver(recipient, subject, body) do
+  defp deliver(recipient, subject, body, opts \\\\ []) do
 end`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "an organization that may be personal",
    host: HARBOR,
    path: `${ACCOUNTS}/organization.ex`,
    patch: `
   schema "organizations" do
     field :name, :string
+    field :personal, :boolean, default: false
   end`,
    category: "host_auth",
    labels: ["scope"],
  },
  {
    what: "a membership's role, which feeds the scope",
    host: HARBOR,
    path: `${ACCOUNTS}/organization_membership.ex`,
    patch: `
-    field :role, Ecto.Enum, values: [:owner, :member]
+    field :role, Ecto.Enum, values: [:owner, :admin, :member]`,
    category: "host_auth",
    labels: ["scope"],
  },
  {
    what: "a table called policy, which is no callback",
    host: HARBOR,
    path: `${ACCOUNTS}/organization_auth_policy.ex`,
    change: { kind: "added" },
    patch: `
+defmodule Harbor.Accounts.OrganizationAuthPolicy do
+  use Ecto.Schema
+
+  schema "organization_auth_policies" do
+    field :allowed_domains, {:array, :string}, default: []
+    belongs_to :organization, Harbor.Accounts.Organization
+  end
+end`,
    category: "host_auth",
  },
  {
    what: "exemptions from that table",
    host: HARBOR,
    path: `${ACCOUNTS}/organization_auth_policy_exemption.ex`,
    patch: `
   schema "organization_auth_policy_exemptions" do
+    field :expires_at, :utc_datetime_usec
     belongs_to :policy, Harbor.Accounts.OrganizationAuthPolicy
   end`,
    category: "host_auth",
  },
  {
    what: "a role called admin in an invitation",
    host: HARBOR,
    path: `${ACCOUNTS}/organization_invitation.ex`,
    patch: `
-  @roles ["owner", "member"]
+  @roles ["owner", "admin", "member"]`,
    category: "host_auth",
  },
  {
    what: "the schema behind the admin policy",
    host: HARBOR,
    path: `${ACCOUNTS}/platform_admin_grant.ex`,
    patch: `
   schema "platform_admin_grants" do
+    field :granted_by_id, :binary_id
     field :reason, :string
   end`,
    category: "host_auth",
    labels: ["admin_settings", "policy"],
  },
  {
    what: "an identity at a provider",
    host: HARBOR,
    path: `${ACCOUNTS}/user_identity.ex`,
    patch: `
   schema "user_identities" do
     field :provider, :string
+    field :provider_uid, :string
   end`,
    category: "host_auth",
    labels: ["oauth"],
  },
  {
    what: "settings of an enterprise connection, which are no settings page",
    host: HARBOR,
    path: `${ACCOUNTS}/enterprise_connection_oidc_settings.ex`,
    patch: `
   embedded_schema do
     field :issuer, :string
+    field :discovery_url, :string
   end`,
    category: "host_auth",
    labels: ["oauth"],
  },
  {
    what: "scopes of an API token, which are no scope wiring",
    host: HARBOR,
    path: `${ACCOUNTS}/user_api_token.ex`,
    patch: `
   schema "user_api_tokens" do
     field :token_hash, :binary
+    field :scopes, {:array, :string}, default: []
   end`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "a webhook schema kept in the context",
    host: HARBOR,
    path: `${ACCOUNTS}/webhook_delivery_attempt.ex`,
    change: { kind: "added" },
    patch: `
+defmodule Harbor.Accounts.WebhookDeliveryAttempt do
+  use Ecto.Schema
+
+  schema "webhook_delivery_attempts" do
+    field :response_status, :integer
+  end
+end`,
    category: "host_auth",
  },
  {
    what: "a host feature that lives inside the context",
    host: HARBOR,
    path: `${ACCOUNTS}/crosswake_bridge.ex`,
    change: { kind: "added" },
    patch: `
+defmodule Harbor.Accounts.CrosswakeBridge do
+  def forward(payload), do: Req.post!(endpoint(), json: payload)
+end`,
    category: "host_auth",
  },
  {
    what: "a worker inside the context",
    host: HARBOR,
    path: `${ACCOUNTS}/workers/purge_tokens.ex`,
    change: { kind: "added" },
    patch: `
+defmodule Harbor.Accounts.Workers.PurgeTokens do
+  use Oban.Worker, queue: :maintenance
+
+  def perform(_job), do: Harbor.Accounts.delete_expired_user_tokens()
+end`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "other keys of the library's configuration",
    host: HARBOR,
    path: `${ACCOUNTS}.ex`,
    patch: `
 defmodule Harbor.Accounts do
   def sigra_config do
     [
       repo: Harbor.Repo,
+      lockout: [threshold: 5, duration: 900]
     ]
   end
 end`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "a whole new context with its configuration in it",
    host: HARBOR,
    path: `${ACCOUNTS}.ex`,
    change: { kind: "added" },
    patch: `
+defmodule Harbor.Accounts do
+  alias Harbor.Accounts.User
+
+  def get_user_by_email(email), do: Harbor.Repo.get_by(User, email: email)
+
+  def sigra_config do
+    [repo: Harbor.Repo, user_schema: User, audit: [audit_schema: Harbor.Accounts.AuditEvent]]
+  end
+end`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "a check of impersonation that goes away between other lines",
    host: HARBOR,
    path: `${ACCOUNTS}.ex`,
    patch: `
 defmodule Harbor.Accounts do
   def delete_account(scope, user) do
-    if impersonating?(scope), do: raise("not while impersonating")
     Repo.delete(user)
   end
 end`,
    category: "host_auth",
    labels: ["scope"],
    flags: ["weakened_check"],
  },
  {
    what: "the organizations context",
    host: HARBOR,
    path: "lib/harbor/organizations.ex",
    patch: `
 defmodule Harbor.Organizations do
+  def switch(conn, organization), do: put_active_organization(conn, organization)
 end`,
    category: "host_auth",
    labels: ["scope"],
  },
  {
    what: "display hooks of the admin pages, which decide nothing",
    host: HARBOR,
    path: "lib/harbor/sigra_admin_users.ex",
    patch: `
 defmodule Harbor.SigraAdminUsers do
   @behaviour Sigra.Admin.Users.Hooks
 
-  def display_name(user), do: user.email
+  def display_name(user), do: user.name || user.email
 end`,
    category: "host_auth",
    labels: ["admin_settings"],
  },
  {
    what: "a generated module with branding",
    host: HARBOR,
    path: "lib/harbor/sigra_branding.ex",
    patch: `
 defmodule Harbor.SigraBranding do
+  def product_name, do: "Harbor"
 end`,
    category: "host_auth",
  },
  {
    what: "a session schema that learns the active organization",
    host: HARBOR,
    path: `${ACCOUNTS}/user_session.ex`,
    patch: `
   schema "user_sessions" do
     field :token_hash, :binary
+    field :active_organization_id, :binary_id
   end`,
    category: "host_auth",
    labels: ["session_auth", "scope"],
  },
  {
    what: "a blank line in the context",
    host: HARBOR,
    path: `${ACCOUNTS}.ex`,
    patch: `
 defmodule Harbor.Accounts do
   alias Harbor.Repo
+
   def list_users, do: Repo.all(User)
 end`,
    category: "host_auth",
  },
  {
    what: "a passkey schema that is deleted",
    host: HARBOR,
    path: `${ACCOUNTS}/user_passkey.ex`,
    change: { kind: "deleted" },
    patch: `
-defmodule Harbor.Accounts.UserPasskey do
-  use Ecto.Schema
-end`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "an organization with its memberships, which is no settings page",
    host: HARBOR,
    path: `${ACCOUNTS}/organization.ex`,
    patch: `
   schema "organizations" do
     field :name, :string
+    has_many :memberships, Harbor.Accounts.OrganizationMembership`,
    category: "host_auth",
    labels: ["scope"],
  },
  {
    what: "the template of an invitation e-mail",
    host: HARBOR,
    path: `${ACCOUNTS}/emails/invitation.html.heex`,
    patch: `
+<h1>You are invited to {@organization.name}</h1>
+<a href={@url}>Accept</a>`,
    change: { kind: "added" },
    category: "host_auth",
  },
  {
    what: "what an organization demands of sign-in, kept in a table called policy",
    host: HARBOR,
    path: `${ACCOUNTS}/organization_auth_policy.ex`,
    patch: `
   schema "organization_auth_policies" do
+    field :require_mfa, :boolean, default: false`,
    category: "host_auth",
  },
  {
    what: "a confirmation that is left to the library",
    host: HARBOR,
    path: `${ACCOUNTS}.ex`,
    patch: `
   def confirm_user(token) do
-    Repo.transaction(fn -> UserToken.verify_email_token(token) end)
+    Sigra.Confirmation.confirm(sigra_config(), token)
   end`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "a new schema of sessions, one field of which points to the active organization",
    host: HARBOR,
    path: `${ACCOUNTS}/user_session.ex`,
    patch: `
+defmodule Harbor.Accounts.UserSession do
+  use Ecto.Schema
+
+  schema "user_sessions" do
+    field :hashed_token, :binary
+    field :active_organization_id, :binary_id
+    belongs_to :user, Harbor.Accounts.User
+  end
+end`,
    change: { kind: "added" },
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "that field alone",
    host: HARBOR,
    path: `${ACCOUNTS}/user_session.ex`,
    patch: `
   schema "user_sessions" do
     field :hashed_token, :binary
+    field :active_organization_id, :binary_id`,
    category: "host_auth",
    labels: ["session_auth", "scope"],
  },
];
