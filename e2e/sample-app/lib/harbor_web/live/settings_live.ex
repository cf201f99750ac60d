defmodule HarborWeb.SettingsLive do
  use HarborWeb, :live_view

  alias Harbor.Accounts
  alias Harbor.Accounts.User

  @impl true
  def mount(_params, _session, socket) do
    changeset = User.email_changeset(socket.assigns.current_user, %{})
    {:ok, assign(socket, form: to_form(changeset))}
  end

  @impl true
  def handle_event("save_email", %{"user" => attrs}, socket) do
    case Accounts.update_user_email(socket.assigns.current_user, attrs) do
      {:ok, user} ->
        {:noreply, assign(socket, current_user: user)}

      {:error, changeset} ->
        {:noreply, assign(socket, form: to_form(changeset))}
    end
  end

  @impl true
  def render(assigns) do
    ~H"""
    <h1>Settings</h1>
    <.form for={@form} phx-submit="save_email" class="auth">
      <.input field={@form[:email]} type="email" label="E-mail" />
      <.button>Save</.button>
    </.form>
    """
  end
end
