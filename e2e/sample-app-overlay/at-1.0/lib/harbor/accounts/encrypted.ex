defmodule Harbor.Accounts.Encrypted.Binary do
  @moduledoc """
  Ecto type of columns that the vault encrypts.
  """

  use Cloak.Ecto.Binary, vault: Harbor.Vault

  def __sigra_encryption_mode__, do: :vault
end
