defmodule Harbor do
  @moduledoc """
  Berth booking for a small marina.
  """
end
