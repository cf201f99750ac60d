defmodule Harbor.Tides do
  @moduledoc """
  When there is enough water over the sill.
  """

  alias Harbor.Tides.Table

  @sill_m 1.8

  def passable?(time, draught_m) do
    Table.height_at(time) - @sill_m >= draught_m
  end
end
