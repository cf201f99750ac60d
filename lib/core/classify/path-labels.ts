import type { Label } from "./category";
import { isMigrationPath } from "./rules/migrations";
import { baseName } from "./rules/rule";

type PathLabel = { readonly label: Label; readonly name: RegExp };

/** Labels by the name of a file or of the folder its templates lie in. */
const NAMES: readonly PathLabel[] = [
  {
    label: "session_auth",
    name: /^(?:user_auth|auth_error_handler|sigra_auth_components|user|user_(?:session|token|api_token|passkey|mfa|backup_code|registration|confirmation|reset_password|forgot_password|login|settings|notifier)\w*|emails?|(?:session|sudo|confirmation|mfa|passkey|reset_password|forgot_password|registration|reactivation|invitation_accept|impersonation|enterprise_sso|settings|magic_link|log_?in)(?:_\w+)?)$/,
  },
  {
    label: "scope",
    name: /^(?:scope|organization|organization_membership|organizations(?:_live)?|org_switcher|organization_(?:switch|members|settings)\w*|invitation_accept\w*|user_auth|auth_error_handler)$/,
  },
  { label: "oauth", name: /^(?:oauth|sso|saml|oidc|enterprise_(?:connection|sso)|user_identit|identit)\w*$/ },
  {
    label: "admin_settings",
    name: /^(?:admin|admin_\w+|sigra_admin_\w+|platform_admin_\w+|organization_members(?:_\w+)?|settings\w*|\w+_settings_(?:live|controller|html))$/,
  },
  { label: "policy", name: /^(?:sigra_admin_policy|sigra_authz|sigra_admin_access|platform_admin_grant)$/ },
];

const MIGRATION_NAMES: readonly PathLabel[] = [
  { label: "session_auth", name: /^create_sigra_auth_tables$|^create_users|passkey|mfa|user_tokens/ },
  { label: "scope", name: /active_organization/ },
  { label: "oauth", name: /enterprise_connection|oauth|oidc|user_identit/ },
  { label: "admin_settings", name: /platform_admin/ },
  { label: "policy", name: /platform_admin_grant/ },
];

/** The labels that a file's name alone gives its hunks of code. */
export function pathLabels(path: string, contextFolder: string): readonly Label[] {
  if (isMigrationPath(path)) return matching(MIGRATION_NAMES, [baseName(path).replace(/^\d+_/, "")]);
  if (path === `${contextFolder}.ex`) return ["session_auth"];
  if (!/^(?:.+\/)?lib\//.test(path)) return [];
  return matching(
    NAMES,
    path
      .replace(/^.*?lib\/[^/]+\//, "")
      .split("/")
      .map(baseName),
  );
}

/** The labels of a supporting file: its words must not pull it in, so only two names count. */
export function supportingLabels(path: string): readonly Label[] {
  if (/^(?:.+\/)?lib\/mix\/tasks\/sigra\.admin\./.test(path)) return ["policy", "admin_settings"];
  return /(?:^|\/)sigra_admin\.css$/.test(path) ? ["admin_settings"] : [];
}

function matching(table: readonly PathLabel[], names: readonly string[]): readonly Label[] {
  return table.filter(({ name }) => names.some((candidate) => name.test(candidate))).map(({ label }) => label);
}
