defmodule Harbor.Moorings do
  @moduledoc """
  Berths and who lies in them tonight.
  """

  import Ecto.Query

  alias Harbor.Moorings.Berth
  alias Harbor.Repo

  def list_free_berths(min_length_m) do
    Repo.all(
      from b in Berth,
        where: is_nil(b.booked_by_id) and b.length_m >= ^min_length_m,
        order_by: b.label
    )
  end

  def book(%Berth{} = berth, user) do
    berth
    |> Berth.booking_changeset(%{booked_by_id: user.id})
    |> Repo.update()
  end

  def release(%Berth{} = berth) do
    berth
    |> Berth.booking_changeset(%{booked_by_id: nil})
    |> Repo.update()
  end
end
