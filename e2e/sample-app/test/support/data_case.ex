defmodule Harbor.DataCase do
  use ExUnit.CaseTemplate

  using do
    quote do
      alias Harbor.Repo
      import Harbor.DataCase
    end
  end

  setup tags do
    owner = Ecto.Adapters.SQL.Sandbox.start_owner!(Harbor.Repo, shared: not tags[:async])
    on_exit(fn -> Ecto.Adapters.SQL.Sandbox.stop_owner(owner) end)
  end
end
