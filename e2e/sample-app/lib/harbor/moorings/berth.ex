defmodule Harbor.Moorings.Berth do
  @moduledoc """
  One place at a pontoon.
  """

  use Ecto.Schema
  import Ecto.Changeset

  @primary_key {:id, :binary_id, autogenerate: true}
  schema "berths" do
    field :label, :string
    field :length_m, :integer
    field :booked_by_id, :binary_id

    timestamps(type: :utc_datetime)
  end

  def booking_changeset(berth, attrs) do
    berth
    |> cast(attrs, [:booked_by_id])
    |> foreign_key_constraint(:booked_by_id)
  end
end
