defmodule Harbor.Accounts.OrganizationMembership do
  @moduledoc """
  A member's place in an organization.
  """

  use Ecto.Schema

  @primary_key {:id, :binary_id, autogenerate: true}
  schema "organization_memberships" do
    field :role, Ecto.Enum, values: [:owner, :admin, :member], default: :member
    belongs_to :organization, Harbor.Accounts.Organization, type: :binary_id
    belongs_to :user, Harbor.Accounts.User, type: :binary_id

    timestamps(type: :utc_datetime)
  end
end
