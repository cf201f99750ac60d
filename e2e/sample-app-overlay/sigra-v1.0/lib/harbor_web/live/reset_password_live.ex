defmodule HarborWeb.ResetPasswordLive do
  use HarborWeb, :live_view

  alias Harbor.Accounts

  @impl true
  def mount(_params, _session, socket) do
    {:ok, assign(socket, current_scope: nil, form: to_form(%{}, as: :user))}
  end

  @impl true
  def handle_event("send", %{"user" => %{"email" => email}}, socket) do
    :ok = Accounts.request_password_reset(email)

    {:noreply,
     socket
     |> put_flash(:info, "If we know this address, a message is on its way.")
     |> push_navigate(to: ~p"/users/log_in")}
  end

  @impl true
  def render(assigns) do
    ~H"""
    <h1>Forgot your password?</h1>
    <.form for={@form} phx-submit="send" class="auth">
      <.input field={@form[:email]} type="email" label="E-mail" />
      <.button>Send a link</.button>
    </.form>
    """
  end
end
