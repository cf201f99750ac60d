defmodule HarborWeb.Endpoint do
  use Phoenix.Endpoint, otp_app: :harbor

  @session_options [
    store: :cookie,
    key: "_harbor_key",
    signing_salt: "7harbor1",
    same_site: "Lax"
  ]

  socket "/live", Phoenix.LiveView.Socket, websocket: [connect_info: [session: @session_options]]

  plug Plug.Static,
    at: "/",
    from: :harbor,
    only: ~w(assets images favicon.ico robots.txt)

  plug Plug.RequestId

  plug Plug.Parsers,
    parsers: [:urlencoded, :multipart, :json],
    pass: ["*/*"],
    json_decoder: Phoenix.json_library()

  plug Plug.MethodOverride
  plug Plug.Head
  plug Plug.Session, @session_options
  plug HarborWeb.Router
end
