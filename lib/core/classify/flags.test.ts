import { describe, expect, it } from "vitest";
import { aHunk, someFacts } from "./a-hunk";
import type { Flag } from "./category";

const MIGRATION = "priv/repo/migrations/20250101000000_x.exs";
const CONTEXT = "lib/harbor/accounts.ex";

/** What is shown, the patch of a new migration, the flags. */
const MIGRATIONS: readonly (readonly [string, string, readonly Flag[]])[] = [
  ["a new table with its indexes", "+  def change do\n+    create table(:a) do\n+      add :b, :string\n+    end\n+    create index(:a, [:b])\n+  end", []],
  ["a dropped table", "+  def change do\n+    drop table(:a)\n+  end", ["destructive", "irreversible"]],
  ["a removed column", "+  def change do\n+    alter table(:a) do\n+      remove :b\n+    end\n+  end", ["destructive", "irreversible"]],
  ["a removed column whose type is given", "+  def change do\n+    alter table(:a) do\n+      remove :b, :string\n+    end\n+  end", ["destructive"]],
  ["a table that only the way back drops", "+  def up do\n+    create table(:a)\n+  end\n+  def down do\n+    drop table(:a)\n+  end", []],
  [
    "rows deleted in SQL",
    '+  def up do\n+    execute "DELETE FROM users_tokens"\n+  end\n+  def down, do: :ok',
    ["destructive", "irreversible", "data_migration"],
  ],
  ["no way down", "+  def up do\n+    create table(:a)\n+  end", ["irreversible"]],
  ["a way down that is refused", '+  def up do\n+    create table(:a)\n+  end\n+  def down do\n+    raise "no"\n+  end', ["irreversible"]],
  ["SQL with its way back", '+  def change do\n+    execute("CREATE EXTENSION citext", "DROP EXTENSION citext")\n+  end', []],
  ["SQL without a way back", '+  def change do\n+    execute("CREATE EXTENSION citext")\n+  end', ["irreversible"]],
  ["an index on a table with rows", "+  def change do\n+    create unique_index(\n+      :users,\n+      [:email]\n+    )\n+  end", ["non_concurrent_index"]],
  ["an index built beside writers", "+  def change do\n+    create index(:users, [:email],\n+      concurrently: true\n+    )\n+  end", []],
  ["a changed column type", "+  def change do\n+    alter table(:a) do\n+      modify :b, :text\n+    end\n+  end", ["irreversible"]],
  [
    "a filled column",
    '+  def up do\n+    execute("UPDATE organizations o SET owner_user_id = 1")\n+  end\n+  def down do\n+    execute("SELECT 1")\n+  end',
    ["data_migration"],
  ],
  ["a comment about dropping", "+  def change do\n+    # drop table(:a)\n+    create table(:b)\n+  end", []],
  [
    "SQL in a heredoc with its way back, with a bracket closed in it",
    '+  def change do\n+    execute(\n+      """\n+      SELECT 1 -- first)\n+      """,\n+      "SELECT 2"\n+    )\n+  end',
    [],
  ],
  [
    "SQL in a heredoc that fills a column, with parentheses left open in it",
    '+  def up do\n+    execute(\n+      """\n+      -- (first\n+      UPDATE organizations o SET owner = 1;\n+      """,\n+      ""\n+    )\n+    create index(:a, [:b])\n+  end\n+  def down do\n+    execute("ALTER TABLE organizations DROP COLUMN owner")\n+  end',
    ["non_concurrent_index", "data_migration"],
  ],
  [
    "a partial index that is made unless it exists",
    '+  def up do\n+    create_if_not_exists unique_index(:organizations, [:owner],\n+      where: "personal"\n+    )\n+  end\n+  def down do\n+    remove_if_exists :personal, :boolean\n+  end',
    ["non_concurrent_index"],
  ],
];

/** What is shown, the path, the patch, the flags. */
const CASES: readonly (readonly [string, string, string, readonly Flag[]])[] = [
  ["localhost as passkey identity", "config/config.exs", '+    rp_id: "localhost",\n+    origin: "http://localhost:4000",', ["localhost_rp_id"]],
  ["localhost in development", "config/dev.exs", '+    rp_id: "localhost",', []],
  ["a real host", "config/config.exs", '+    rp_id: "harbor.example",', []],
  ["localhost that goes away", "config/config.exs", '-    rp_id: "localhost",\n+    rp_id: "harbor.example",', []],
  ["a secret written out", "config/runtime.exs", '+  client_secret: "s3cr3t-value-9f8e"', ["secret"]],
  ["a secret from the environment", "config/runtime.exs", '+  client_secret: System.fetch_env!("SECRET")', []],
  ["a placeholder", "config/runtime.exs", '+  client_secret: "your-client-secret"', []],
  ["a vault key written out", "config/config.exs", '+  key: Base.decode64!("8pQ0cRr2mT5cS1B9qkq9h3k1mVY3uQ0r9mXk0j8Yd2E=")', ["secret"]],
  ["a private key, even in a test", "test/support/key.ex", "+-----BEGIN RSA PRIVATE KEY-----", ["secret"]],
  ["the secret of development", "config/dev.exs", '+  secret_key_base: "abcdefghijklmnopqrstuvwxyz"', []],
  [
    "an encrypted type that is replaced",
    "lib/harbor/accounts/encrypted.ex",
    "-  use Ecto.Type\n+  use Cloak.Ecto.Binary, vault: Harbor.Vault",
    ["overwritten_host_file"],
  ],
  [
    "a plug that is taken out",
    "lib/harbor_web/router.ex",
    "-    pipe_through [:browser, :require_authenticated]\n+    pipe_through [:browser]",
    ["weakened_check"],
  ],
  [
    "a plug that is renamed within the line",
    "lib/harbor_web/router.ex",
    "-    pipe_through [:require_authenticated]\n+    pipe_through [:api, :require_authenticated]",
    [],
  ],
  [
    "a refusal lost in markup",
    "lib/harbor_web/live/settings_live.ex",
    '-    <p class="a">\n-    if impersonating?(socket), do: deny()\n+    <p class="b">',
    ["weakened_check"],
  ],
  ["an answer that allows all", "lib/harbor/sigra_authz.ex", "+  def can?(_action, _subject, _scope), do: true", ["weakened_check"]],
  ["a body that allows all", "lib/harbor/sigra_authz.ex", "+  def can?(_action, _subject, scope) do\n+    _ = scope\n+    true\n+  end", ["weakened_check"]],
  ["an answer that refuses", "lib/harbor/sigra_admin_policy.ex", "+  def platform_admin?(_scope), do: false", []],
  ["a check that is added", CONTEXT, "+    verify_token(token)", []],
  ["a check taken out of a test", "test/harbor/accounts_test.exs", "-    verify_token(token)", []],
];

describe("the flags of a hunk", () => {
  it.each(MIGRATIONS)("of a new migration show %s", (_, patch, flags) => {
    expect(aHunk(MIGRATION, patch, { kind: "added" }).flags).toEqual(flags);
  });

  it.each(CASES)("show %s", (_, path, patch, flags) => {
    const kind = path.startsWith("lib/harbor/sigra") ? "added" : "modified";
    expect(aHunk(path, patch, { kind }).flags).toEqual(flags);
  });

  it("show a change to a migration that existed, whatever the change", () => {
    expect(aHunk(MIGRATION, "   def change do\n+    # note\n   end").flags).toEqual(["edited_migration"]);
    expect(aHunk(MIGRATION, "-  x", { kind: "deleted" }).flags).toContain("edited_migration");
    expect(aHunk(MIGRATION, "+  x", { kind: "added" }, someFacts({ existingMigrations: [MIGRATION] })).flags).toEqual(["edited_migration"]);
  });

  it("show a data migration by its folder", () => {
    const patch = "+  def up, do: Sigra.Upgrade.run()\n+  def down, do: :ok";
    expect(aHunk("priv/repo/data_migrations/20250101000000_backfill.exs", patch, { kind: "added" }).flags).toEqual(["irreversible", "data_migration"]);
  });

  it("know from context lines in which direction a migration line works", () => {
    expect(aHunk(MIGRATION, "   def down do\n+    drop table(:a)\n   end\n   def up, do: :ok").flags).toEqual(["edited_migration"]);
  });
});
