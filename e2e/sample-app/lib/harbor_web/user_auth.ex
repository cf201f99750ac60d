defmodule HarborWeb.UserAuth do
  @moduledoc """
  Plugs and LiveView hooks that know who is signed in.
  """

  use HarborWeb, :verified_routes

  import Plug.Conn
  import Phoenix.Controller

  alias Harbor.Accounts

  def log_in_user(conn, user) do
    return_to = get_session(conn, :user_return_to)
    token = Accounts.create_session(user, user_agent: user_agent(conn))

    conn
    |> renew_session()
    |> put_session(:user_token, token)
    |> redirect(to: return_to || ~p"/berths")
  end

  def log_out_user(conn) do
    token = get_session(conn, :user_token)
    token && Accounts.delete_session(token)

    conn
    |> renew_session()
    |> redirect(to: ~p"/")
  end

  def fetch_current_user(conn, _opts) do
    token = get_session(conn, :user_token)
    user = token && Accounts.get_user_by_session_token(token)
    assign(conn, :current_user, user)
  end

  def redirect_if_user_is_authenticated(conn, _opts) do
    if conn.assigns[:current_user] do
      conn
      |> redirect(to: ~p"/berths")
      |> halt()
    else
      conn
    end
  end

  def require_authenticated_user(conn, _opts) do
    if conn.assigns[:current_user] do
      conn
    else
      conn
      |> put_flash(:error, "Sign in to see this page.")
      |> put_session(:user_return_to, current_path(conn))
      |> redirect(to: ~p"/users/log_in")
      |> halt()
    end
  end

  def on_mount(:ensure_authenticated, _params, session, socket) do
    socket = mount_current_user(socket, session)

    if socket.assigns.current_user do
      {:cont, socket}
    else
      {:halt, Phoenix.LiveView.redirect(socket, to: ~p"/users/log_in")}
    end
  end

  defp mount_current_user(socket, session) do
    Phoenix.Component.assign_new(socket, :current_user, fn ->
      token = session["user_token"]
      token && Accounts.get_user_by_session_token(token)
    end)
  end

  defp renew_session(conn) do
    conn
    |> configure_session(renew: true)
    |> clear_session()
  end

  defp user_agent(conn) do
    conn
    |> get_req_header("user-agent")
    |> List.first()
  end
end
