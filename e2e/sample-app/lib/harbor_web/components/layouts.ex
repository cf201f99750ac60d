defmodule HarborWeb.Layouts do
  @moduledoc """
  The frame around every page.
  """

  use HarborWeb, :html

  def root(assigns) do
    ~H"""
    <!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Harbor</title>
        <link rel="stylesheet" href={~p"/assets/app.css"} />
        <link rel="stylesheet" href={~p"/assets/sigra_auth.css"} />
      </head>
      <body>
        {@inner_content}
      </body>
    </html>
    """
  end

  def app(assigns) do
    ~H"""
    <header class="bar">
      <a href={~p"/"}>Harbor</a>
      <nav :if={@current_user}>
        <a href={~p"/berths"}>Berths</a>
        <a href={~p"/users/settings"}>{@current_user.email}</a>
      </nav>
    </header>
    <main>
      <.flash flash={@flash} />
      {@inner_content}
    </main>
    """
  end
end
