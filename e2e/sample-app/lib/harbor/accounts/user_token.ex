defmodule Harbor.Accounts.UserToken do
  @moduledoc """
  A one-time token sent by e-mail.
  """

  use Ecto.Schema

  @bytes 32

  @primary_key {:id, :binary_id, autogenerate: true}
  schema "users_tokens" do
    field :token, :binary, redact: true
    field :context, :string
    field :sent_to, :string
    belongs_to :user, Harbor.Accounts.User, type: :binary_id

    timestamps(type: :utc_datetime, updated_at: false)
  end

  def build_email_token(user, context) do
    raw = :crypto.strong_rand_bytes(@bytes)
    digest = :crypto.hash(:sha256, raw)

    {Base.url_encode64(raw, padding: false),
     %__MODULE__{token: digest, context: context, sent_to: user.email, user_id: user.id}}
  end
end
