defmodule UpgradeTest do
  use ExUnit.Case, async: true

  alias Lighthouse.Upgrade

  test "the version line is added to a config without one" do
    assert Upgrade.put_schema_version("import Config\n") =~ ~s(:schema_version, "1.0.0")
  end

  test "the version line is written once" do
    once = Upgrade.put_schema_version("import Config\n")
    assert Upgrade.put_schema_version(once) == once
  end
end
