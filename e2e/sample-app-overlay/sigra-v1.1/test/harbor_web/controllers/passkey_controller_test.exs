defmodule HarborWeb.PasskeyControllerTest do
  use HarborWeb.ConnCase, async: true

  test "a challenge is offered to a visitor", %{conn: conn} do
    conn = get(conn, ~p"/users/log_in/passkey")
    assert %{"challenge" => _challenge} = json_response(conn, 200)
  end

  test "an unknown passkey leads back to the sign-in page", %{conn: conn} do
    conn = post(conn, ~p"/users/log_in/passkey", %{"credential" => %{}})
    assert redirected_to(conn) == ~p"/users/log_in"
  end
end
