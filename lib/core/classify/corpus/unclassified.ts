import type { CorpusCase } from "./corpus-case";
import { CONFER, HARBOR, LEDGERLINE, QUAY } from "./hosts";

/** Features of a host that have nothing to do with authentication, however they are called; and what nobody knows. */
export const UNCLASSIFIED_CASES: readonly CorpusCase[] = [
  {
    what: "a context of the host",
    host: HARBOR,
    path: "lib/harbor/tides.ex",
    change: { kind: "added" },
    patch: `
+defmodule Harbor.Tides do
+  alias Harbor.Tides.Table
+
+  def passable?(at, draught), do: Table.height(at) > draught
+end`,
    category: "unclassified",
  },
  {
    what: "a folder called accounts where the auth context is another",
    host: LEDGERLINE,
    path: "lib/ledgerline/accounts/booking.ex",
    patch: `
   schema "bookings" do
+    field :currency, :string
   end`,
    category: "unclassified",
  },
  {
    what: "a page of the host, with the session that every page is given",
    host: HARBOR,
    path: "lib/harbor_web/live/berth_live/index.ex",
    patch: `
-  def mount(_params, _session, socket) do
+  def mount(params, _session, socket) do
+    socket = assign(socket, page: params["page"])`,
    category: "unclassified",
  },
  {
    what: "a page of the host whose neighbours name the scope",
    host: HARBOR,
    path: "lib/harbor_web/live/berth_live/index.ex",
    patch: `
 defmodule HarborWeb.BerthLive.Index do
   def handle_params(_params, _uri, socket) do
     berths = Moorings.list_berths(socket.assigns.current_scope)
-    {:noreply, assign(socket, berths: berths)}
+    {:noreply, assign(socket, berths: berths, count: length(berths))}
   end
 end`,
    category: "unclassified",
  },
  {
    what: "a comment about sessions in a page of the host",
    host: HARBOR,
    path: "lib/harbor_web/live/berth_live/index.ex",
    patch: `
   def render(assigns) do
+    # Kept for the length of a session.
     ~H"<.table />"`,
    category: "unclassified",
  },
  {
    what: "a talk's session, which is no sign-in",
    host: CONFER,
    path: "lib/confer_ui/live/session_live.ex",
    patch: `
 defmodule ConferUI.SessionLive do
   alias Confer.Talks
 
   def mount(%{"id" => id}, _session, socket) do
-    {:ok, assign(socket, session: Talks.get_session!(id))}
+    {:ok, assign(socket, session: Talks.get_session!(id), speakers: Talks.list_speakers(id))}
   end
 end`,
    category: "unclassified",
  },
  {
    what: "registration for an event",
    host: CONFER,
    path: "lib/confer_ui/live/registration_live.ex",
    patch: `
 defmodule ConferUI.RegistrationLive do
   alias Confer.Tickets
 
-  def price(ticket), do: ticket.price
+  def price(ticket), do: Tickets.price_with_tax(ticket)
 end`,
    category: "unclassified",
  },
  {
    what: "a schema of the host",
    host: CONFER,
    path: "lib/confer/talks/session.ex",
    patch: `
   schema "sessions" do
     field :title, :string
+    field :room, :string
   end`,
    category: "unclassified",
  },
  {
    what: "an org chart",
    host: LEDGERLINE,
    path: "lib/ledgerline_web/live/org_chart_live.ex",
    patch: `
 defmodule LedgerlineWeb.OrgChartLive do
-  @depth 3
+  @depth 4
 end`,
    category: "unclassified",
  },
  {
    what: "prices for enterprises",
    host: LEDGERLINE,
    path: "lib/ledgerline_web/controllers/enterprise_pricing_controller.ex",
    patch: `
-    render(conn, :index, plans: Plans.all())
+    render(conn, :index, plans: Plans.enterprise())`,
    category: "unclassified",
  },
  {
    what: "a guide for users of the products",
    host: QUAY,
    path: "apps/quay_web/lib/quay_web/live/product_guide_live.ex",
    patch: `
+  def handle_event("next", _params, socket), do: {:noreply, update(socket, :step, &(&1 + 1))}`,
    category: "unclassified",
  },
  {
    what: "the host's own admin page",
    host: HARBOR,
    path: "lib/harbor_web/live/admin/berth_live.ex",
    patch: `
 defmodule HarborWeb.Admin.BerthLive do
-  @page_size 20
+  @page_size 50
 end`,
    category: "unclassified",
    labels: ["admin_settings"],
  },
  {
    what: "a router of messages, which routes no request",
    host: HARBOR,
    path: "lib/harbor/message_router.ex",
    change: { kind: "added" },
    patch: `
+defmodule Harbor.MessageRouter do
+  use GenServer
+
+  def route(message), do: GenServer.cast(__MODULE__, message)
+end`,
    category: "unclassified",
  },
  {
    what: "a vault with money in it",
    host: LEDGERLINE,
    path: "lib/ledgerline/treasury/vault.ex",
    patch: `
 defmodule Ledgerline.Treasury.Vault do
-  defstruct [:balance]
+  defstruct [:balance, :currency]
 end`,
    category: "unclassified",
  },
  {
    what: "a policy of insurance",
    host: LEDGERLINE,
    path: "lib/ledgerline/insurance/policy.ex",
    patch: `
   schema "policies" do
+    field :premium, :decimal
   end`,
    category: "unclassified",
  },
  {
    what: "a policy of retries with an option called policy",
    host: LEDGERLINE,
    path: "lib/ledgerline/bank_client.ex",
    patch: `
-    Req.get!(url)
+    Req.get!(url, policy: Ledgerline.RetryPolicy, scope: "payments")`,
    category: "unclassified",
  },
  {
    what: "a worker of the host",
    host: HARBOR,
    path: "lib/harbor/workers/fetch_tides.ex",
    change: { kind: "added" },
    patch: `
+defmodule Harbor.Workers.FetchTides do
+  use Oban.Worker, queue: :default
+
+  def perform(_job), do: Harbor.Tides.refresh()
+end`,
    category: "unclassified",
  },
  {
    what: "the components that every Phoenix app starts with",
    host: HARBOR,
    path: "lib/harbor_web/components/core_components.ex",
    patch: `
   def button(assigns) do
     ~H"""
-    <button class={@class}>{render_slot(@inner_block)}</button>
+    <button class={["btn", @class]}>{render_slot(@inner_block)}</button>
     """
   end`,
    category: "unclassified",
  },
  {
    what: "the error pages",
    host: HARBOR,
    path: "lib/harbor_web/controllers/error_html.ex",
    patch: `
-  # embed_templates "error_html/*"
+  embed_templates "error_html/*"`,
    category: "unclassified",
  },
  {
    what: "the module that every web module uses",
    host: HARBOR,
    path: "lib/harbor_web.ex",
    patch: `
 defmodule HarborWeb do
-  def static_paths, do: ~w(assets fonts images favicon.ico robots.txt)
+  def static_paths, do: ~w(assets fonts images favicon.ico robots.txt manifest.json)
 
   def router do
     quote do
       use Phoenix.Router, helpers: false
     end
   end
 
   defmacro __using__(which), do: apply(__MODULE__, which, [])
 end`,
    category: "unclassified",
  },
  {
    what: "what is measured",
    host: HARBOR,
    path: "lib/harbor_web/telemetry.ex",
    patch: `
+      summary("harbor.repo.query.total_time", unit: {:native, :millisecond}),`,
    category: "unclassified",
  },
  {
    what: "a task of the host",
    host: HARBOR,
    path: "lib/mix/tasks/harbor.tides.ex",
    patch: `
-  def run(_), do: Harbor.Tides.refresh()
+  def run([station]), do: Harbor.Tides.refresh(station)`,
    category: "unclassified",
  },
  {
    what: "seeds of the host",
    host: HARBOR,
    path: "priv/repo/seeds.exs",
    patch: `
+for name <- ~w(A1 A2 A3), do: Harbor.Moorings.create_berth!(%{name: name})`,
    category: "unclassified",
    supporting: true,
  },
  {
    what: "a table of numbers",
    host: HARBOR,
    path: "priv/tides/north_pier.csv",
    change: { kind: "added" },
    patch: `
+2026-01-01T04:12:00Z,3.4`,
    category: "unclassified",
  },
  {
    what: "ignored files",
    host: QUAY,
    path: ".gitignore",
    patch: `
+/priv/uploads/`,
    category: "unclassified",
  },
  {
    what: "environment variables of the host",
    host: HARBOR,
    path: ".env.example",
    patch: `
+TIDES_STATION=DE-HH`,
    category: "unclassified",
  },
  {
    what: "data for a map",
    host: HARBOR,
    path: "data/harbour.json",
    patch: `
-  "zoom": 12
+  "zoom": 13`,
    category: "unclassified",
  },
  {
    what: "another task of the release",
    host: HARBOR,
    path: "lib/harbor/release.ex",
    patch: `
+  def warm_charts, do: Harbor.Charts.load_all()`,
    category: "unclassified",
  },
  {
    what: "a host controller that requires something of its own",
    host: HARBOR,
    path: "lib/harbor_web/controllers/cover_controller.ex",
    patch: `
+  plug :require_cover when action in [:claim]`,
    category: "unclassified",
  },
];
