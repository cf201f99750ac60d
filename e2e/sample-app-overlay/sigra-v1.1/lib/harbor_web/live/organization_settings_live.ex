defmodule HarborWeb.OrganizationSettingsLive do
  use HarborWeb, :live_view

  alias Harbor.Accounts
  alias Harbor.Accounts.Organization

  @impl true
  def mount(%{"slug" => slug}, _session, socket) do
    organization = Accounts.get_organization_by_slug!(socket.assigns.current_scope, slug)
    form = to_form(Organization.changeset(organization, %{}))
    {:ok, assign(socket, organization: organization, form: form)}
  end

  @impl true
  def render(assigns) do
    ~H"""
    <h1>Settings of {@organization.name}</h1>
    <.form for={@form} phx-submit="save">
      <.input field={@form[:name]} label="Name" />
      <.button>Save</.button>
    </.form>
    """
  end
end
