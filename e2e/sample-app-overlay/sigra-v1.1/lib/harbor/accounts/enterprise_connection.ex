defmodule Harbor.Accounts.EnterpriseConnection do
  @moduledoc """
  The identity provider of an organization.
  """

  use Ecto.Schema

  @primary_key {:id, :binary_id, autogenerate: true}
  schema "enterprise_connections" do
    field :issuer, :string
    field :client_id, :string
    field :client_secret, Harbor.Accounts.Encrypted.Binary, redact: true
    belongs_to :organization, Harbor.Accounts.Organization, type: :binary_id

    timestamps(type: :utc_datetime)
  end
end
