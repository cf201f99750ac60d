import Config

config :lighthouse, :flash_seconds, 12
