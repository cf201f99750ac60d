import { baseName, findText, type Rule, type RuleSubject, whenPath } from "./rule";

/** The library's policy and authorisation behaviours; hooks for display (`Sigra.Admin.Users.Hooks`) are none. */
export const POLICY_BEHAVIOUR = /@behaviour\s+Sigra\.(?:Admin\.Policy|Authz)\b[\w.]*/;
/** Modules that the generator names so. */
export const POLICY_NAME = /^sigra_(?:admin_policy|authz|admin_access)$/;

const AUDIT_SCHEMA = /\bschema\s*\(?\s*"(?:\w+_)?audit_(?:events?|logs?)"/;
const ENCRYPTION = /\buse\s+Cloak\.(?:Vault|Ecto\.\w+)/;

export const AUDIT_SECURITY_RULES: readonly Rule[] = [
  {
    id: "policy-behaviour",
    category: "audit_security",
    supporting: false,
    reason: "Implements a policy or authorisation callback of the library.",
    match: (subject) => inAppCode(subject, POLICY_BEHAVIOUR),
  },
  {
    id: "policy-module",
    category: "audit_security",
    supporting: false,
    reason: "A configured callback: it decides who is an admin or what is allowed.",
    match: whenPath(({ path }) => isAppCode(path) && POLICY_NAME.test(baseName(path))),
  },
  {
    id: "audit-schema",
    category: "audit_security",
    supporting: false,
    reason: "The audit event schema, which the library requires.",
    match: (subject) => (isAppCode(subject.path) && /^audit_(?:events?|logs?)$/.test(baseName(subject.path)) ? "" : inAppCode(subject, AUDIT_SCHEMA)),
  },
  {
    id: "encryption",
    category: "audit_security",
    supporting: false,
    reason: "Encryption at rest: the vault or the encrypted type.",
    match: (subject) => (isAppCode(subject.path) && /^(?:vault|encrypted)$/.test(baseName(subject.path)) ? "" : inAppCode(subject, ENCRYPTION)),
  },
];

/** A changed line, or for any hunk of a file that has it, the file's text. */
function inAppCode(subject: RuleSubject, pattern: RegExp): string | null {
  if (!isAppCode(subject.path)) return null;
  return findText(subject.code, pattern) ?? subject.file?.find(pattern) ?? null;
}

function isAppCode(path: string): boolean {
  return /^(?:.+\/)?lib\/.+\.ex$/.test(path);
}
