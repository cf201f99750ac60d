defmodule LighthouseTest do
  use ExUnit.Case, async: true

  test "flashes as configured" do
    assert Lighthouse.flash_seconds() == 12
  end
end
