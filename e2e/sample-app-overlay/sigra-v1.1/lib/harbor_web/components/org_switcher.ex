defmodule HarborWeb.OrgSwitcher do
  @moduledoc """
  Shows the active organization of the current scope and offers the others.
  """

  use HarborWeb, :html

  attr :current_scope, :map, required: true
  attr :organizations, :list, default: []

  def switcher(assigns) do
    ~H"""
    <form :if={@organizations != []} action={~p"/organizations/active"} method="post">
      <select name="organization_id" aria-label="Organization">
        <option
          :for={organization <- @organizations}
          value={organization.id}
          selected={organization.id == @current_scope.organization_id}
        >
          {organization.name}
        </option>
      </select>
      <.button>Switch</.button>
    </form>
    """
  end
end
