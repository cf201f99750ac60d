defmodule Harbor.Accounts.UserPasskey do
  @moduledoc """
  A passkey a member enrolled.
  """

  use Ecto.Schema
  import Ecto.Changeset

  @primary_key {:id, :binary_id, autogenerate: true}
  schema "user_passkeys" do
    field :nickname, :string
    field :credential_id, :binary
    field :public_key, Harbor.Accounts.Encrypted.Binary, redact: true
    field :sign_count, :integer, default: 0
    field :last_used_at, :utc_datetime
    belongs_to :user, Harbor.Accounts.User, type: :binary_id

    timestamps(type: :utc_datetime)
  end

  def changeset(passkey, attrs) do
    passkey
    |> cast(attrs, [:nickname, :credential_id, :public_key, :sign_count, :user_id])
    |> validate_required([:nickname, :credential_id, :public_key, :user_id])
    |> unique_constraint(:credential_id)
  end
end
