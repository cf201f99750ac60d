defmodule HarborWeb.SessionControllerTest do
  use HarborWeb.ConnCase, async: true

  import Harbor.AuthFixtures

  test "a member signs in with the right password", %{conn: conn} do
    user = user_fixture()
    params = %{"user" => %{"email" => user.email, "password" => valid_password()}}
    conn = post(conn, ~p"/users/log_in", params)
    assert redirected_to(conn) == ~p"/berths"
  end

  test "signing out ends the session", %{conn: conn} do
    conn =
      conn
      |> log_in_user(user_fixture())
      |> delete(~p"/users/log_out")

    assert redirected_to(conn) == ~p"/"
    refute get_session(conn, :user_token)
  end
end
