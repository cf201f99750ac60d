import type { CorpusCase } from "./corpus-case";
import { HARBOR, LEDGERLINE, QUAY } from "./hosts";

/** Renames, copies, deletions, mode changes and binary files. */
export const MOVE_CASES: readonly CorpusCase[] = [
  {
    what: "a controller that moved within the web folder",
    host: HARBOR,
    path: "lib/harbor_web/controllers/auth/session_controller.ex",
    change: { kind: "renamed", oldPath: "lib/harbor_web/controllers/session_controller.ex" },
    patch: `
-defmodule HarborWeb.SessionController do
+defmodule HarborWeb.Auth.SessionController do
   use HarborWeb, :controller
 end`,
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "a controller that moved and did not change",
    host: HARBOR,
    path: "lib/harbor_web/controllers/auth/confirmation_controller.ex",
    change: { kind: "renamed", oldPath: "lib/harbor_web/controllers/confirmation_controller.ex" },
    patch: "",
    category: "host_auth",
    labels: ["session_auth"],
  },
  {
    what: "auth plugs that were moved out of sight",
    host: HARBOR,
    path: "docs/user_auth.md",
    change: { kind: "renamed", oldPath: "lib/harbor_web/user_auth.ex" },
    patch: `
-x
+y`,
    category: "host_auth",
  },
  {
    what: "a migration with a new timestamp",
    host: HARBOR,
    path: "priv/repo/migrations/20260401000000_create_audit_events.exs",
    change: { kind: "renamed", oldPath: "priv/repo/migrations/20260301120003_create_audit_events.exs" },
    patch: "",
    category: "schema",
    flags: ["edited_migration"],
  },
  {
    what: "auth plugs that are deleted",
    host: LEDGERLINE,
    path: "lib/ledgerline_web/member_auth.ex",
    change: { kind: "deleted" },
    patch: `
-defmodule LedgerlineWeb.MemberAuth do
-  def require_authenticated_member(conn, _opts), do: conn
-end`,
    category: "host_auth",
    labels: ["session_auth", "scope"],
    flags: ["weakened_check"],
  },
  {
    what: "a host feature that is deleted",
    host: HARBOR,
    path: "lib/harbor/ferries.ex",
    change: { kind: "deleted" },
    patch: `
-defmodule Harbor.Ferries do
-end`,
    category: "unclassified",
  },
  {
    what: "a policy that became executable",
    host: HARBOR,
    path: "lib/harbor/sigra_authz.ex",
    change: { newMode: "100755", newOid: "a".repeat(40) },
    patch: "",
    category: "audit_security",
  },
  {
    what: "an icon that changed",
    host: QUAY,
    path: "apps/quay_web/priv/static/favicon.ico",
    patch: "",
    category: "host_auth",
    supporting: true,
  },
  {
    what: "a file that nobody knows, without lines",
    host: HARBOR,
    path: "priv/models/tides.bin",
    change: { kind: "added" },
    patch: "",
    category: "unclassified",
  },
  {
    what: "a copied LiveView",
    host: HARBOR,
    path: "lib/harbor_web/live/mfa_settings_live.ex",
    change: { kind: "copied", oldPath: "lib/harbor_web/live/settings_live.ex" },
    patch: "",
    category: "host_auth",
    labels: ["session_auth", "admin_settings"],
  },
];
