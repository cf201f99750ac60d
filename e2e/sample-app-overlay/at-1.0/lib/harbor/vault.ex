defmodule Harbor.Vault do
  @moduledoc """
  Encrypts secrets of the auth tables at rest.

  Reads a Base64 key of 32 bytes from CLOAK_KEY when the application starts.
  """

  use Cloak.Vault, otp_app: :harbor

  @impl GenServer
  def init(config) do
    key = "CLOAK_KEY" |> System.fetch_env!() |> Base.decode64!()
    cipher = {Cloak.Ciphers.AES.GCM, tag: "AES.GCM.V1", key: key, iv_length: 12}

    {:ok, Keyword.put(config, :ciphers, default: cipher)}
  end
end
