ExUnit.start()
Ecto.Adapters.SQL.Sandbox.mode(Harbor.Repo, :manual)
