defmodule HarborWeb.CoreComponents do
  @moduledoc """
  Buttons, fields and messages.
  """

  use Phoenix.Component

  attr :flash, :map, required: true

  def flash(assigns) do
    ~H"""
    <p :for={{kind, message} <- @flash} class={"flash flash-#{kind}"} role="alert">
      {message}
    </p>
    """
  end

  attr :field, Phoenix.HTML.FormField, required: true
  attr :label, :string, required: true
  attr :type, :string, default: "text"

  def input(assigns) do
    ~H"""
    <label for={@field.id}>{@label}</label>
    <input type={@type} id={@field.id} name={@field.name} value={@field.value} />
    <p :for={{message, _opts} <- @field.errors} class="error">{message}</p>
    """
  end

  slot :inner_block, required: true

  def button(assigns) do
    ~H"""
    <button type="submit" class="button">{render_slot(@inner_block)}</button>
    """
  end
end
