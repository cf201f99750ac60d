defmodule Harbor.Tides.Table do
  @moduledoc """
  Tide heights, read from a file at compile time.
  """

  @external_resource path = Path.join(:code.priv_dir(:harbor), "tides/north_pier.csv")

  @heights path
           |> File.stream!()
           |> Enum.map(&(&1 |> String.trim() |> String.split(",")))
           |> Map.new(fn [hour, height] -> {String.to_integer(hour), String.to_float(height)} end)

  def height_at(%{hour: hour}), do: Map.fetch!(@heights, hour)
end
