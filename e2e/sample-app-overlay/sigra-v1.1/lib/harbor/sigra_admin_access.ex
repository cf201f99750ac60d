defmodule Harbor.SigraAdminAccess do
  @moduledoc """
  Admin rights that stand in the database instead of the configuration.
  """

  import Ecto.Query

  alias Harbor.Accounts.AuditEvent
  alias Harbor.Repo

  def granted?(nil), do: false

  def granted?(user) do
    Repo.exists?(
      from g in "platform_admin_grants", where: g.user_id == type(^user.id, :binary_id)
    )
  end

  def record_refusal(user) do
    Repo.insert!(%AuditEvent{action: "admin.refused", outcome: :failure, actor_id: user.id})
    :ok
  end
end
