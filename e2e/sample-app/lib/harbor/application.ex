defmodule Harbor.Application do
  @moduledoc false

  use Application

  @impl true
  def start(_type, _args) do
    children = [
      Harbor.Repo,
      {Phoenix.PubSub, name: Harbor.PubSub},
      HarborWeb.Endpoint
    ]

    Supervisor.start_link(children, strategy: :one_for_one, name: Harbor.Supervisor)
  end

  @impl true
  def config_change(changed, _new, removed) do
    HarborWeb.Endpoint.config_change(changed, removed)
    :ok
  end
end
