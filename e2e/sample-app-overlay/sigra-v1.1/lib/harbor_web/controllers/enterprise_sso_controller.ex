defmodule HarborWeb.EnterpriseSSOController do
  use HarborWeb, :controller

  alias Harbor.Accounts
  alias HarborWeb.UserAuth

  def request(conn, %{"slug" => slug}) do
    connection = Accounts.get_enterprise_connection!(slug)
    {:ok, url, state} = Sigra.OAuth.OIDC.authorize_url(connection)

    conn
    |> put_session(:oidc_state, state)
    |> redirect(external: url)
  end

  def callback(conn, %{"slug" => slug} = params) do
    connection = Accounts.get_enterprise_connection!(slug)
    {:ok, user} = Sigra.OAuth.OIDC.callback(connection, params, get_session(conn, :oidc_state))
    UserAuth.log_in_user(conn, user)
  end
end
