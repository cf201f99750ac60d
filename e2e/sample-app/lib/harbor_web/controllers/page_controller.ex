defmodule HarborWeb.PageController do
  use HarborWeb, :controller

  def home(conn, _params) do
    render(conn, :home)
  end
end
