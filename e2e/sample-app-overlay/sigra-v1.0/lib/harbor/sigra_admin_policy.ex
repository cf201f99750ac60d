defmodule Harbor.SigraAdminPolicy do
  @moduledoc """
  Decides who may open the admin pages.
  """

  @behaviour Sigra.Admin.Policy

  @impl true
  def platform_admin?(%{user: %{email: email}}) do
    email in Application.get_env(:harbor, :platform_admins, [])
  end

  def platform_admin?(_scope), do: false

  @impl true
  def can_impersonate?(_scope, _user), do: false
end
