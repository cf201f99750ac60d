defmodule HarborWeb.OAuthControllerTest do
  use HarborWeb.ConnCase, async: true

  test "an unconfirmed provider answer leads back to the sign-in page", %{conn: conn} do
    conn = get(conn, ~p"/auth/github/callback", %{"error" => "access_denied"})
    assert redirected_to(conn) == ~p"/users/log_in"
  end
end
