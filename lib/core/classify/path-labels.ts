import { toNestedContext } from "./auth-context";
import type { Label } from "./category";
import type { AppFacts } from "./classification";
import { toUsualName } from "./rules/auth-names";
import { isMigrationPath } from "./rules/migrations";
import { baseName } from "./rules/rule";

/** A label that a name gives; `ifTold`: not to those hunks of the file that speak of something else; `not`: never to a file of this name. */
type PathLabel = { readonly label: Label; readonly name: RegExp; readonly ifTold?: RegExp; readonly not?: RegExp };

/** The labels of a file by its name. */
export type PathLabels = { readonly always: readonly Label[]; readonly ifTold: readonly Label[] };

const NAMES: readonly PathLabel[] = [
  {
    label: "session_auth",
    name: /^(?:sigra_auth_components|user|user_(?:session|token|socket|api_token|passkey|mfa|backup_code|registration|confirmation|reset_password|forgot_password|log_?in|notifier|app_(?:session|login))\w*|emails?|(?:session|sudo|confirmation|mfa|passkey|reset_password|forgot_password|registration|reactivation|magic_link|log_?in|app_login|tokens?|(?:api|refresh|access|auth|login)_tokens?|(?:user_|personal_)?api_keys?|guardian|jwt|auth_jwt|app_sessions)(?:_\w+)?)$/,
    ifTold: /^(?:user_auth|auth_error_handler|invitation_accept\w*|impersonation\w*|enterprise_sso\w*|(?:user_)?settings(?:_\w+)?)$/,
    not: /^(?:\w+_)?invitations?(?:_email)?$/,
  },
  {
    label: "scope",
    name: /^(?:scope|organization|organization_membership|organizations(?:_live)?|org_switcher|organization_switch\w*)$/,
    ifTold: /^(?:user_auth|auth_error_handler|invitation_accept\w*|organization_(?:members|settings|service_accounts)\w*)$/,
  },
  { label: "oauth", name: /^(?:oauth|sso|saml|oidc|enterprise_(?:connection|sso)|provider_(?:un)?linked|user_identit|identit(?:y|ies)(?=_|$))\w*$/ },
  {
    label: "admin_settings",
    name: /^(?:admin|admin_\w+|sigra_admin_\w+|platform_admin_\w+|organization_(?:members|service_accounts)(?:_\w+)?|settings\w*|user_settings\w*|oauth_settings|\w+_settings_(?:live|controller|html)|users?_admin(?:_\w+)?)$/,
  },
  { label: "policy", name: /^(?:sigra_admin_policy|sigra_authz|sigra_admin_access|platform_admin_grant)$/ },
];

const MIGRATION_NAMES: readonly PathLabel[] = [
  {
    label: "session_auth",
    name: /^create_sigra_auth_tables$|(?:_|^)auth_tables$|^create_(?:users|members)(?:_|$)|passkey|mfa|(?:users?|members?|refresh|access|session|auth|guardian)_tokens?(?:_|$)|app_sessions/,
  },
  { label: "scope", name: /active_organization/ },
  { label: "oauth", name: /enterprise_connection|oauth|oidc|identit/ },
  { label: "admin_settings", name: /platform_admin/ },
  { label: "policy", name: /platform_admin_grant/ },
];

/** The labels that a file's name gives its hunks of code. */
export function pathLabels(path: string, facts: AppFacts): PathLabels {
  if (isMigrationPath(path)) return { always: matching(MIGRATION_NAMES, "name", [baseName(path).replace(/^\d+_/, "")]), ifTold: [] };
  if (path === `${facts.contextFolder}.ex` || path === toNestedContext(facts.contextFolder)) return { always: [], ifTold: ["session_auth"] };
  if (!/^(?:.+\/)?lib\//.test(path)) return { always: [], ifTold: [] };
  const { contextFolder } = facts;
  const context = contextFolder.slice(contextFolder.lastIndexOf("/") + 1);
  const inApp = path.startsWith(`${contextFolder}/`) ? path.slice(contextFolder.length + 1) : path.replace(/^.*?lib\/[^/]+\//, "");
  const names = inApp
    .split("/")
    .map((segment) => toUsualName(baseName(segment), facts))
    .filter((name) => name !== context);
  return { always: matching(NAMES, "name", names), ifTold: matching(NAMES, "ifTold", names) };
}

/** The labels of a supporting file: its words must not pull it in, so only two names count. */
export function supportingLabels(path: string): readonly Label[] {
  if (/^(?:.+\/)?lib\/mix\/tasks\/sigra\.admin\./.test(path)) return ["policy", "admin_settings"];
  return /(?:^|\/)sigra_admin\.css$/.test(path) ? ["admin_settings"] : [];
}

function matching(table: readonly PathLabel[], kind: "name" | "ifTold", names: readonly string[]): readonly Label[] {
  const own = names.at(-1) ?? "";
  return table.filter((row) => names.some((candidate) => row[kind]?.test(candidate)) && !row.not?.test(own)).map(({ label }) => label);
}
