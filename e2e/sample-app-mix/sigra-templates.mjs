/** The files `mix sigra.upgrade` writes, in the sample's own words. */

export function vaultModule({ app, module }) {
  return `defmodule ${module}.Vault do
  @moduledoc """
  Encrypts secrets of the auth tables at rest.

  Reads a Base64 key of 32 bytes from CLOAK_KEY when the application starts.
  """

  use Cloak.Vault, otp_app: :${app}

  @impl GenServer
  def init(config) do
    key = "CLOAK_KEY" |> System.fetch_env!() |> Base.decode64!()
    cipher = {Cloak.Ciphers.AES.GCM, tag: "AES.GCM.V1", key: key, iv_length: 12}

    {:ok, Keyword.put(config, :ciphers, default: cipher)}
  end
end
`;
}

export function encryptedModule({ module }) {
  return `defmodule ${module}.Accounts.Encrypted.Binary do
  @moduledoc """
  Ecto type of columns that the vault encrypts.
  """

  use Cloak.Ecto.Binary, vault: ${module}.Vault

  def __sigra_encryption_mode__, do: :vault
end
`;
}

export function addOwnerMigration({ module }) {
  return `defmodule ${module}.Repo.Migrations.AddOwnerUserIdToOrganizations do
  use Ecto.Migration

  def up do
    alter table(:organizations) do
      add_if_not_exists :owner_user_id,
                        references(:users, type: :binary_id, on_delete: :nilify_all)
    end

    flush()

    execute """
    UPDATE organizations
       SET owner_user_id = first_owner.user_id
      FROM (
            SELECT DISTINCT ON (organization_id) organization_id, user_id
              FROM organization_memberships
             WHERE role = 'owner'
             ORDER BY organization_id, inserted_at
           ) AS first_owner
     WHERE first_owner.organization_id = organizations.id
       AND organizations.owner_user_id IS NULL
    """
  end

  def down do
    alter table(:organizations) do
      remove_if_exists :owner_user_id, :binary_id
    end
  end
end
`;
}

export function addPersonalMigration({ module }) {
  return `defmodule ${module}.Repo.Migrations.AddPersonalToOrganizations do
  use Ecto.Migration

  def change do
    alter table(:organizations) do
      add_if_not_exists :personal, :boolean, null: false, default: false
    end

    create_if_not_exists unique_index(:organizations, [:owner_user_id],
                           where: "personal = true",
                           name: :organizations_personal_owner_index
                         )
  end
end
`;
}

export function backfillMigration({ module }) {
  return `defmodule ${module}.Repo.Migrations.BackfillPersonalOrgs do
  use Ecto.Migration

  @disable_ddl_transaction true
  @disable_migration_lock true

  def up do
    Sigra.Upgrade.Backfill.run_personal_orgs(repo(), batch_size: 1_000)
  end

  def down, do: :ok
end
`;
}
