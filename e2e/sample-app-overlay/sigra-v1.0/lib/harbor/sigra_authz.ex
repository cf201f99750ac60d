defmodule Harbor.SigraAuthz do
  @moduledoc """
  Host authorization callback. As generated, it allows everything.
  """

  @behaviour Sigra.Authz

  @impl true
  def authorize(_action, _scope, _resource), do: :ok
end
