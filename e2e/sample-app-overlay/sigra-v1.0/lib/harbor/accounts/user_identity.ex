defmodule Harbor.Accounts.UserIdentity do
  @moduledoc """
  A member's account at an OAuth provider.
  """

  use Ecto.Schema
  import Ecto.Changeset

  @primary_key {:id, :binary_id, autogenerate: true}
  schema "user_identities" do
    field :provider, :string
    field :provider_uid, :string
    field :access_token, Harbor.Accounts.Encrypted.Binary, redact: true
    belongs_to :user, Harbor.Accounts.User, type: :binary_id

    timestamps(type: :utc_datetime)
  end

  def changeset(identity, attrs) do
    identity
    |> cast(attrs, [:provider, :provider_uid, :access_token, :user_id])
    |> validate_required([:provider, :provider_uid, :user_id])
    |> unique_constraint([:provider, :provider_uid])
  end
end
