defmodule Harbor.Repo.Migrations.CreateEnterpriseConnections do
  use Ecto.Migration

  def change do
    create table(:enterprise_connections, primary_key: false) do
      add :id, :binary_id, primary_key: true
      add :issuer, :string, null: false
      add :client_id, :string, null: false
      add :client_secret, :binary

      add :organization_id, references(:organizations, type: :binary_id, on_delete: :delete_all),
        null: false

      timestamps(type: :utc_datetime)
    end

    create unique_index(:enterprise_connections, [:organization_id])
  end
end
