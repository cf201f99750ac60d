defmodule Mix.Tasks.Ecto.Migrate do
  @shortdoc "Runs the pending migrations"

  @moduledoc """
  Imitates `mix ecto.migrate`: loads each pending migration and runs it, oldest first.
  """

  use Mix.Task

  @migrations "priv/repo/migrations"
  @record "priv/repo/.migrated"

  @impl Mix.Task
  def run(args) do
    {flags, [], []} = OptionParser.parse(args, strict: [migrations_path: :string])
    folder = flags[:migrations_path] || @migrations
    done = applied()

    case Enum.reject(list(folder), fn {stamp, _path} -> stamp in done end) do
      [] -> Mix.shell().info("[info] Migrations already up")
      pending -> Enum.each(pending, &migrate/1)
    end
  end

  defp list(folder) do
    for path <- Path.wildcard(Path.join(folder, "*.exs")) do
      [stamp, _name] = path |> Path.basename() |> String.split("_", parts: 2)
      {stamp, path}
    end
  end

  defp migrate({stamp, path}) do
    [{module, _code}] = Code.compile_file(path)
    Mix.shell().info("[info] == Running #{stamp} #{inspect(module)}.up/0 forward")
    Enum.each(module.up(), &Mix.shell().info("[info] #{&1}"))
    File.write!(@record, stamp <> "\n", [:append])
    Mix.shell().info("[info] == Migrated #{stamp} in 0.0s")
  end

  defp applied do
    case File.read(@record) do
      {:ok, text} -> String.split(text)
      {:error, :enoent} -> []
    end
  end
end
