defmodule HarborWeb.Admin.UsersLive do
  use HarborWeb, :live_view

  alias Harbor.Accounts
  alias HarborWeb.AdminShell

  @impl true
  def mount(_params, _session, socket) do
    {:ok, assign(socket, users: Accounts.list_users(), page_title: "Members")}
  end

  @impl true
  def render(assigns) do
    ~H"""
    <AdminShell.shell title={@page_title}>
      <table>
        <tr :for={user <- @users}>
          <td>{user.email}</td>
          <td>{user.confirmed_at || "not confirmed"}</td>
        </tr>
      </table>
    </AdminShell.shell>
    """
  end
end
