defmodule Lighthouse do
  @moduledoc """
  A light that flashes.
  """

  @doc "Seconds between two flashes."
  def flash_seconds, do: Application.get_env(:lighthouse, :flash_seconds, 10)
end
