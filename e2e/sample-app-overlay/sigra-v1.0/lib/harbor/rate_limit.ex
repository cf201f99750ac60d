defmodule Harbor.RateLimit do
  @moduledoc """
  Counts attempts to sign in.
  """

  use Hammer, backend: :ets
end
