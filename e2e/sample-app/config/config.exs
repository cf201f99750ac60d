import Config

config :harbor,
  ecto_repos: [Harbor.Repo],
  generators: [timestamp_type: :utc_datetime, binary_id: true]

config :harbor, HarborWeb.Endpoint,
  url: [host: "localhost"],
  adapter: Bandit.PhoenixAdapter,
  render_errors: [
    formats: [html: HarborWeb.ErrorHTML],
    layout: false
  ],
  pubsub_server: Harbor.PubSub,
  live_view: [signing_salt: "kX2harbor"]

config :harbor, Harbor.Mailer, adapter: Swoosh.Adapters.Local

# Authentication
config :harbor, :sigra_config,
  repo: Harbor.Repo,
  user_schema: Harbor.Accounts.User,
  token_schema: Harbor.Accounts.UserToken,
  session_validity_days: 60

config :logger, :console,
  format: "$time $metadata[$level] $message\n",
  metadata: [:request_id]

config :phoenix, :json_library, Jason

# Environment settings override what stands above.
import_config "#{config_env()}.exs"
