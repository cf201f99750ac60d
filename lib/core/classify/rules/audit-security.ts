import { baseName, findInCode, isAppCode, isWebPath, type Rule, type RuleSubject } from "./rule";

/** The library's policy and authorisation behaviours; hooks for display (`Sigra.Admin.Users.Hooks`) are none. */
export const POLICY_BEHAVIOUR = /(?:@behaviour|\buse)\s+Sigra\.(?:Admin\.Policy|Authz)\b[\w.]*/;
/** The same behind an alias. */
const ALIASED_POLICY = /\balias\s+Sigra\.(?:Admin\.Policy|Authz)\b[\s\S]*?@behaviour\s+(?:Policy|Authz)\b/;
/** Modules that the generator names so. */
export const POLICY_NAME = /^sigra_(?:admin_policy|authz|admin_access)$/;

const AUDIT_SCHEMA = /\bschema\s*\(?\s*"(?:\w+_)?audit_(?:events?|logs?)"/;
const AUDIT_BEHAVIOUR = /@behaviour\s+Sigra\.Audit\b[\w.]*/;
/** What a module called after audit has to say to be about the library's. */
const AUDIT_USE = /\bSigra\.Audit\b|\bAuditEvent\b/;
const ENCRYPTION = /\buse\s+Cloak\.(?:Vault|Ecto\.\w+)/;

export const AUDIT_SECURITY_RULES: readonly Rule[] = [
  {
    id: "policy-behaviour",
    category: "audit_security",
    supporting: false,
    reason: "Implements a policy or authorisation callback of the library.",
    match: (subject) => inAppCode(subject, POLICY_BEHAVIOUR) ?? inAppCode(subject, ALIASED_POLICY),
  },
  {
    id: "policy-module",
    category: "audit_security",
    supporting: false,
    reason: "A configured callback: it decides who is an admin or what is allowed.",
    match: (subject) => (isAppCode(subject) && POLICY_NAME.test(baseName(subject.path)) ? "" : null),
  },
  {
    id: "audit-schema",
    category: "audit_security",
    supporting: false,
    reason: "The audit event schema, which the library requires, or what forwards its events.",
    match: (subject) => {
      if (!isAppCode(subject)) return null;
      const name = baseName(subject.path);
      if (/^audit_(?:events?|logs?)$/.test(name)) return "";
      const used = /^audit(?:_\w+)?$/.test(name) && !isWebPath(subject) ? findInCode(subject, AUDIT_USE) : null;
      return used ?? findInCode(subject, AUDIT_SCHEMA) ?? findInCode(subject, AUDIT_BEHAVIOUR);
    },
  },
  {
    id: "encryption",
    category: "audit_security",
    supporting: false,
    reason: "Encryption at rest: the vault or the encrypted type.",
    match: (subject) => (isAppCode(subject) && isEncryptionPath(subject) ? "" : inAppCode(subject, ENCRYPTION)),
  },
];

/** Where the generator puts them; elsewhere a vault may be anything. */
function isEncryptionPath({ path, facts, appFolder }: RuleSubject): boolean {
  const folders = [appFolder, facts.contextFolder];
  if (folders.some((folder) => path === `${folder}/vault.ex` || path === `${folder}/encrypted.ex`)) return true;
  return folders.some((folder) => path.startsWith(`${folder}/encrypted/`));
}

function inAppCode(subject: RuleSubject, pattern: RegExp): string | null {
  return isAppCode(subject) ? findInCode(subject, pattern) : null;
}
