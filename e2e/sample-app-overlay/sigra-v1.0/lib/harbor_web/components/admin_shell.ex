defmodule HarborWeb.AdminShell do
  @moduledoc """
  The frame of the admin pages.
  """

  use Phoenix.Component

  attr :title, :string, required: true
  slot :inner_block, required: true

  def shell(assigns) do
    ~H"""
    <section class="admin-shell">
      <h1>{@title}</h1>
      {render_slot(@inner_block)}
    </section>
    """
  end
end
