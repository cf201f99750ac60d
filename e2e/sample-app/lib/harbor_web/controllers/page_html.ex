defmodule HarborWeb.PageHTML do
  use HarborWeb, :html

  def home(assigns) do
    ~H"""
    <h1>A berth for tonight</h1>
    <p><a href={~p"/berths"}>See what is free</a></p>
    """
  end
end
