defmodule Harbor.Repo.Migrations.CreateAuditEvents do
  use Ecto.Migration

  def change do
    create table(:audit_events, primary_key: false) do
      add :id, :binary_id, primary_key: true
      add :action, :string, null: false
      add :outcome, :string, null: false
      add :ip_address, :string
      add :metadata, :map, null: false, default: %{}
      add :actor_id, references(:users, type: :binary_id, on_delete: :nilify_all)

      timestamps(type: :utc_datetime, updated_at: false)
    end

    create index(:audit_events, [:actor_id])
    create index(:audit_events, [:action, :inserted_at])
  end
end
