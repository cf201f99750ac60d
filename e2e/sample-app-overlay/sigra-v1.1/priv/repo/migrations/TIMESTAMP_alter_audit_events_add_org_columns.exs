defmodule Harbor.Repo.Migrations.AlterAuditEventsAddOrgColumns do
  use Ecto.Migration

  def change do
    alter table(:audit_events) do
      add :organization_id, references(:organizations, type: :binary_id, on_delete: :nilify_all)
    end

    create index(:audit_events, [:organization_id])
  end
end
