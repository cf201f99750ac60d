defmodule HarborWeb.RegistrationLive do
  use HarborWeb, :live_view

  alias Harbor.Accounts
  alias Harbor.Accounts.User

  @impl true
  def mount(_params, _session, socket) do
    changeset = Accounts.change_user_registration(%User{})
    {:ok, assign(socket, current_user: nil, form: to_form(changeset))}
  end

  @impl true
  def handle_event("save", %{"user" => attrs}, socket) do
    case Accounts.register_user(attrs) do
      {:ok, _user} ->
        {:noreply, push_navigate(socket, to: ~p"/users/log_in")}

      {:error, changeset} ->
        {:noreply, assign(socket, form: to_form(changeset))}
    end
  end

  @impl true
  def render(assigns) do
    ~H"""
    <h1>Register</h1>
    <.form for={@form} phx-submit="save" class="auth">
      <.input field={@form[:email]} type="email" label="E-mail" />
      <.input field={@form[:password]} type="password" label="Password" />
      <.button>Register</.button>
    </.form>
    """
  end
end
