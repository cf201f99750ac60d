defmodule HarborWeb.Auth.SudoController do
  use HarborWeb, :controller

  alias Harbor.Accounts

  def new(conn, _params) do
    render(conn, :new, form: Phoenix.Component.to_form(%{}, as: :sudo))
  end

  def create(conn, %{"sudo" => %{"password" => password}}) do
    user = conn.assigns.current_scope.user

    case Accounts.authenticate(user.email, password) do
      {:ok, _user} ->
        conn
        |> put_session(:sudo_at, System.system_time(:second))
        |> redirect(to: ~p"/users/settings")

      {:error, :invalid_credentials} ->
        conn
        |> put_flash(:error, "That is not your password.")
        |> redirect(to: ~p"/users/sudo")
    end
  end
end
