defmodule HarborWeb.OrganizationSwitchController do
  use HarborWeb, :controller

  alias Harbor.Accounts
  alias Harbor.Accounts.Scope

  def update(conn, %{"organization_id" => id}) do
    scope = conn.assigns.current_scope
    organization = Accounts.get_organization!(scope, id)

    conn
    |> put_session(:active_organization_id, organization.id)
    |> assign(:current_scope, Scope.put_organization(scope, organization))
    |> redirect(to: ~p"/organizations")
  end
end
