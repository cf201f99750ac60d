defmodule Harbor.Accounts.UserSession do
  @moduledoc """
  A signed-in browser.
  """

  use Ecto.Schema
  import Ecto.Query

  @validity_days 60

  @primary_key {:id, :binary_id, autogenerate: true}
  schema "user_sessions" do
    field :token, :binary, redact: true
    field :user_agent, :string
    field :last_seen_at, :utc_datetime
    belongs_to :user, Harbor.Accounts.User, type: :binary_id

    timestamps(type: :utc_datetime, updated_at: false)
  end

  def build(user, metadata) do
    token = :crypto.strong_rand_bytes(32)
    {token, %__MODULE__{token: token, user_id: user.id, user_agent: metadata[:user_agent]}}
  end

  def active_query(token) do
    from s in __MODULE__,
      join: u in assoc(s, :user),
      where: s.token == ^token and s.inserted_at > ago(@validity_days, "day"),
      select: u
  end
end
