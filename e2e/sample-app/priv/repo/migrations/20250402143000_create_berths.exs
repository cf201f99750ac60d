defmodule Harbor.Repo.Migrations.CreateBerths do
  use Ecto.Migration

  def change do
    create table(:berths, primary_key: false) do
      add :id, :binary_id, primary_key: true
      add :label, :string, null: false
      add :length_m, :integer, null: false
      add :booked_by_id, references(:users, type: :binary_id, on_delete: :nilify_all)

      timestamps(type: :utc_datetime)
    end

    create unique_index(:berths, [:label])
  end
end
