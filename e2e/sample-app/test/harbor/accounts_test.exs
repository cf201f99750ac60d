defmodule Harbor.AccountsTest do
  use Harbor.DataCase, async: true

  import Harbor.AuthFixtures

  alias Harbor.Accounts

  describe "registering" do
    test "stores the password hashed" do
      user = user_fixture()
      assert user.hashed_password != valid_password()
    end

    test "refuses an e-mail address that is taken" do
      user = user_fixture()
      attrs = %{email: user.email, password: valid_password()}
      assert {:error, changeset} = Accounts.register_user(attrs)
      assert changeset.errors[:email]
    end
  end

  describe "signing in" do
    test "is refused with a wrong password" do
      user = user_fixture()
      assert {:error, :invalid_credentials} = Accounts.authenticate(user.email, "wrong")
    end
  end
end
