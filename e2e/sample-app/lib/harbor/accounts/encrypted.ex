defmodule Harbor.Accounts.Encrypted.Binary do
  @moduledoc """
  PASSTHROUGH STUB: stores the value as it is.

  Stands in for an encrypting type until a vault is configured.
  """

  use Ecto.Type

  @impl true
  def type, do: :binary

  @impl true
  def cast(value), do: {:ok, value}

  @impl true
  def dump(value), do: {:ok, value}

  @impl true
  def load(value), do: {:ok, value}

  def __sigra_encryption_mode__, do: :stub
end
