defmodule Harbor.Repo.Migrations.AddActiveOrganizationIdToUserSessions do
  use Ecto.Migration

  def change do
    alter table(:user_sessions) do
      add :active_organization_id,
          references(:organizations, type: :binary_id, on_delete: :nilify_all)
    end
  end
end
