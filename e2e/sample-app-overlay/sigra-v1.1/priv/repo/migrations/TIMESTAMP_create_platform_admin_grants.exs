defmodule Harbor.Repo.Migrations.CreatePlatformAdminGrants do
  use Ecto.Migration

  def change do
    create table(:platform_admin_grants, primary_key: false) do
      add :id, :binary_id, primary_key: true
      add :user_id, references(:users, type: :binary_id, on_delete: :delete_all), null: false

      timestamps(type: :utc_datetime, updated_at: false)
    end

    create unique_index(:platform_admin_grants, [:user_id])
  end
end
