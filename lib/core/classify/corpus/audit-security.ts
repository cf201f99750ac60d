import type { CorpusCase } from "./corpus-case";
import { CONFER, HARBOR, LEDGERLINE, QUAY } from "./hosts";

/** Hunks of the audit schema, policy and authorisation callbacks, encryption, and the keys that configure them. */
export const AUDIT_SECURITY_CASES: readonly CorpusCase[] = [
  {
    what: "the audit schema, though it lies in the context",
    host: HARBOR,
    path: "lib/harbor/accounts/audit_event.ex",
    change: { kind: "added" },
    patch: `
+defmodule Harbor.Accounts.AuditEvent do
+  use Ecto.Schema
+
+  schema "audit_events" do
+    field :action, :string
+    field :metadata, :map, default: %{}
+  end
+end`,
    category: "audit_security",
  },
  {
    what: "a field of the audit schema",
    host: LEDGERLINE,
    path: "lib/ledgerline/identity/audit_event.ex",
    patch: `
   schema "audit_events" do
     field :action, :string
+    field :organization_id, :binary_id
   end`,
    category: "audit_security",
  },
  {
    what: "an audit schema under another name",
    host: QUAY,
    path: "apps/quay/lib/quay/trail/entry.ex",
    change: { kind: "added" },
    patch: `
+defmodule Quay.Trail.Entry do
+  use Ecto.Schema
+
+  schema "member_audit_logs" do
+    field :action, :string
+  end
+end`,
    category: "audit_security",
  },
  {
    what: "events that are forwarded elsewhere",
    host: HARBOR,
    path: "lib/harbor/trail_forwarder.ex",
    change: { kind: "added" },
    patch: `
+defmodule Harbor.TrailForwarder do
+  @behaviour Sigra.Audit.Forwarder
+
+  @impl true
+  def attach(_opts), do: :ok
+end`,
    category: "audit_security",
  },
  {
    what: "the admin policy",
    host: HARBOR,
    path: "lib/harbor/sigra_admin_policy.ex",
    change: { kind: "added" },
    patch: `
+defmodule Harbor.SigraAdminPolicy do
+  @behaviour Sigra.Admin.Policy
+
+  @impl true
+  def platform_admin?(_scope), do: false
+end`,
    category: "audit_security",
    labels: ["admin_settings", "policy"],
  },
  {
    what: "an authorisation callback that allows everything",
    host: HARBOR,
    path: "lib/harbor/sigra_authz.ex",
    change: { kind: "added" },
    patch: `
+defmodule Harbor.SigraAuthz do
+  @behaviour Sigra.Authz
+
+  @impl true
+  def can?(_action, _subject, _scope), do: true
+end`,
    category: "audit_security",
    labels: ["policy"],
    flags: ["weakened_check"],
  },
  {
    what: "the body of a policy known by its behaviour line",
    host: LEDGERLINE,
    path: "lib/ledgerline/gatekeeper.ex",
    patch: `
 defmodule Ledgerline.Gatekeeper do
   @behaviour Sigra.Admin.Policy
 
-  def platform_admin?(scope), do: scope.member.role == :owner
+  def platform_admin?(scope), do: scope.member.role in [:owner, :auditor]
 end`,
    category: "audit_security",
    labels: ["scope", "admin_settings", "policy"],
  },
  {
    what: "a policy behind an alias",
    host: QUAY,
    path: "apps/quay/lib/quay/may.ex",
    patch: `
 defmodule Quay.May do
   alias Sigra.Authz
   @behaviour Authz
 
-  def can?(action, _subject, _scope), do: action == :read
+  def can?(action, _subject, _scope), do: action in [:read, :list]
 end`,
    category: "audit_security",
    labels: ["policy"],
  },
  {
    what: "admin grants that are written down",
    host: HARBOR,
    path: "lib/harbor/sigra_admin_access.ex",
    patch: `
   def grant(user, granted_by) do
-    Repo.insert!(%PlatformAdminGrant{user_id: user.id})
+    Repo.insert!(%PlatformAdminGrant{user_id: user.id, granted_by_id: granted_by.id})
   end`,
    category: "audit_security",
    labels: ["admin_settings", "policy"],
  },
  {
    what: "documentation of the policy",
    host: HARBOR,
    path: "lib/harbor/sigra_admin_policy.ex",
    patch: `
 defmodule Harbor.SigraAdminPolicy do
   @moduledoc """
-  Who is an admin.
+  Decides who is a platform admin.
   """
   @behaviour Sigra.Admin.Policy
 end`,
    category: "audit_security",
  },
  {
    what: "the vault",
    host: HARBOR,
    path: "lib/harbor/vault.ex",
    change: { kind: "added" },
    patch: `
+defmodule Harbor.Vault do
+  use Cloak.Vault, otp_app: :harbor
+end`,
    category: "audit_security",
  },
  {
    what: "the encrypted type, which replaces the host's own",
    host: HARBOR,
    path: "lib/harbor/accounts/encrypted.ex",
    patch: `
 defmodule Harbor.Accounts.Encrypted do
-  use Ecto.Type
-
-  def type, do: :string
+  use Cloak.Ecto.Binary, vault: Harbor.Vault
 end`,
    category: "audit_security",
    flags: ["overwritten_host_file"],
  },
  {
    what: "the encrypted type of another context, new",
    host: CONFER,
    path: "lib/confer/iam/encrypted.ex",
    change: { kind: "added" },
    patch: `
+defmodule Confer.IAM.Encrypted do
+  use Cloak.Ecto.Binary, vault: Confer.Vault
+end`,
    category: "audit_security",
  },
  {
    what: "an encrypted type in a folder of its own",
    host: HARBOR,
    path: "lib/harbor/encrypted/binary.ex",
    patch: `
 defmodule Harbor.Encrypted.Binary do
-  use Cloak.Ecto.Binary, vault: Harbor.OldVault
+  use Cloak.Ecto.Binary, vault: Harbor.Vault
 end`,
    category: "audit_security",
  },
  {
    what: "audit keys of the library's configuration",
    host: HARBOR,
    path: "lib/harbor/accounts.ex",
    patch: `
   def sigra_config do
     [
       repo: Harbor.Repo,
+      audit: [audit_schema: Harbor.Accounts.AuditEvent]
     ]
   end`,
    category: "audit_security",
  },
  {
    what: "a line below an audit key",
    host: LEDGERLINE,
    path: "lib/ledgerline/identity.ex",
    patch: `
   def sigra_config do
     [
       audit: [
         audit_schema: Ledgerline.Identity.AuditEvent,
+        retention_days: 730
       ]
     ]
   end`,
    category: "audit_security",
  },
  {
    what: "audit keys in configuration",
    host: HARBOR,
    path: "config/config.exs",
    patch: `
 config :harbor, :sigra_config,
   user_schema: Harbor.Accounts.User,
+  audit: [
+    audit_schema: Harbor.Accounts.AuditEvent
+  ]`,
    category: "audit_security",
  },
  {
    what: "a forwarder of audit events in configuration",
    host: LEDGERLINE,
    path: "config/runtime.exs",
    patch: `
+  config :sigra, audit_forwarders: [{Sigra.Audit.Forwarders.Threadline, async: true}]`,
    category: "audit_security",
  },
  {
    what: "audit switched off",
    host: HARBOR,
    path: "config/prod.exs",
    patch: `
-config :harbor, :sigra_config, audit: [audit_schema: Harbor.Accounts.AuditEvent]
+config :harbor, :sigra_config, audit: false`,
    category: "audit_security",
    flags: ["weakened_check"],
  },
  {
    what: "the callbacks in configuration",
    host: HARBOR,
    path: "config/config.exs",
    patch: `
   session_validity_days: 60,
+  authz: Harbor.SigraAuthz,
+  admin_policy: Harbor.SigraAdminPolicy`,
    category: "audit_security",
    labels: ["admin_settings", "policy"],
  },
  {
    what: "the task that grants admin rights",
    host: HARBOR,
    path: "lib/mix/tasks/sigra.admin.grant.ex",
    change: { kind: "added" },
    patch: `
+defmodule Mix.Tasks.Sigra.Admin.Grant do
+  use Mix.Task
+  def run([email]), do: Harbor.SigraAdminAccess.grant_by_email(email)
+end`,
    category: "audit_security",
    labels: ["admin_settings", "policy"],
    supporting: true,
  },
  {
    what: "the task that lists admins in an umbrella",
    host: QUAY,
    path: "apps/quay/lib/mix/tasks/sigra.admin.list.ex",
    patch: `
-    Mix.shell().info(row.email)
+    Mix.shell().info("#{row.email} since #{row.inserted_at}")`,
    category: "audit_security",
    labels: ["admin_settings", "policy"],
    supporting: true,
  },
  {
    what: "a new policy that is asked with a scope",
    host: CONFER,
    path: "lib/confer/may.ex",
    patch: `
+defmodule Confer.May do
+  @behaviour Sigra.Authz
+
+  def can?(action, subject, scope), do: Confer.Roles.allow?(action, subject, scope)
+end`,
    change: { kind: "added" },
    category: "audit_security",
    labels: ["policy"],
  },
];
