defmodule Harbor.Accounts.Organization do
  @moduledoc """
  A sailing club or family that books berths together.
  """

  use Ecto.Schema
  import Ecto.Changeset

  @primary_key {:id, :binary_id, autogenerate: true}
  schema "organizations" do
    field :name, :string
    field :slug, :string
    has_many :memberships, Harbor.Accounts.OrganizationMembership

    timestamps(type: :utc_datetime)
  end

  def changeset(organization, attrs) do
    organization
    |> cast(attrs, [:name, :slug])
    |> validate_required([:name, :slug])
    |> unique_constraint(:slug)
  end
end
