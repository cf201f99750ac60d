defmodule Harbor.Accounts.Emails do
  @moduledoc """
  Texts of the e-mails that the auth pages send.
  """

  import Swoosh.Email

  def confirmation(user, url) do
    new()
    |> to(user.email)
    |> from(Harbor.Mailer.sender())
    |> subject("Confirm your Harbor account")
    |> text_body("""
    Welcome aboard.

    Confirm your e-mail address here: #{url}

    If you did not ask for an account, ignore this message.
    """)
  end
end
