defmodule Harbor.SigraAdminPolicyTest do
  use ExUnit.Case, async: true

  alias Harbor.SigraAdminPolicy

  test "nobody is a platform admin unless listed" do
    refute SigraAdminPolicy.platform_admin?(%{user: %{email: "member@harbor.example"}})
  end

  test "a visitor is never a platform admin" do
    refute SigraAdminPolicy.platform_admin?(nil)
  end
end
