defmodule Harbor.Mailer do
  @moduledoc """
  Sends every e-mail of the app.
  """

  use Swoosh.Mailer, otp_app: :harbor

  def sender, do: {"Harbor", "berths@harbor.example"}
end
