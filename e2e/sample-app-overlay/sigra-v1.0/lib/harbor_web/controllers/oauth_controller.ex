defmodule HarborWeb.OAuthController do
  use HarborWeb, :controller

  alias Harbor.Accounts
  alias HarborWeb.UserAuth

  def request(conn, %{"provider" => provider}) do
    {:ok, url, state} = Sigra.OAuth.authorize_url(Accounts.sigra_config(), provider)

    conn
    |> put_session(:oauth_state, state)
    |> redirect(external: url)
  end

  def callback(conn, %{"provider" => provider} = params) do
    state = get_session(conn, :oauth_state)

    case Accounts.authenticate_with_provider(provider, params, state) do
      {:ok, user} ->
        UserAuth.log_in_user(conn, user)

      {:error, _reason} ->
        conn
        |> put_flash(:error, "That provider did not confirm who you are.")
        |> redirect(to: ~p"/users/log_in")
    end
  end
end
