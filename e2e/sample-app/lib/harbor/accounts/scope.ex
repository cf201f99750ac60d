defmodule Harbor.Accounts.Scope do
  @moduledoc """
  Who is asking.
  """

  alias Harbor.Accounts.User

  defstruct user: nil

  def for_user(%User{} = user), do: %__MODULE__{user: user}
  def for_user(nil), do: nil
end
