import type { Label } from "./category";

/** What a changed line of code says, in any file but a migration. */
export const LINE_LABELS: Readonly<Record<Label, RegExp>> = {
  session_auth:
    /log_?in\b|log_?out\b|logged_in|sign_?(?:in|out|up)\b|[Ss]ession|SESSION|[Rr]egist(?:er_|ration)|\/register\b|reset[-_]password|ResetPassword|forgot[-_]password|[Cc]onfirmation|confirm_(?:user|email)|\/confirm\b|\bmfa|[/_]mfa|M[Ff][Aa]|totp|TOTP|[Pp]asskey|[Ww]eb[Aa]uthn|\brp_id\b|[Ss]udo|[Bb]ackup_?[Cc]ode|magic[-_]link|MagicLink|[Rr]eactivation|\blockout\b|remember_me|UserToken|user_token|api_token|APIToken|hashed_password|password/,
  scope:
    /current_scope|current_user|for_scope|scope_module|%Scope\{|(?<!Admin)\.Scope\b(?!\w)|\bScope\.(?:for_user|put|new|build)|active_organization|ActiveOrganization|\bon_mount\b|(?<![\w:"])scope:\s*(?!["'~[:]|nil\b)(?=\S)|require_org|org_scoped|organization_scoped|RequireMembership|RequireOrg[A-Z]?/,
  oauth:
    /o_?auth(?!or)|OAuth|OIDC|oidc|openid|\bsso\b|\bSSO|Sso[A-Z]|saml|SAML|enterprise_connection|EnterpriseConnection|[:/]provider\b|\bproviders:|identity_provider|provider_(?:uid|token)|UserIdentit|user_identit|\bidentities\b|client_secret|redirect_uri|callback_url|\bassent\b|Assent/,
  admin_settings:
    /["'/]admin\b(?!@)|(?<!\w)admin_\w+|(?<!\w):admin_\w+|Admin(?=[A-Z])\w*|\.Admin\.(?!Policy)|Layouts, :admin|\bdef admin\(|[/"]settings\b|Settings[A-Z]|(?<!\w)settings_live|def settings\b/,
  policy: /@behaviour\s+Sigra\.(?:Admin\.Policy|Authz)\b|(?<!\w)(?:admin_)?policy:\s*[A-Z_]|(?<!\w)authz:\s*[A-Z_]|\bSigra(?:AdminPolicy|Authz|AdminAccess)\b/,
};

/** In a migration only tables and columns tell; a table called policy is no policy callback. */
export const MIGRATION_LINE_LABELS: Partial<Record<Label, RegExp>> = {
  session_auth:
    /\btable\(\s*:(?:users_tokens|user_tokens|user_sessions|users|user_mfa_credentials|user_backup_codes|user_passkeys|user_api_tokens)\b.*do$|:hashed_password|:confirmed_at/,
  scope: /active_organization/,
  oauth: /user_identities|enterprise_connections|oauth|oidc/,
};

/** What comments and documentation may say to get a label. */
export const PROSE_LABELS: Partial<Record<Label, RegExp>> = {
  session_auth: /\bsessions?\b|\b(?:sign|log)(?:s|ged|ned|ed)?[- _]?(?:in|out)\b/i,
  scope: /\bcurrent[_ ]scope\b|\bactive[_ ]organi[sz]ation\b|\bscope (?:struct|wiring|hydration)\b|\bthe scope\b/i,
};
