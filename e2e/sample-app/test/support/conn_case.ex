defmodule HarborWeb.ConnCase do
  use ExUnit.CaseTemplate

  using do
    quote do
      @endpoint HarborWeb.Endpoint

      use HarborWeb, :verified_routes
      import Plug.Conn
      import Phoenix.ConnTest
      import HarborWeb.ConnCase
    end
  end

  setup tags do
    owner = Ecto.Adapters.SQL.Sandbox.start_owner!(Harbor.Repo, shared: not tags[:async])
    on_exit(fn -> Ecto.Adapters.SQL.Sandbox.stop_owner(owner) end)
    {:ok, conn: Phoenix.ConnTest.build_conn()}
  end

  def log_in_user(conn, user) do
    token = Harbor.Accounts.create_session(user, [])

    conn
    |> Phoenix.ConnTest.init_test_session(%{})
    |> Plug.Conn.put_session(:user_token, token)
  end
end
