import type { AppFacts } from "../classification";

/** Names of files and folders that are about authentication, whatever they say. */
const CLEAR =
  /^(?:auth|authentication|sigra|user_(?:auth|session|token|log_?in|registration|confirmation|reset_password|forgot_password|settings|passkey|mfa|api_token|sudo|identity|notifier|live|socket)|live_user_auth|sudo|mfa|totp|two_factor|passkeys?|webauthn|reactivation|reset_passwords?|forgot_passwords?|password_reset|change_password|oauth|sso|saml|oidc|enterprise_(?:sso|connections?)|impersonations?|magic_links?|log_?in|log_?out|sign_?(?:in|up|out)|api_tokens?|jwt|backup_codes?|service_accounts?|app_login|organizations?|org_(?:switcher|members|settings|scope)|account_(?:settings|deletion|recovery|lockout)|audit_(?:export|exports|log|logs|events?)|admin_(?:shell|hooks|scope|users?|audit|organizations?|sessions?|webhooks?|branding|impersonation)|layouts?)(?:_|$)/;
/** Names that a feature of the host may have too: a talk has sessions, a shop has settings. */
const AMBIGUOUS = /^(?:users?|sessions?|registrations?|confirmations?|passwords?|settings|invitations?|identit(?:y|ies)|scopes?|tokens?|accounts?)(?:_|$)/;
/** What the library's admin pages are about; the rest of an admin folder is the host's. */
const ADMIN_SUBJECT = /^(?:index|users?|audit|impersonations?|organizations?|sessions?|branding|webhooks?|api_tokens?|service_accounts?|grants?)(?:_|$)/;

/** Of those the ones that say it anywhere in an app, not only among its pages. */
const MODULE = /^(?:auth|authentication|guardian|oauth|sso|saml|oidc|passkeys?|webauthn|mfa|totp|sudo|magic_links?|impersonation|api_tokens?|\w+_auth)(?:_|$)/;

export type AuthName = "clear" | "ambiguous" | null;

/** How clearly a path inside the web folder speaks of authentication. */
export function readAuthName(segments: readonly string[], facts: AppFacts): AuthName {
  const names = segments.map((segment) => toUsualName(segment, facts));
  const folders = names.slice(0, -1);
  if (names.some((name) => CLEAR.test(name)) || segments.slice(0, -1).includes(contextName(facts))) return "clear";
  if (folders.includes("admin"))
    return ADMIN_SUBJECT.test(names.at(-1) ?? "") || folders.some((name) => name !== "admin" && ADMIN_SUBJECT.test(name)) ? "clear" : null;
  return names.some((name) => AMBIGUOUS.test(name)) ? "ambiguous" : null;
}

/** Whether a module outside the web folder is about authentication by its name. */
export function isAuthModuleName(name: string): boolean {
  return MODULE.test(name);
}

/** A name in which a person is a user, whatever the app calls one. */
export function toUsualName(name: string, { personName = "user" }: Pick<AppFacts, "personName">): string {
  return personName === "user" ? name : name.replace(new RegExp(`^${personName}(?=s?(?:_|$))`), "user");
}

function contextName({ contextFolder }: AppFacts): string {
  return contextFolder.slice(contextFolder.lastIndexOf("/") + 1);
}
