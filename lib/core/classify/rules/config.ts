import { findText, type Rule, type RuleSubject } from "./rule";

/** Audit settings, wherever they stand: `audit:`, `audit_schema:`, the audit module, audit forwarding. */
export const AUDIT_KEY =
  /\baudit(?:_\w+)?:|:audit(?:_(?:log|schema|events?|forwarders?))?\b|\bAudit(?:Event|Log)\b|\bSigra\.Audit\b|\b[Tt]hreadline\b|^config\s+:(?:\w+,\s*[A-Z]\w*\.Audit(?:Log|Trail)?|carbonite|ex_audit|paper_trail|ecto_trail)\b/;
/** Of the settings of another part of the app only those: it may have auditors of its own. */
const NAMED_AUDIT_KEY = /\baudit(?:_(?:schema|module|events?|logs?|repo|retention\w*|forward\w*))?:|\bAudit(?:Event|Log)\b|\bSigra\.Audit\b|\b[Tt]hreadline\b/;
const PART = /^config\s+:(\w+),?\s*(:\w+|[A-Z][\w.]*)?/;
const LIBRARY_PART = /sigra|(?:^|[:._])audit(?![a-z])|auth|account|identity|security|threadline/i;
const LIBRARY_APP = /^(?:sigra|carbonite$|ex_audit$|paper_trail$|ecto_trail$)/;
/** Parts of a host, or other libraries, that sign people in or keep their sessions. */
const SIGNS_IN = /:(?:guardian|pow|ueberauth|joken|bcrypt_elixir)\b|Endpoint|[Ss]ession|Guardian|\bPow|User/;
const NAMED_PART = /^config\s+:\w+,\s*[:A-Z]/;
/** Settings of optional parts. */
export const INTEGRATION_KEY =
  /\bwebhooks?(?:_\w+)?:|\boban\w*|\bOban\b|\bhammer\w*|\bHammer\b|\brate_limit\w*|\bRateLimit\w*|\boauth\w*|\bproviders?:|\bmailer\w*:|\bMailer\b|\bSwoosh\b|\bassent\b|\bAssent\b|\b[Uu]eberauth\b|\bVault\b|\bCLOAK_KEY\b|\benterprise\w*:/;
/** More settings of optional parts, which in the library's own configuration function belong to host auth. */
const FURTHER_KEY = /\bpasskeys?:|\brp_id:|\bjwt:/;

const CALLBACK_KEY = /\b(?:admin_policy|authz|authorization)(?:_module)?:\s*[A-Z][\w.]*|\bpolicy(?:_module)?:\s*[A-Z][\w.]*(?:Policy|Authz)\b/;
const SCHEMA_VERSION = /\bschema_version\b/;
/** The first line of a setting that goes on below. */
const SETTING_HEAD = /^config\s+:\w+,?(?:\s*:sigra(?:_config)?,?)?$/;

export const CONFIG_RULES: readonly Rule[] = [
  {
    id: "config-schema-version",
    category: "schema",
    supporting: false,
    reason: "Only the schema version line, which the upgrade task keeps.",
    match: inConfig(({ code }) => (code.every((line) => SCHEMA_VERSION.test(line) || SETTING_HEAD.test(line)) ? findText(code, SCHEMA_VERSION) : null)),
  },
  {
    id: "config-audit",
    category: "audit_security",
    supporting: false,
    reason: "Audit settings: they decide whether and where events are recorded.",
    match: inConfig((subject) => findAuditKey(subject)),
  },
  {
    id: "config-callback",
    category: "audit_security",
    supporting: false,
    reason: "Names the module of a policy or authorisation callback.",
    match: inConfig(({ code }) => findText(code, CALLBACK_KEY)),
  },
  {
    id: "config-integration",
    category: "integration",
    supporting: false,
    reason: "Settings of an optional part; a wrong one can stop the app from booting.",
    match: inConfig((subject) => findIntegrationKey(subject) ?? findText(subject.code, FURTHER_KEY)),
  },
  {
    id: "config",
    category: "integration",
    supporting: false,
    reason: "Application configuration.",
    match: inConfig(() => ""),
  },
];

/** The audit key among the changed lines or around the hunk. */
export function findAuditKey(subject: RuleSubject): string | null {
  return findText(linesAndPlace(subject), subject.enclosing.some(isOtherPart) ? NAMED_AUDIT_KEY : AUDIT_KEY);
}

/** Whether a hunk of the configuration belongs to a part of the host, or of another library, that signs nobody in. */
export function isOfOtherPart(enclosing: readonly string[]): boolean {
  return enclosing.some((header) => NAMED_PART.test(header) && isOtherPart(header) && !SIGNS_IN.test(header));
}

/** Whether a block holds settings of the host itself or of a part that has nothing to do with the library. */
function isOtherPart(header: string): boolean {
  const [, app = "", part = ""] = PART.exec(header) ?? [];
  return app !== "" && !LIBRARY_APP.test(app) && !LIBRARY_PART.test(part);
}

/** The key of an optional part among the changed lines or around the hunk. */
export function findIntegrationKey(subject: RuleSubject): string | null {
  return findText(linesAndPlace(subject), INTEGRATION_KEY);
}

function linesAndPlace({ code, keys, enclosing }: RuleSubject): readonly string[] {
  return [...code, ...keys.map((key) => `${key}:`), ...enclosing.filter((header) => header.startsWith("config "))];
}

function inConfig(match: Rule["match"]): Rule["match"] {
  return (subject) => (/^config\/.+/.test(subject.local) ? match(subject) : null);
}
