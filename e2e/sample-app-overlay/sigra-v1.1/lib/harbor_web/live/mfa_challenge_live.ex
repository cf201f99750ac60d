defmodule HarborWeb.MfaChallengeLive do
  use HarborWeb, :live_view

  @impl true
  def mount(_params, session, socket) do
    {:ok, assign(socket, current_scope: nil, pending_user_id: session["mfa_user_id"])}
  end

  @impl true
  def render(assigns) do
    ~H"""
    <h1>One more step</h1>
    <p>Use your passkey to finish signing in.</p>
    <button id="mfa-passkey" phx-hook="PasskeyAssert" data-path={~p"/users/mfa/passkey"}>
      Use a passkey
    </button>
    """
  end
end
