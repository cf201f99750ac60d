defmodule HarborWeb.Auth.SudoHTML do
  use HarborWeb, :html

  def new(assigns) do
    ~H"""
    <h1>Confirm it is you</h1>
    <.form for={@form} action={~p"/users/sudo"} class="auth">
      <.input field={@form[:password]} type="password" label="Password" />
      <.button>Go on</.button>
    </.form>
    """
  end
end
