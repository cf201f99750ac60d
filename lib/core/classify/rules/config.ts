import { findText, type Rule, type RuleSubject } from "./rule";

/** Audit settings, wherever they stand: `audit:`, `audit_schema:`, the audit module, audit forwarding. */
export const AUDIT_KEY = /\baudit(?:_\w+)?:|:audit(?:_\w+)?\b|\bAuditEvent\b|\bSigra\.Audit\b|\b[Tt]hreadline\b/;
/** Settings of optional parts. */
export const INTEGRATION_KEY =
  /\bwebhooks?(?:_\w+)?:|\boban\w*|\bOban\b|\bhammer\b|\bHammer\b|\brate_limit\w*|\bRateLimit\w*|\boauth\w*|\bproviders?:|\bmailer\w*:|\bMailer\b|\bSwoosh\b|\bassent\b|\bpasskeys?:|\brp_id:|\bjwt:|\bVault\b|\bCLOAK_KEY\b|\benterprise\w*:/;

const CALLBACK_KEY = /\b(?:admin_policy|policy|authz|authorization)(?:_module)?:\s*[A-Z][\w.]*/;
const SCHEMA_VERSION = /\bschema_version\b/;

export const CONFIG_RULES: readonly Rule[] = [
  {
    id: "config-schema-version",
    category: "schema",
    supporting: false,
    reason: "Only the schema version line, which the upgrade task keeps.",
    match: inConfig(({ code }) => {
      const isAlone = code.every((line) => SCHEMA_VERSION.test(line) || /^config\s+:sigra,?$/.test(line));
      return isAlone ? findText(code, SCHEMA_VERSION) : null;
    }),
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
    match: inConfig((subject) => findIntegrationKey(subject)),
  },
  {
    id: "config",
    category: "integration",
    supporting: false,
    reason: "Application configuration.",
    match: inConfig(() => ""),
  },
  {
    id: "environment-file",
    category: "integration",
    supporting: false,
    reason: "Environment variables that the library's parts read at boot.",
    match: ({ path, code }) => (/(?:^|\/)\.env[^/]*$/.test(path) ? findText(code, /\b(?:CLOAK|SIGRA|OAUTH|OIDC|PASSKEY|WEBAUTHN)\w*/i) : null),
  },
];

/** The audit key among the changed lines or around the hunk. */
export function findAuditKey({ code, keys, enclosing }: RuleSubject): string | null {
  return findText([...code, ...keys.map((key) => `${key}:`), ...configHeads(enclosing)], AUDIT_KEY);
}

/** The key of an optional part among the changed lines or around the hunk. */
export function findIntegrationKey({ code, keys, enclosing }: RuleSubject): string | null {
  return findText([...code, ...keys.map((key) => `${key}:`), ...configHeads(enclosing)], INTEGRATION_KEY);
}

function configHeads(enclosing: readonly string[]): readonly string[] {
  return enclosing.filter((header) => header.startsWith("config "));
}

function inConfig(match: Rule["match"]): Rule["match"] {
  return (subject) => (/^(?:apps\/[^/]+\/)?config\//.test(subject.path) ? match(subject) : null);
}
