defmodule Harbor.Accounts.Mailer do
  @moduledoc """
  Hands the e-mails of the library to the mailer of the host.
  """

  @behaviour Sigra.Mailer

  @impl true
  def deliver(email) do
    email
    |> Swoosh.Email.from(Harbor.Mailer.sender())
    |> Harbor.Mailer.deliver()
  end
end
