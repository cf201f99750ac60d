import { readAppFacts } from "../app-facts";
import type { AppFacts } from "../classification";

/** A host app of the corpus, known by what its checkout shows. */
export type CorpusHost = { readonly name: string; readonly facts: AppFacts };

/** The usual layout: context `Accounts`, people are users. */
export const HARBOR = host("harbor", "Harbor", [
  "lib/harbor/accounts.ex",
  "lib/harbor/accounts/user.ex",
  "lib/harbor/accounts/user_token.ex",
  "lib/harbor/accounts/scope.ex",
  "lib/harbor/moorings/berth.ex",
  "lib/harbor_web/router.ex",
  "lib/harbor_web/user_auth.ex",
]);

/** Another context, another word for people, a second repo for audit events. */
export const LEDGERLINE = host(
  "ledgerline",
  "Ledgerline",
  [
    "lib/ledgerline/accounts/account.ex",
    "lib/ledgerline/accounts/booking.ex",
    "lib/ledgerline/identity.ex",
    "lib/ledgerline/identity/member.ex",
    "lib/ledgerline/identity/member_token.ex",
    "lib/ledgerline/identity/scope.ex",
    "lib/ledgerline_web/router.ex",
    "lib/ledgerline_web/member_auth.ex",
    "priv/audit_repo/migrations/20240101000000_create_entries.exs",
  ],
  { "lib/ledgerline_web/member_auth.ex": "alias Ledgerline.Identity\nalias Ledgerline.Identity.Scope" },
);

/** An umbrella with a second web app for staff. */
export const QUAY: CorpusHost = {
  name: "quay",
  facts: readAppFacts({
    mixExs: 'defmodule Quay.Umbrella.MixProject do\n  def project, do: [apps_path: "apps"]\nend',
    paths: [
      "apps/quay/lib/quay/members.ex",
      "apps/quay/lib/quay/members/user.ex",
      "apps/quay/lib/quay/members/user_token.ex",
      "apps/quay/priv/repo/migrations/20240101000000_create_users.exs",
      "apps/quay_web/lib/quay_web/router.ex",
      "apps/staff_web/lib/staff_web/router.ex",
    ],
    files: {
      "apps/quay/mix.exs": "defmodule Quay.MixProject do\n  [app: :quay]\nend",
      "apps/quay_web/mix.exs": "defmodule QuayWeb.MixProject do\n  [app: :quay_web]\nend",
      "apps/staff_web/mix.exs": "defmodule StaffWeb.MixProject do\n  [app: :staff_web]\nend",
    },
  }),
};

/** Names that do not follow the OTP name, and talks that have sessions of their own. */
export const CONFER = host(
  "confer_core",
  "Confer",
  ["lib/confer/iam.ex", "lib/confer/iam/user_token.ex", "lib/confer/talks/session.ex", "lib/confer_ui/endpoint.ex"],
  { "lib/confer/iam.ex": "defmodule Confer.IAM do\n  def sigra_config do\n    []\n  end\nend" },
);

/** Modules of its own names, known by its settings and by their own text; leftovers of other auth libraries. */
export const AVIARY = host(
  "aviary",
  "Aviary",
  [
    "lib/aviary/energy/audit_event.ex",
    "lib/aviary/gatehouse/gatehouse.ex",
    "lib/aviary/gatehouse/keeper.ex",
    "lib/aviary/gatehouse/warden.ex",
    "lib/aviary/postmaster.ex",
    "lib/aviary/strongbox.ex",
    "lib/aviary/turnstone.ex",
    "lib/aviary/watch/entry.ex",
    "lib/portal/router.ex",
    "lib/portal/turnstile.ex",
  ],
  {
    "config/config.exs":
      "config :sigra, user_schema: Aviary.Gatehouse.Keeper, admin_policy: Aviary.Gatehouse.Warden, audit: [enabled: true, schema: Aviary.Watch.Entry]",
    "lib/aviary/postmaster.ex": "defmodule Aviary.Postmaster do\n  use Swoosh.Mailer, otp_app: :aviary\nend",
    "lib/aviary/strongbox.ex": "defmodule Aviary.Strongbox do\n  use Cloak.Vault, otp_app: :aviary\nend",
    "lib/portal/turnstile.ex":
      "defmodule Portal.Turnstile do\n  def on_mount(:staff, _params, _session, socket) do\n    if socket.assigns.current_scope, do: {:cont, socket}, else: {:halt, socket}\n  end\nend",
  },
);

function host(otpApp: string, module: string, paths: readonly string[], files: Readonly<Record<string, string>> = {}): CorpusHost {
  const mixExs = `defmodule ${module}.MixProject do\n  def project, do: [app: :${otpApp}]\n  def application, do: [mod: {${module}.Application, []}]\nend`;
  return { name: otpApp, facts: readAppFacts({ mixExs, paths, files }) };
}
