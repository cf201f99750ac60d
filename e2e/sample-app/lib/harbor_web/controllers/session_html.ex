defmodule HarborWeb.SessionHTML do
  use HarborWeb, :html

  def new(assigns) do
    ~H"""
    <h1>Sign in</h1>
    <.form for={@form} action={~p"/users/log_in"} class="auth">
      <.input field={@form[:email]} type="email" label="E-mail" />
      <.input field={@form[:password]} type="password" label="Password" />
      <.button>Sign in</.button>
    </.form>
    <p><a href={~p"/users/register"}>New here? Register.</a></p>
    """
  end
end
