defmodule Mix.Tasks.Sigra.Upgrade do
  @shortdoc "Writes a migration and the schema version"

  @moduledoc """
  Imitates `mix sigra.upgrade`: refuses a dirty tree, writes one migration and one setting.
  """

  use Mix.Task

  alias Lighthouse.Upgrade

  @config "config/config.exs"
  @migrations "priv/repo/migrations"

  @impl Mix.Task
  def run(args) do
    {flags, _words, _unknown} =
      OptionParser.parse(args, switches: [yes: :boolean, allow_dirty: :boolean])

    unless flags[:allow_dirty], do: require_clean_tree()
    config = File.read!(@config)

    cond do
      Upgrade.put_schema_version(config) == config ->
        Mix.shell().info("Already at schema version #{Upgrade.version()}; nothing to do.")

      flags[:yes] || Mix.shell().yes?("Proceed with upgrade?") ->
        apply_upgrade(config)

      true ->
        :ok
    end
  end

  defp require_clean_tree do
    case System.cmd("git", ["status", "--porcelain"], stderr_to_stdout: true) do
      {"", 0} ->
        :ok

      {list, 0} ->
        Mix.raise("The working tree is dirty. Commit, stash or pass --allow-dirty.\n\n#{list}")

      {_output, _status} ->
        :ok
    end
  end

  defp apply_upgrade(config) do
    File.write!(@config, Upgrade.put_schema_version(config))
    path = Path.join(@migrations, "#{stamp()}_add_personal_to_organizations.exs")
    Mix.Generator.create_file(path, Upgrade.migration(), quiet: true)
    Mix.shell().info([:green, "* creating ", :reset, path])
    Mix.shell().info("Pending: mix ecto.migrate")
  end

  defp stamp, do: Calendar.strftime(DateTime.utc_now(), "%Y%m%d%H%M%S")
end
