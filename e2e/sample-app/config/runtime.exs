import Config

if System.get_env("PHX_SERVER") do
  config :harbor, HarborWeb.Endpoint, server: true
end

if config_env() == :prod do
  database_url =
    System.get_env("DATABASE_URL") ||
      raise "environment variable DATABASE_URL is missing"

  config :harbor, Harbor.Repo,
    url: database_url,
    pool_size: String.to_integer(System.get_env("POOL_SIZE") || "10")

  host = System.get_env("PHX_HOST") || "harbor.example"

  config :harbor, HarborWeb.Endpoint,
    url: [host: host, port: 443, scheme: "https"],
    http: [port: String.to_integer(System.get_env("PORT") || "4000")],
    secret_key_base: System.fetch_env!("SECRET_KEY_BASE")
end
