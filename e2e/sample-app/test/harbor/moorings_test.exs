defmodule Harbor.MooringsTest do
  use Harbor.DataCase, async: true

  import Harbor.AuthFixtures

  alias Harbor.Moorings
  alias Harbor.Moorings.Berth

  test "a booked berth is no longer free" do
    berth = Repo.insert!(%Berth{label: "A1", length_m: 9})
    assert {:ok, _booked} = Moorings.book(berth, user_fixture())
    assert Moorings.list_free_berths(6) == []
  end

  test "a boat only gets a berth that is long enough" do
    Repo.insert!(%Berth{label: "B4", length_m: 7})
    assert Moorings.list_free_berths(10) == []
  end
end
