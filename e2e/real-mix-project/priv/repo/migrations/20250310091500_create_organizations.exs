defmodule Lighthouse.Repo.Migrations.CreateOrganizations do
  def up, do: ["create table organizations"]
end
