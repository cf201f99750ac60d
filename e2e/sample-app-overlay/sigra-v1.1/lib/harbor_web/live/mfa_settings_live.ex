defmodule HarborWeb.MfaSettingsLive do
  use HarborWeb, :live_view

  alias Harbor.Accounts

  @impl true
  def mount(_params, _session, socket) do
    {:ok, assign(socket, passkeys: Accounts.list_passkeys(socket.assigns.current_scope))}
  end

  @impl true
  def handle_event("remove", %{"id" => id}, socket) do
    :ok = Accounts.remove_passkey(socket.assigns.current_scope, id)
    {:noreply, update(socket, :passkeys, &Enum.reject(&1, fn passkey -> passkey.id == id end))}
  end

  @impl true
  def render(assigns) do
    ~H"""
    <h1>Passkeys</h1>
    <ul>
      <li :for={passkey <- @passkeys}>
        {passkey.nickname}
        <button phx-click="remove" phx-value-id={passkey.id}>Remove</button>
      </li>
    </ul>
    <button id="enroll" phx-hook="PasskeyEnroll">Add a passkey</button>
    """
  end
end
