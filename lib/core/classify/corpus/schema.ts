import type { CorpusCase } from "./corpus-case";
import { HARBOR, LEDGERLINE, QUAY } from "./hosts";

const MIGRATIONS = "priv/repo/migrations";
const ADDED = { kind: "added" } as const;

/** Hunks of migrations, data migrations and structure dumps. */
export const SCHEMA_CASES: readonly CorpusCase[] = [
  {
    what: "the tables of the library",
    host: HARBOR,
    path: `${MIGRATIONS}/20260301120000_create_sigra_auth_tables.exs`,
    change: ADDED,
    patch: `
+defmodule Harbor.Repo.Migrations.CreateSigraAuthTables do
+  use Ecto.Migration
+
+  def change do
+    create table(:users, primary_key: false) do
+      add :id, :binary_id, primary_key: true
+      add :email, :citext, null: false
+      add :hashed_password, :string
+    end
+
+    create unique_index(:users, [:email])
+  end
+end`,
    category: "schema",
    labels: ["session_auth"],
  },
  {
    what: "the tables of members as Phoenix generates them",
    host: LEDGERLINE,
    path: `${MIGRATIONS}/20260301120000_create_members_auth_tables.exs`,
    change: ADDED,
    patch: `
+  def change do
+    create table(:members_tokens) do
+      add :member_id, references(:members, on_delete: :delete_all), null: false
+      add :token, :binary, null: false
+      add :context, :string, null: false
+    end
+  end`,
    category: "schema",
    labels: ["session_auth"],
  },
  {
    what: "identities whose rows go with their user, which drops nothing",
    host: HARBOR,
    path: `${MIGRATIONS}/20260301120001_create_user_identities.exs`,
    change: ADDED,
    patch: `
+  def change do
+    create table(:user_identities) do
+      add :user_id, references(:users, on_delete: :delete_all), null: false
+      add :provider, :string, null: false
+    end
+
+    create unique_index(:user_identities, [:provider, :user_id])
+  end`,
    category: "schema",
    labels: ["oauth"],
  },
  {
    what: "a reference that is changed to take rows with it",
    host: HARBOR,
    path: `${MIGRATIONS}/20260301120002_cascade_memberships.exs`,
    change: ADDED,
    patch: `
+  def up do
+    drop constraint(:organization_memberships, "organization_memberships_user_id_fkey")
+
+    alter table(:organization_memberships) do
+      modify :user_id, references(:users, on_delete: :delete_all)
+    end
+  end
+
+  def down do
+    drop constraint(:organization_memberships, "organization_memberships_user_id_fkey")
+
+    alter table(:organization_memberships) do
+      modify :user_id, references(:users, on_delete: :nothing)
+    end
+  end`,
    category: "schema",
  },
  {
    what: "the audit table: schema first, it must be run in order",
    host: HARBOR,
    path: `${MIGRATIONS}/20260301120003_create_audit_events.exs`,
    change: ADDED,
    patch: `
+  def change do
+    create table(:audit_events) do
+      add :action, :string, null: false
+      add :metadata, :map, default: %{}
+    end
+  end`,
    category: "schema",
  },
  {
    what: "columns of the audit table with an index that locks it",
    host: HARBOR,
    path: `${MIGRATIONS}/20260301120004_alter_audit_events_add_org_columns.exs`,
    change: ADDED,
    patch: `
+  def change do
+    alter table(:audit_events) do
+      add :organization_id, :binary_id
+    end
+
+    create index(:audit_events, [:organization_id])
+  end`,
    category: "schema",
    flags: ["non_concurrent_index"],
  },
  {
    what: "the same index built beside writers",
    host: HARBOR,
    path: `${MIGRATIONS}/20260301120005_index_audit_events.exs`,
    change: ADDED,
    patch: `
+  @disable_ddl_transaction true
+  @disable_migration_lock true
+
+  def change do
+    create index(:audit_events, [:actor_id], concurrently: true)
+  end`,
    category: "schema",
  },
  {
    what: "an index in SQL that locks",
    host: HARBOR,
    path: `${MIGRATIONS}/20260301120006_index_lower_email.exs`,
    change: ADDED,
    patch: `
+  def up do
+    execute("CREATE UNIQUE INDEX users_lower_email ON users (lower(email))")
+  end
+
+  def down do
+    execute("DROP INDEX users_lower_email")
+  end`,
    category: "schema",
    flags: ["non_concurrent_index"],
  },
  {
    what: "the active organization of a session",
    host: HARBOR,
    path: `${MIGRATIONS}/20260301120007_add_active_organization_id_to_user_sessions.exs`,
    change: ADDED,
    patch: `
+  def change do
+    alter table(:user_sessions) do
+      add :active_organization_id, :binary_id
+    end
+  end`,
    category: "schema",
    labels: ["scope"],
  },
  {
    what: "owners that are filled in from memberships",
    host: HARBOR,
    path: `${MIGRATIONS}/20260301120008_add_owner_user_id_to_organizations.exs`,
    change: ADDED,
    patch: `
+  def up do
+    alter table(:organizations) do
+      add_if_not_exists :owner_user_id, references(:users, type: :binary_id, on_delete: :nilify_all)
+    end
+
+    flush()
+
+    execute("""
+    UPDATE organizations o SET owner_user_id = (
+      SELECT m.user_id FROM organization_memberships m WHERE m.organization_id = o.id AND m.role = 'owner' LIMIT 1
+    )
+    """)
+  end
+
+  def down do
+    alter table(:organizations) do
+      remove_if_exists :owner_user_id, :binary_id
+    end
+  end`,
    category: "schema",
    flags: ["data_migration"],
  },
  {
    what: "a backfill in the folder that is not run by itself",
    host: HARBOR,
    path: "priv/repo/data_migrations/20260301120009_backfill_personal_orgs.exs",
    change: ADDED,
    patch: `
+defmodule Harbor.Repo.DataMigrations.BackfillPersonalOrgs do
+  use Ecto.Migration
+
+  def up, do: Sigra.Upgrade.Backfill.run(Harbor.Repo, batch_size: 1_000)
+  def down, do: :ok
+end`,
    category: "schema",
    flags: ["irreversible", "data_migration"],
  },
  {
    what: "a data migration of another repo",
    host: LEDGERLINE,
    path: "priv/audit_repo/data_migrations/20260301120000_copy_entries.exs",
    change: ADDED,
    patch: `
+  def up do
+    repo().insert_all("entries", rows())
+  end
+
+  def down do
+    repo().delete_all("entries")
+  end`,
    category: "schema",
    flags: ["data_migration"],
  },
  {
    what: "a migration of the audit repo",
    host: LEDGERLINE,
    path: "priv/audit_repo/migrations/20260301120000_add_hash_to_entries.exs",
    change: ADDED,
    patch: `
+  def change do
+    alter table(:entries) do
+      add :hash, :binary
+    end
+  end`,
    category: "schema",
  },
  {
    what: "a migration in an umbrella",
    host: QUAY,
    path: "apps/quay/priv/repo/migrations/20260301120000_create_user_passkeys.exs",
    change: ADDED,
    patch: `
+  def change do
+    create table(:user_passkeys) do
+      add :credential_id, :binary, null: false
+    end
+  end`,
    category: "schema",
    labels: ["session_auth"],
  },
  {
    what: "a table of policies, which is no callback",
    host: HARBOR,
    path: `${MIGRATIONS}/20260301120010_create_organization_auth_policies.exs`,
    change: ADDED,
    patch: `
+  def change do
+    create table(:organization_auth_policies) do
+      add :mfa_required, :boolean, default: false, null: false
+    end
+  end`,
    category: "schema",
  },
  {
    what: "grants of platform admins",
    host: HARBOR,
    path: `${MIGRATIONS}/20260301120011_create_platform_admin_grants.exs`,
    change: ADDED,
    patch: `
+  def change do
+    create table(:platform_admin_grants) do
+      add :user_id, references(:users, on_delete: :delete_all), null: false
+    end
+  end`,
    category: "schema",
    labels: ["admin_settings", "policy"],
  },
  {
    what: "enterprise connections",
    host: HARBOR,
    path: `${MIGRATIONS}/20260301120012_create_enterprise_connections.exs`,
    change: ADDED,
    patch: `
+  def change do
+    create table(:enterprise_connections) do
+      add :issuer, :string
+    end
+  end`,
    category: "schema",
    labels: ["oauth"],
  },
  {
    what: "webhook tables",
    host: HARBOR,
    path: `${MIGRATIONS}/20260301120013_create_webhook_tables.exs`,
    change: ADDED,
    patch: `
+  def change do
+    create table(:webhook_subscriptions) do
+      add :url, :string, null: false
+    end
+  end`,
    category: "schema",
  },
  {
    what: "a table of the host",
    host: HARBOR,
    path: `${MIGRATIONS}/20260301120014_create_tides.exs`,
    change: ADDED,
    patch: `
+  def change do
+    create table(:tides) do
+      add :high_water_at, :utc_datetime
+    end
+  end`,
    category: "schema",
  },
  {
    what: "a dropped table",
    host: HARBOR,
    path: `${MIGRATIONS}/20260301120015_drop_legacy_logins.exs`,
    change: ADDED,
    patch: `
+  def change do
+    drop table(:legacy_logins)
+  end`,
    category: "schema",
    flags: ["destructive", "irreversible"],
  },
  {
    what: "a column that is removed, with its type",
    host: HARBOR,
    path: `${MIGRATIONS}/20260301120016_remove_username.exs`,
    change: ADDED,
    patch: `
+  def change do
+    alter table(:users) do
+      remove :username, :string
+    end
+  end`,
    category: "schema",
    flags: ["destructive"],
  },
  {
    what: "tokens that are deleted before a column changes",
    host: HARBOR,
    path: `${MIGRATIONS}/20260301120017_expire_tokens.exs`,
    change: ADDED,
    patch: `
+  def up do
+    repo().delete_all("users_tokens")
+  end
+
+  def down do
+    :ok
+  end`,
    category: "schema",
    labels: ["session_auth"],
    flags: ["destructive", "irreversible", "data_migration"],
  },
  {
    what: "an extension with its way back",
    host: HARBOR,
    path: `${MIGRATIONS}/20260301120018_enable_citext.exs`,
    change: ADDED,
    patch: `
+  def change do
+    execute "CREATE EXTENSION IF NOT EXISTS citext", ""
+  end`,
    category: "schema",
  },
  {
    what: "a migration that existed and was only laid out anew",
    host: HARBOR,
    path: `${MIGRATIONS}/20250310091500_create_sigra_auth_tables.exs`,
    patch: `
   def change do
     create table(:users) do
-      add :email, :citext,    null: false
+      add :email, :citext, null: false
     end
   end`,
    category: "schema",
    labels: ["session_auth"],
    flags: ["edited_migration"],
  },
  {
    what: "a migration that existed and is gone",
    host: HARBOR,
    path: `${MIGRATIONS}/20250402143000_create_berths.exs`,
    change: { kind: "deleted" },
    patch: `
-  def change do
-    create table(:berths)
-  end`,
    category: "schema",
    flags: ["edited_migration"],
  },
  {
    what: "a comment in a migration that existed",
    host: HARBOR,
    path: `${MIGRATIONS}/20250402143000_create_berths.exs`,
    patch: `
   def change do
+    # moorings came later
     create table(:berths)
   end`,
    category: "schema",
    flags: ["edited_migration"],
  },
  {
    what: "the dump of the structure",
    host: HARBOR,
    path: "priv/repo/structure.sql",
    patch: `
 CREATE TABLE public.users (
     id uuid NOT NULL,
+    locale character varying(255)
 );`,
    category: "schema",
  },
  {
    what: "the schema version alone",
    host: HARBOR,
    path: "config/config.exs",
    patch: `
+
+# Managed by mix sigra.upgrade; do not edit.
+config :sigra, schema_version: "1.1.0"
 
 import_config "#{config_env()}.exs"`,
    category: "schema",
  },
  {
    what: "the schema version below its head",
    host: HARBOR,
    path: "config/config.exs",
    patch: `
+config :sigra,
+  schema_version: "1.1.0"`,
    category: "schema",
  },
  {
    what: "a newer schema version",
    host: LEDGERLINE,
    path: "config/config.exs",
    patch: `
-config :sigra, schema_version: "1.0.0"
+config :sigra, schema_version: "1.1.0"`,
    category: "schema",
  },
  {
    what: "an index on sessions that does not lock",
    host: HARBOR,
    path: "priv/repo/migrations/20250201000000_index_last_seen.exs",
    patch: `
+  @disable_ddl_transaction true
+  @disable_migration_lock true
+  def change do
+    create index(:user_sessions, [:last_seen_at], concurrently: true)
+  end`,
    change: { kind: "added" },
    category: "schema",
    labels: ["session_auth"],
  },
  {
    what: "a release that runs data migrations too",
    host: HARBOR,
    path: "lib/harbor/release.ex",
    patch: `
   for repo <- repos() do
     {:ok, _, _} = Ecto.Migrator.with_repo(repo, &Ecto.Migrator.run(&1, :up, all: true))
+    path = Application.app_dir(@app, "priv/repo/data_migrations")
+    {:ok, _, _} = Ecto.Migrator.with_repo(repo, &Ecto.Migrator.run(&1, path, :up, all: true))
   end`,
    category: "schema",
  },
  {
    what: "an index on tokens over several lines",
    host: HARBOR,
    path: "priv/repo/migrations/20250301000000_index_contexts.exs",
    patch: `
+  def change do
+    create(
+      index(
+        :member_tokens,
+        [:member_id, :context]
+      )
+    )
+  end`,
    change: ADDED,
    category: "schema",
    labels: ["session_auth"],
    flags: ["non_concurrent_index"],
  },
  {
    what: "a migration that confirms everybody",
    host: HARBOR,
    path: "priv/repo/migrations/20250301000001_mark_everybody.exs",
    patch: `
+  def up do
+    repo().update_all(from(u in "users", where: is_nil(u.confirmed_at)), set: [confirmed_at: DateTime.utc_now()])
+  end
+
+  def down, do: :ok`,
    change: ADDED,
    category: "schema",
    labels: ["session_auth"],
    flags: ["irreversible", "data_migration"],
  },
  {
    what: "tasks run by a release",
    host: HARBOR,
    path: "lib/harbor/release.ex",
    patch: `
+  def rollback(repo, version), do: Ecto.Migrator.with_repo(repo, &Ecto.Migrator.run(&1, :down, to: version))`,
    category: "schema",
  },
];
