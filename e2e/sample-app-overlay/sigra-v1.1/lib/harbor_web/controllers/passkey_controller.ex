defmodule HarborWeb.PasskeyController do
  use HarborWeb, :controller

  alias Harbor.Accounts
  alias HarborWeb.UserAuth

  def options(conn, _params) do
    challenge = Sigra.Passkeys.authentication_challenge(Accounts.sigra_config())

    conn
    |> put_session(:passkey_challenge, challenge.bytes)
    |> json(challenge.options)
  end

  def create(conn, %{"credential" => credential}) do
    challenge = get_session(conn, :passkey_challenge)

    case Accounts.authenticate_with_passkey(credential, challenge) do
      {:ok, user} ->
        UserAuth.log_in_user(conn, user)

      {:error, _reason} ->
        conn
        |> put_flash(:error, "This passkey was not accepted.")
        |> redirect(to: ~p"/users/log_in")
    end
  end
end
