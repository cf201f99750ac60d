defmodule HarborWeb.OrganizationsLive.Index do
  use HarborWeb, :live_view

  alias Harbor.Accounts

  @impl true
  def mount(_params, _session, socket) do
    organizations = Accounts.list_organizations(socket.assigns.current_user)
    {:ok, assign(socket, organizations: organizations)}
  end

  @impl true
  def render(assigns) do
    ~H"""
    <h1>Organizations</h1>
    <p :if={@organizations == []}>You do not belong to an organization yet.</p>
    <ul>
      <li :for={organization <- @organizations}>{organization.name}</li>
    </ul>
    """
  end
end
