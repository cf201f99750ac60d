defmodule Harbor.Accounts.AuditEvent do
  @moduledoc """
  What happened to an account, and who did it.
  """

  use Ecto.Schema

  @primary_key {:id, :binary_id, autogenerate: true}
  schema "audit_events" do
    field :action, :string
    field :outcome, Ecto.Enum, values: [:success, :failure]
    field :ip_address, :string
    field :metadata, :map, default: %{}
    belongs_to :actor, Harbor.Accounts.User, type: :binary_id

    timestamps(type: :utc_datetime, updated_at: false)
  end
end
