import type { CorpusCase } from "./corpus-case";
import { AVIARY, CONFER, HARBOR } from "./hosts";

/** Apps that call things by names of their own, and apps that use the guide's words for something else. */
export const OWN_NAME_CASES: readonly CorpusCase[] = [
  {
    what: "a person's schema in a context that only the settings name",
    host: AVIARY,
    path: "lib/aviary/gatehouse/keeper.ex",
    patch: `
-    |> validate_length(:password, min: 10)
+    |> validate_length(:password, min: 12)`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "a context kept inside its own folder",
    host: AVIARY,
    path: "lib/aviary/gatehouse/gatehouse.ex",
    patch: `
   def admit(code) do
-    find(code)
+    find(String.upcase(code))
   end`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "an admin policy that only the settings name",
    host: AVIARY,
    path: "lib/aviary/gatehouse/warden.ex",
    patch: `
-  def admin?(scope), do: scope.user.head_keeper
+  def admin?(scope), do: scope.user.head_keeper and scope.user.active`,
    category: "audit_security",
    labels: ["scope", "policy"],
  },
  {
    what: "its test",
    host: AVIARY,
    path: "test/aviary/gatehouse/warden_test.exs",
    change: { kind: "added" },
    patch: `
+defmodule Aviary.Gatehouse.WardenTest do
+  use ExUnit.Case
+  test "only head keepers", do: assert(true)
+end`,
    category: "audit_security",
    supporting: true,
  },
  {
    what: "an audit schema that only the settings name",
    host: AVIARY,
    path: "lib/aviary/watch/entry.ex",
    patch: `
+    field :note, :string`,
    category: "audit_security",
  },
  {
    what: "the test of a vault of its own name",
    host: AVIARY,
    path: "test/aviary/strongbox_test.exs",
    patch: `
+  test "round trip", do: assert(true)`,
    category: "audit_security",
    supporting: true,
  },
  {
    what: "the test of a mailer of its own name",
    host: AVIARY,
    path: "test/aviary/postmaster_test.exs",
    patch: `
+  test "sends", do: assert(true)`,
    category: "integration",
    supporting: true,
  },
  {
    what: "the test of a host module",
    host: AVIARY,
    path: "test/aviary/turnstone_test.exs",
    patch: `
+  test "flies", do: assert(true)`,
    category: "unclassified",
    supporting: true,
  },
  {
    what: "hooks that keep strangers out, in a module of its own name",
    host: AVIARY,
    path: "lib/portal/turnstile.ex",
    patch: `
-    {:halt, put_flash(socket, :error, "no")}
+    {:halt, put_flash(socket, :error, "Staff only")}`,
    category: "host_auth",
  },
  {
    what: "the test of these hooks",
    host: AVIARY,
    path: "test/portal/turnstile_test.exs",
    patch: `
+  test "keeps strangers out", do: assert(true)`,
    category: "host_auth",
    supporting: true,
  },
  {
    what: "a visit of an energy auditor",
    host: AVIARY,
    path: "lib/aviary/energy/audit_event.ex",
    change: { kind: "added" },
    patch: `
+defmodule Aviary.Energy.AuditEvent do
+  use Ecto.Schema
+
+  schema "energy_audit_events" do
+    field :visitor, :string
+    field :visit_on, :date
+  end
+end`,
    category: "unclassified",
  },
  {
    what: "an audit log of the host's own",
    host: HARBOR,
    path: "lib/harbor/audit/entry.ex",
    change: { kind: "added" },
    patch: `
+defmodule Harbor.Audit.Entry do
+  use Ecto.Schema
+
+  schema "audit_entries" do
+    field :name, :string
+    field :entity_id, :string
+  end
+end`,
    category: "audit_security",
  },
  {
    what: "how long an audit log is kept",
    host: HARBOR,
    path: "config/config.exs",
    patch: `
 config :harbor, Harbor.Audit,
-  retention_days: 90
+  retention_days: 365`,
    category: "audit_security",
  },
  {
    what: "an authorisation policy of another library",
    host: HARBOR,
    path: "lib/harbor/moorings/rules.ex",
    change: { kind: "added" },
    patch: `
+defmodule Harbor.Moorings.Rules do
+  @behaviour Bodyguard.Policy
+
+  def authorize(:moor, user, berth), do: user.id == berth.owner_id
+end`,
    category: "audit_security",
    labels: ["policy"],
  },
  {
    what: "rules of an authorisation library",
    host: CONFER,
    path: "lib/confer/permissions.ex",
    change: { kind: "added" },
    patch: `
+defmodule Confer.Permissions do
+  use LetMe.Policy
+
+  object :talk do
+    action :edit, do: allow(role: :speaker)
+  end
+end`,
    category: "audit_security",
    labels: ["policy"],
  },
  {
    what: "an implementation of a token library",
    host: HARBOR,
    path: "lib/harbor/tokens_of_callers.ex",
    change: { kind: "deleted" },
    patch: `
-defmodule Harbor.TokensOfCallers do
-  use Guardian, otp_app: :harbor
-  def subject_for_token(user, _claims), do: {:ok, user.id}
-end`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "a limiter among the plugs",
    host: HARBOR,
    path: "lib/harbor_web/plugs/attack.ex",
    change: { kind: "added" },
    patch: `
+defmodule HarborWeb.Plugs.Attack do
+  use PlugAttack
+  rule "by ip", conn, do: throttle(conn.remote_ip, period: 60_000, limit: 10)
+end`,
    category: "integration",
  },
  {
    what: "an e-mail about a password outside the context",
    host: HARBOR,
    path: "lib/harbor/emails/email.ex",
    patch: `
-    |> subject("Link to reset your password")
+    |> subject("Reset your Harbor password")`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "an e-mail about a berth",
    host: HARBOR,
    path: "lib/harbor/emails/email.ex",
    patch: `
-    |> subject("Your berth")
+    |> subject("Your berth is free")`,
    category: "unclassified",
  },
  {
    what: "a round of a game, which a page calls a session",
    host: CONFER,
    path: "lib/confer_ui/live/quiz_live/session.ex",
    change: { kind: "added" },
    patch: `
+defmodule ConferUI.QuizLive.Session do
+  use ConferUI, :live_view
+
+  def mount(%{"round" => round}, _session, socket), do: {:ok, assign(socket, round: round)}
+end`,
    category: "unclassified",
  },
  {
    what: "design tokens",
    host: HARBOR,
    path: "lib/harbor_web/components/tokens.ex",
    change: { kind: "added" },
    patch: `
+defmodule HarborWeb.Components.Tokens do
+  use Phoenix.Component
+
+  def colour(:primary), do: "#336699"
+end`,
    category: "unclassified",
  },
  {
    what: "a telescope chosen in a form",
    host: HARBOR,
    path: "lib/harbor_web/live/telescope_live.ex",
    patch: `
+  def handle_event("pick", %{"scope" => scope}, socket), do: {:noreply, assign(socket, scope: scope)}`,
    category: "unclassified",
  },
  {
    what: "a session that is written by a controller of the context",
    host: HARBOR,
    path: "lib/harbor_web/controllers/enter_controller.ex",
    change: { kind: "added" },
    patch: `
+defmodule HarborWeb.EnterController do
+  use HarborWeb, :controller
+  alias Harbor.Accounts
+
+  def create(conn, %{"code" => code}), do: conn |> configure_session(renew: true) |> put_session(:stamp, Accounts.admit(code).id)
+end`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "routes of recorded visits",
    host: HARBOR,
    path: "lib/harbor_web/router.ex",
    patch: `
+    post "/browser_sessions/:id/restart", BrowserSessionController, :restart
+    live "/quiz/session/:id", QuizLive.Session, :play`,
    category: "router",
  },
  {
    what: "how long a round takes",
    host: HARBOR,
    path: "config/config.exs",
    patch: `
 config :harbor, Harbor.Quiz,
-  session_minutes: 5
+  session_minutes: 7`,
    category: "integration",
  },
  {
    what: "documentation of an energy audit",
    host: HARBOR,
    path: "docs/energy-audit.md",
    patch: `
+Read the meters once a year.`,
    category: "integration",
    supporting: true,
  },
  {
    what: "the language of a visitor, which is kept in the session",
    host: HARBOR,
    path: "lib/harbor_web/plugs/locale.ex",
    patch: `
-    locale = conn.assigns[:locale] || "en"
+    locale = conn.assigns[:locale] || get_session(conn, :locale) || "en"`,
    category: "host_auth",
  },
  {
    what: "rows that a release changes",
    host: HARBOR,
    path: "lib/harbor/release.ex",
    patch: `
+  def confirm_everybody, do: Harbor.Repo.update_all("users", set: [confirmed: true])`,
    category: "schema",
    flags: ["data_migration"],
  },
  {
    what: "what an audit library records",
    host: HARBOR,
    path: "config/config.exs",
    patch: `
 config :ex_audit,
+  tracked_schemas: [Harbor.Accounts.User],
   ecto_repos: [Harbor.Repo]`,
    category: "audit_security",
  },
  {
    what: "a repo that records what is changed",
    host: HARBOR,
    path: "lib/harbor/repo.ex",
    patch: `
-  use Ecto.Repo,
+  use ExAudit.Repo,
     otp_app: :harbor`,
    category: "audit_security",
  },
  {
    what: "the settings of registrations for an event of the host",
    host: CONFER,
    path: "config/config.exs",
    patch: `
 config :confer_core, Confer.Talks,
-  registration_days: 14
+  registration_days: 21`,
    category: "integration",
  },
  {
    what: "a test of a page that hands out numbers",
    host: HARBOR,
    path: "test/harbor_web/live/press_live/token_test.exs",
    patch: `
+  test "counts", do: assert(true)`,
    category: "unclassified",
    supporting: true,
  },
];
