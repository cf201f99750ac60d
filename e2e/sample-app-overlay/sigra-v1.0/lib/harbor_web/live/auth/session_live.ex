defmodule HarborWeb.Auth.SessionLive do
  use HarborWeb, :live_view

  alias Harbor.Accounts

  @impl true
  def mount(_params, _session, socket) do
    {:ok, assign(socket, sessions: Accounts.list_sessions(socket.assigns.current_scope))}
  end

  @impl true
  def handle_event("revoke", %{"id" => id}, socket) do
    :ok = Accounts.revoke_session(socket.assigns.current_scope, id)
    {:noreply, update(socket, :sessions, &Enum.reject(&1, fn session -> session.id == id end))}
  end

  @impl true
  def render(assigns) do
    ~H"""
    <h1>Where you are signed in</h1>
    <ul>
      <li :for={session <- @sessions}>
        {session.user_agent}
        <button phx-click="revoke" phx-value-id={session.id}>Sign out</button>
      </li>
    </ul>
    """
  end
end
