defmodule Harbor.Accounts.User do
  @moduledoc """
  A member of the marina.
  """

  use Ecto.Schema
  import Ecto.Changeset

  @primary_key {:id, :binary_id, autogenerate: true}
  schema "users" do
    field :email, :string
    field :display_name, :string
    field :password, :string, virtual: true, redact: true
    field :hashed_password, :string, redact: true
    field :totp_secret, Harbor.Accounts.Encrypted.Binary, redact: true
    field :confirmed_at, :utc_datetime

    timestamps(type: :utc_datetime)
  end

  def registration_changeset(user, attrs, opts \\ []) do
    user
    |> cast(attrs, [:email, :display_name, :password])
    |> validate_email()
    |> validate_password(opts)
  end

  def email_changeset(user, attrs) do
    user
    |> cast(attrs, [:email])
    |> validate_email()
  end

  def valid_password?(%__MODULE__{hashed_password: hashed}, password)
      when is_binary(hashed) and byte_size(password) > 0 do
    Sigra.Password.verify(password, hashed)
  end

  def valid_password?(_user, _password) do
    Sigra.Password.no_user_verify()
    false
  end

  defp validate_email(changeset) do
    changeset
    |> validate_required([:email])
    |> validate_format(:email, ~r/^[^\s]+@[^\s]+$/, message: "must have the @ sign and no spaces")
    |> validate_length(:email, max: 160)
    |> unique_constraint(:email)
  end

  defp validate_password(changeset, opts) do
    changeset
    |> validate_required([:password])
    |> validate_length(:password, min: 12, max: 72)
    |> maybe_hash_password(Keyword.get(opts, :hash_password, true))
  end

  defp maybe_hash_password(%{valid?: true} = changeset, true) do
    hashed = Sigra.Password.hash(get_change(changeset, :password))

    changeset
    |> put_change(:hashed_password, hashed)
    |> delete_change(:password)
  end

  defp maybe_hash_password(changeset, _hash?), do: changeset
end
