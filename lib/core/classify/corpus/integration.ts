import type { CorpusCase } from "./corpus-case";
import { CONFER, HARBOR, LEDGERLINE, QUAY } from "./hosts";

const CONFIG = "config/config.exs";
const RUNTIME = "config/runtime.exs";

/** Hunks of configuration, supervision, mailers, limiters, receivers and workers. */
export const INTEGRATION_CASES: readonly CorpusCase[] = [
  {
    what: "Oban and its queues",
    host: HARBOR,
    path: CONFIG,
    patch: `
+config :harbor, Oban,
+  repo: Harbor.Repo,
+  queues: [default: 10, mailers: 5]`,
    category: "integration",
  },
  {
    what: "a queue called audit-free mail",
    host: HARBOR,
    path: CONFIG,
    patch: `
 config :harbor, Oban,
   repo: Harbor.Repo,
-  queues: [default: 10]
+  queues: [default: 10, webhooks: 5]`,
    category: "integration",
  },
  {
    what: "the limiter's backend",
    host: HARBOR,
    path: RUNTIME,
    patch: `
+  config :hammer, backend: {Hammer.Backend.Redis, [redis_url: System.fetch_env!("REDIS_URL")]}`,
    category: "integration",
  },
  {
    what: "a provider with its secret from the environment",
    host: HARBOR,
    path: RUNTIME,
    patch: `
+  config :harbor, :sigra,
+    oauth: [
+      providers: [
+        google: [
+          client_id: System.fetch_env!("GOOGLE_CLIENT_ID"),
+          client_secret: System.fetch_env!("GOOGLE_CLIENT_SECRET")
+        ]
+      ]
+    ]`,
    category: "integration",
    labels: ["oauth"],
  },
  {
    what: "a provider with its secret written out",
    host: LEDGERLINE,
    path: CONFIG,
    patch: `
   github: [
     client_id: "Iv1.8a61f9b3a7aba766",
+    client_secret: "4f0c9a7d1e2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d",
   ]`,
    category: "integration",
    labels: ["oauth"],
    flags: ["secret"],
  },
  {
    what: "the scope asked of a provider",
    host: HARBOR,
    path: CONFIG,
    patch: `
   google: [
     strategy: Assent.Strategy.Google,
+    authorization_params: [scope: "openid email profile"]
   ]`,
    category: "integration",
    labels: ["oauth"],
  },
  {
    what: "Ueberauth's providers",
    host: CONFER,
    path: CONFIG,
    patch: `
+config :ueberauth, Ueberauth,
+  providers: [github: {Ueberauth.Strategy.Github, [default_scope: "user:email"]}]`,
    category: "integration",
    labels: ["oauth"],
  },
  {
    what: "the adapter of the mailer",
    host: HARBOR,
    path: RUNTIME,
    patch: `
+  config :harbor, Harbor.Mailer,
+    adapter: Swoosh.Adapters.Postmark,
+    api_key: System.fetch_env!("POSTMARK_API_KEY")`,
    category: "integration",
  },
  {
    what: "a password for the mail server from the environment",
    host: LEDGERLINE,
    path: RUNTIME,
    patch: `
   config :ledgerline, Ledgerline.Mailer,
     adapter: Swoosh.Adapters.SMTP,
+    password: System.fetch_env!("SMTP_PASSWORD")`,
    category: "integration",
  },
  {
    what: "the vault's key from the environment",
    host: HARBOR,
    path: RUNTIME,
    patch: `
+  config :harbor, Harbor.Vault,
+    ciphers: [default: {Cloak.Ciphers.AES.GCM, tag: "AES.GCM.V1", key: Base.decode64!(System.fetch_env!("CLOAK_KEY"))}]`,
    category: "integration",
  },
  {
    what: "the vault's key written out",
    host: HARBOR,
    path: CONFIG,
    patch: `
+config :harbor, Harbor.Vault,
+  ciphers: [default: {Cloak.Ciphers.AES.GCM, tag: "AES.GCM.V1", key: Base.decode64!("q2lLw5d0x1cF9m8Vt3r7yB6nH4jK0sQeRzUvWxYpA1g=")}]`,
    category: "integration",
    flags: ["secret"],
  },
  {
    what: "passkeys for localhost in what production reads too",
    host: HARBOR,
    path: CONFIG,
    patch: `
+config :harbor, :sigra_config,
+  passkeys: [
+    rp_id: "localhost",
+    rp_name: "Harbor",
+    origin: "http://localhost:4000",
+    user_verification: :preferred
+  ]`,
    category: "integration",
    labels: ["session_auth"],
    flags: ["localhost_rp_id"],
  },
  {
    what: "localhost as a fallback for passkeys",
    host: QUAY,
    path: RUNTIME,
    patch: `
   passkeys: [
+    rp_id: System.get_env("PASSKEY_RP_ID", "localhost"),
   ]`,
    category: "integration",
    labels: ["session_auth"],
    flags: ["localhost_rp_id"],
  },
  {
    what: "passkeys for localhost in development",
    host: HARBOR,
    path: "config/dev.exs",
    patch: `
+config :harbor, :sigra_config, passkeys: [rp_id: "localhost", origin: "http://localhost:4000"]`,
    category: "integration",
    labels: ["session_auth"],
  },
  {
    what: "passkeys for the real host",
    host: HARBOR,
    path: "config/prod.exs",
    patch: `
-    rp_id: "localhost",
-    origin: "http://localhost:4000",
+    rp_id: "harbor.example",
+    origin: "https://harbor.example",`,
    category: "integration",
    labels: ["session_auth"],
  },
  {
    what: "the schema version in one hunk with a provider stub",
    host: HARBOR,
    path: CONFIG,
    patch: `
+config :sigra, schema_version: "1.1.0"
+
+config :harbor, :oauth_providers, github: []`,
    category: "integration",
    labels: ["oauth"],
  },
  {
    what: "a default of the framework",
    host: HARBOR,
    path: "config/dev.exs",
    patch: `
+config :phoenix_live_view,
+  debug_heex_annotations: true,
+  enable_expensive_runtime_checks: true`,
    category: "integration",
  },
  {
    what: "the database password of development, which is no sign-in",
    host: HARBOR,
    path: "config/test.exs",
    patch: `
 config :harbor, Harbor.Repo,
   username: "postgres",
+  password: "postgres",`,
    category: "integration",
  },
  {
    what: "cheap hashing in tests",
    host: LEDGERLINE,
    path: "config/test.exs",
    patch: `
+config :argon2_elixir, t_cost: 1, m_cost: 8`,
    category: "integration",
  },
  {
    what: "settings of the host's own feature",
    host: HARBOR,
    path: CONFIG,
    patch: `
+config :harbor, Harbor.Tides, station: "DE-HH", refresh_ms: 60_000`,
    category: "integration",
  },
  {
    what: "a setting whose neighbour speaks of audit",
    host: HARBOR,
    path: CONFIG,
    patch: `
 config :harbor, :audit_retention, days: 90
 
+config :logger, :default_formatter, metadata: [:request_id]`,
    category: "integration",
  },
  {
    what: "scopes as Phoenix 1.8 configures them",
    host: LEDGERLINE,
    path: CONFIG,
    patch: `
+config :ledgerline, :scopes,
+  member: [
+    default: true,
+    module: Ledgerline.Identity.Scope,
+    assign_key: :current_scope,
+    access_path: [:member, :id]
+  ]`,
    category: "integration",
    labels: ["scope"],
  },
  {
    what: "the vault among the children",
    host: HARBOR,
    path: "lib/harbor/application.ex",
    patch: `
     children = [
+      Harbor.Vault,
       HarborWeb.Telemetry,
       Harbor.Repo,`,
    category: "integration",
  },
  {
    what: "Oban among the children of an umbrella app",
    host: QUAY,
    path: "apps/quay/lib/quay/application.ex",
    patch: `
     children = [
       Quay.Repo,
+      {Oban, Application.fetch_env!(:quay, Oban)}
     ]`,
    category: "integration",
  },
  {
    what: "a child of the host",
    host: HARBOR,
    path: "lib/harbor/application.ex",
    patch: `
       {Phoenix.PubSub, name: Harbor.PubSub},
+      {Harbor.Tides.Poller, interval: :timer.minutes(5)},`,
    category: "integration",
  },
  {
    what: "a comment among the children",
    host: HARBOR,
    path: "lib/harbor/application.ex",
    patch: `
     children = [
+      # Start the poller below the repo
       Harbor.Repo,`,
    category: "integration",
    supporting: true,
  },
  {
    what: "the mailer",
    host: HARBOR,
    path: "lib/harbor/mailer.ex",
    patch: `
 defmodule Harbor.Mailer do
   use Swoosh.Mailer, otp_app: :harbor
+
+  def sender, do: Application.fetch_env!(:harbor, :mail_sender)
 end`,
    category: "integration",
  },
  {
    what: "the library's mailer inside the context",
    host: LEDGERLINE,
    path: "lib/ledgerline/identity/mailer.ex",
    change: { kind: "added" },
    patch: `
+defmodule Ledgerline.Identity.Mailer do
+  @behaviour Sigra.Mailer
+
+  @impl true
+  def deliver(email), do: Ledgerline.Mailer.deliver(email)
+end`,
    category: "integration",
  },
  {
    what: "a mailer by what it uses",
    host: QUAY,
    path: "apps/quay/lib/quay/post_office.ex",
    patch: `
 defmodule Quay.PostOffice do
   use Swoosh.Mailer, otp_app: :quay
+  def reply_to, do: "help@quay.example"
 end`,
    category: "integration",
  },
  {
    what: "the limiter",
    host: HARBOR,
    path: "lib/harbor/rate_limit.ex",
    change: { kind: "added" },
    patch: `
+defmodule Harbor.RateLimit do
+  use Hammer, backend: :ets
+end`,
    category: "integration",
  },
  {
    what: "a limiter by what it uses",
    host: CONFER,
    path: "lib/confer/brakes.ex",
    change: { kind: "added" },
    patch: `
+defmodule Confer.Brakes do
+  use Hammer, backend: :atomic
+end`,
    category: "integration",
  },
  {
    what: "the receiver of webhooks",
    host: HARBOR,
    path: "lib/harbor_web/controllers/sigra_webhook_controller.ex",
    change: { kind: "added" },
    patch: `
+defmodule HarborWeb.SigraWebhookController do
+  use HarborWeb, :controller
+
+  def create(conn, params), do: json(conn, %{received: map_size(params)})
+end`,
    category: "integration",
  },
  {
    what: "the reader that keeps a webhook's raw body",
    host: HARBOR,
    path: "lib/harbor_web/cache_body_reader.ex",
    change: { kind: "added" },
    patch: `
+defmodule HarborWeb.CacheBodyReader do
+  def read_body(conn, opts), do: Plug.Conn.read_body(conn, opts)
+end`,
    category: "integration",
  },
  {
    what: "a worker outside the context that sends auth mail",
    host: HARBOR,
    path: "lib/harbor/workers/deliver_auth_email.ex",
    change: { kind: "added" },
    patch: `
+defmodule Harbor.Workers.DeliverAuthEmail do
+  use Oban.Worker, queue: :mailers
+
+  alias Harbor.Accounts.Emails
+
+  def perform(%{args: %{"user_id" => id}}), do: Emails.deliver(id)
+end`,
    category: "integration",
  },
  {
    what: "webhook keys of the library's configuration",
    host: HARBOR,
    path: "lib/harbor/accounts.ex",
    patch: `
   def sigra_config do
     [
       repo: Harbor.Repo,
+      webhooks: [enabled: true, oban_queue: "sigra_webhooks"]
     ]
   end`,
    category: "integration",
  },
  {
    what: "provider keys of the library's configuration",
    host: LEDGERLINE,
    path: "lib/ledgerline/identity.ex",
    patch: `
   def sigra_config do
     [
+      oauth: [providers: [google: [strategy: Assent.Strategy.Google]]]
     ]
   end`,
    category: "integration",
    labels: ["oauth"],
  },
  {
    what: "environment variables of the library",
    host: HARBOR,
    path: ".env.example",
    patch: `
 PORT=4000
+CLOAK_KEY=
+GOOGLE_CLIENT_ID=`,
    category: "integration",
    labels: ["oauth"],
  },
  {
    what: "a key in an environment file",
    host: HARBOR,
    path: ".env.production",
    patch: `
 PORT=4000
+CLOAK_KEY=q2lLw5d0x1cF9m8Vt3r7yB6nH4jK0sQeRzUvWxYpA1g=`,
    category: "integration",
    flags: ["secret"],
  },
  {
    what: "an auditor among the settings of another part",
    host: LEDGERLINE,
    path: CONFIG,
    patch: `
 config :ledgerline, :closing,
   day: 31,
+  audit_firm: "Ernst & Partner",
   currency: "CHF"`,
    category: "integration",
  },
  {
    what: "a limit on signing in",
    host: HARBOR,
    path: "lib/harbor/rate_limit.ex",
    patch: `
   use Hammer, backend: :ets
+  def sign_in(ip), do: hit("sign_in:" <> ip, :timer.minutes(1), 10)`,
    category: "integration",
  },
  {
    what: "an origin on the developer's machine where the app is deployed",
    host: HARBOR,
    path: ".env.production",
    patch: `
-SIGRA_RP_ID=books.example.com
+SIGRA_RP_ID=localhost`,
    category: "integration",
    flags: ["localhost_rp_id"],
  },
  {
    what: "the same for developers",
    host: HARBOR,
    path: ".env.development",
    patch: `
+SIGRA_RP_ID=localhost`,
    category: "integration",
  },
  {
    what: "how often the host audits, among its own settings",
    host: HARBOR,
    path: CONFIG,
    patch: `
 config :harbor, Harbor.Moorings,
-  audit_interval_days: 365,
+  audit_interval_days: 180,
   inspectors: 2`,
    category: "integration",
  },
];
