import type { Label, Placement } from "./category";

type LabelPatterns = Partial<Readonly<Record<Label, RegExp>>>;

/** What a changed line of code says, in any file but a migration. */
const LINE_LABELS: LabelPatterns = {
  session_auth: any(
    "(?<![a-z])log(?:ged)?[-_ ]?(?:in|out)(?![a-z])|\\bLog(?:ged)?[- ]?(?:in|out)\\b|Log[Ii]n(?:Live|Controller|HTML)",
    "(?<![a-z])[Ss]ign(?:ed)?[-_ ]?(?:in|out|up)(?![a-z])",
    "[Ss]ession|SESSION",
    "[Rr]egister_(?!before_send)\\w+|[Rr]egistration|/register\\b",
    "[Pp]assword|[Cc]onfirmation|confirm_(?:user|email)|confirmed_at|/confirm\\b",
    "(?<![a-z])mfa(?!\\s*[:=]\\s*\\{)|MFA|Mfa[A-Z]|totp|TOTP|Totp",
    "[Pp]asskey|[Ww]eb[Aa]uthn|\\brp_id\\b",
    "\\bsudo|_sudo|/sudo|Sudo|[Bb]ackup[-_ ]?[Cc]ode",
    "[Mm]agic[-_ ]?[Ll]ink|[Rr]eactivat|\\blockout\\b|[Rr]emember[-_ ][Mm]e(?![a-z])",
    "(?<![a-z])[Gg]uardian|GUARDIAN|\\bPow(?:\\.|[A-Z])|RefreshToken",
    "UserToken|user_token|session_token|api_token|A[Pp][Ii]Token|\\bjwt\\b|JWT|InvitationAccept",
    "\\b(?:same_site|http_only|encryption_salt|max_age):\\s|@\\w*max_age\\b|\\bsecure:\\s*(?:true|false)\\b|\\bsigned_in_path\\b|\\bdelete_csrf_token\\b",
  ),
  scope: any(
    "current_scope|current_user|for_scope|scope_module|_to_scope\\b|(?:build|hydrate|load)_(?:current_)?scope|[Hh]ydrat(?:e|ion)",
    "%Scope\\{|(?<!Admin)\\.Scope\\b(?!\\w)|\\bScope\\.(?:for_user|put|new|build)|OrganizationScope|LoadOrganization",
    "\\bscope\\.(?:user|member|account|organization|active_organization|membership|role|impersonating_from|organization_ids?)\\b",
    '(?<![\\w:"@])scope:\\s*(?!["\'~[:]|nil\\b|(?:Enum|String)\\.|params\\b|\\w*token\\.|\\w*scopes\\b)(?=\\S)|[(,]\\s*scope\\s*[,)]',
    "active_organization|ActiveOrganization|\\bon_mount\\b|assign_user_organizations",
    "require_org|org_scoped|organization_scoped|RequireMembership|RequireOrg[A-Z]?|OrganizationsLive|OrganizationSwitch|/organizations/switch",
  ),
  oauth: any(
    "(?<![a-z])o_?auth(?!or)|O[Aa]uth(?!or)|OAUTH|O[Ii][Dd][Cc]|oidc|openid|\\bsso\\b|SSO|Sso[A-Z]|[Ss]aml|SAML",
    "enterprise_connection|EnterpriseConnection|identity_provider|UserIdentit|user_identit|\\bidentities\\b",
    "\\bproviders:|auth/:provider|provider_(?:uid|token|id)\\b|client_(?:secret|id)\\b|CLIENT_(?:SECRET|ID)|redirect_uri|\\b[Aa]ssent\\b|[Uu]eberauth",
  ),
  admin_settings: any(
    "/admin\\b(?!@)|(?<![\\w-])admin_(?!roles?\\b|emails?\\b)\\w+|Admin(?=[A-Z])\\w*|\\bAdmin\\.(?!Policy)|Layouts, :admin|\\bdef admin\\(|\\bpipeline :\\w*admin\\b|\\bpipe_through\\b.*:\\w*admin\\b|\\bRequire(?:Platform)?Admin\\b|platform_admin|\\brequire_admin\\b",
    "/settings\\b|Settings(?:Live|Controller|HTML)|(?<!\\w)settings_live|def settings\\b|OrganizationMembers(?!hip)",
  ),
  policy: any(
    "(?:@behaviour|\\buse)\\s+Sigra\\.(?:Admin\\.Policy|Authz)\\b",
    "(?<!\\w)(?:admin_policy|authz):\\s*[A-Z_]|(?<!\\w)policy:\\s*[A-Z][\\w.]*(?:Policy|Authz)\\b",
    "\\bSigra(?:AdminPolicy|Authz|AdminAccess)\\b",
  ),
};

/** More that a line says where it is known to be about authentication. */
const AUTH_LINE_LABELS: LabelPatterns = {
  session_auth: /"[^"]*",\s*AuthController\b(?!,\s*:(?:request|callback))/,
  oauth: /[:@]provider\b|\bcallback_url\b/,
  policy: /(?<!\w)policy:\s*[A-Z_]/,
};

/** In a migration only tables and columns tell; a table called policy is no policy callback. */
const MIGRATION_LINE_LABELS: LabelPatterns = {
  session_auth: any(
    "\\bcreate(?:_if_not_exists)?\\s*\\(?\\s*table\\(\\s*:(?:users|members|\\w+_tokens|user_(?:app_)?sessions|user_mfa_credentials|user_backup_codes|user_passkeys)\\b",
    '\\b(?:hashed_password|password_hash|confirmed_at)\\b|\\b(?:table|index)\\(\\s*[:"]\\w+_(?:tokens|passkeys|mfa_credentials|backup_codes)\\b',
    "^\\s*:\\w+_(?:tokens|passkeys|mfa_credentials|backup_codes),$",
    "\\bindex\\(\\s*:user_(?:app_)?sessions\\b(?!.*active_organization)",
    '(?:\\b(?:DELETE\\s+FROM|TRUNCATE(?:\\s+TABLE)?|DROP\\s+TABLE(?:\\s+IF\\s+EXISTS)?)\\s+"?|(?:delete_all|update_all)\\(\\s*")\\w*_(?:tokens|sessions)\\b',
  ),
  scope: /active_organization/,
  oauth: /user_identities|enterprise_connections|oauth|oidc/,
  policy: /platform_admin_grants/,
  admin_settings: /platform_admin_grants/,
};

/** What comments and documentation may say to get a label. */
export const PROSE_LABELS: LabelPatterns = {
  session_auth: /\bsessions?\b|\b(?:sign|log)(?:s|ged|ned|ed)?[- _]?(?:in|out)\b/i,
  scope: /\bcurrent[_ ]scope\b|\bactive[_ ]organi[sz]ation\b|\bscope (?:struct|wiring|hydration)\b|\bthe scope\b/i,
};

/** Words of the framework that only look like a label's, and what a host keeps in the session of a visitor. */
const FRAMEWORK =
  /"scope"\s*=>.*|\blive_session\b|\b(?:get|put|delete)_session\((?:\w+,\s*)?[:"](?!\w*(?:user|token|auth|member|session|live_socket|mfa|sudo|scope|return_to|passkey))\w+|\bsession\["(?!\w*(?:user|token|auth|member|session|live_socket|mfa|sudo|scope|passkey))\w+"\]|(?<=\w\(socket, )session(?=\))|\bplug :fetch_(?:live_)?(?:session|flash)\b|\bpassword:\s*(?:"|System\b)|(?<=\b(?:on_)?mount\([^)]*)\b_?session\b|connect_info: \[[^\]]*\]/g;
/** In the router also what plugs are given: only routes are about signing in. */
const ROUTER_OPTIONS = /\bsession_(?:store|schema)\w*:|\bSessionStores?[\w.]*|\bUserSession\b/g;

/** A route to a page that is not about people: an audit has sessions too, and so has a game. */
const HOST_ROUTE = /^\s*(?:get|post|put|patch|delete|live|resources)\b[\s(]*"[^"]*",\s*(?!\S*(?:Session|Auth|User|Account|Log_?[io]|Sign|Token|Sigra))[A-Z]/i;
const HOST_SESSION_ROUTE =
  /^\s*(?:get|post|put|patch|delete|live|resources)\b[\s(]*"[^"]*",\s*(?:(?!(?:User|Member|Account|Auth|App|Api|Login|Sigra|Admin|Device|Current|Active|Person|Staff)+Session|Session)[A-Z]\w*?Session(?:s)?(?:Controller|Live)\b|(?!(?:User|Member|Account|Auth|Login|Session|Settings|Admin|Sigra|Profile)\w*Live\.)[A-Z]\w*Live\.Sessions?\b)/;

/** Whether a line of code gives a hunk a label, by where the hunk is reviewed. */
export function givesLabel(line: string, label: Label, category: Placement): boolean {
  return tablesFor(category).some((table) => {
    const pattern = table[label];
    // Most lines give none; only those that seem to are read again without the framework's words.
    return pattern?.test(line) && pattern.test(withoutFramework(line, category));
  });
}

function tablesFor(category: Placement): readonly LabelPatterns[] {
  if (category === "schema") return [MIGRATION_LINE_LABELS];
  return category === "host_auth" || category === "router" ? [LINE_LABELS, AUTH_LINE_LABELS] : [LINE_LABELS];
}

function withoutFramework(line: string, category: Placement): string {
  const text = line.replace(FRAMEWORK, "");
  if (category !== "router") return text;
  if (HOST_SESSION_ROUTE.test(text)) return text.replace(/\w*sessions?(?=[^a-z]|[A-Z])\w*/gi, "");
  const route = HOST_ROUTE.test(text) ? text.replace(/(?<=[/:])sessions?\b/g, "") : text;
  return route.replace(ROUTER_OPTIONS, "");
}

function any(...alternatives: readonly string[]): RegExp {
  return new RegExp(alternatives.join("|"));
}
