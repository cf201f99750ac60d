defmodule Lighthouse.Upgrade do
  @moduledoc """
  What the upgrade changes in files.
  """

  @version "1.0.0"
  @marker "config :sigra, :schema_version"

  def version, do: @version

  @doc "Adds the version line unless one is there."
  def put_schema_version(config) do
    if String.contains?(config, @marker) do
      config
    else
      config <> "\n# Managed by `mix sigra.upgrade`.\n#{@marker}, \"#{@version}\"\n"
    end
  end

  def migration do
    """
    defmodule Lighthouse.Repo.Migrations.AddPersonalToOrganizations do
      def up, do: ["alter table organizations", "create index organizations_personal_index"]
    end
    """
  end
end
