import { ENCRYPTION, POLICY_BEHAVIOUR } from "../module-roles";
import { baseName, findInCode, findText, hasRole, isAppCode, isWebPath, type Rule, type RuleSubject } from "./rule";

/** The library's behaviours behind an alias; hooks for display (`Sigra.Admin.Users.Hooks`) are none. */
const ALIASED_POLICY = /\balias\s+Sigra\.(?:Admin\.Policy|Authz)\b[\s\S]*?@behaviour\s+(?:Policy|Authz)\b/;
/** Modules that the generator names so. */
export const POLICY_NAME = /^sigra_(?:admin_policy|authz|admin_access)$/;

const AUDIT_SCHEMA = /\bschema\s*\(?\s*"(?:\w+_)?audit_(?:events?|logs?|entries|trails?|records?)"/;
const AUDIT_TABLE = /\bschema\s*\(?\s*"audit_/;
const FIELD = /\b(?:field|belongs_to)\b[\s(]+:/;
/** An audit event says who did what to what; a visit of an auditor does not. */
const AUDIT_FIELD =
  /\b(?:field|belongs_to)\b[\s(]+:(?:actor|action|event|user|member|person|resource|entity|subject|target|change|metadata|meta|outcome|ip|name|verb|operation|kind|type|hash)/;
const AUDIT_BEHAVIOUR = /@behaviour\s+Sigra\.Audit\b[\w.]*/;
/** Libraries that record what is changed. */
const AUDIT_LIBRARY =
  /\buse\s+(?:ExAudit\.Repo|EctoTrail)\b|\bExAudit\.Type\b|\bCarbonite\.(?:Multi|Query|Outbox|Migrations|insert_transaction|process)\b|\bPaperTrail\.(?:insert|update|delete)\b/;
/** What a module called after audit has to say to be about the library's. */
const AUDIT_USE = /\bSigra\.Audit\b|\bAuditEvent\b|\bAudit\.(?:Entry|Log|Event|Trail|Record)\b|\b(?:Carbonite|ExAudit|PaperTrail|EctoTrail|Threadline)\b/;

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
    match: (subject) => (isAppCode(subject) && (POLICY_NAME.test(baseName(subject.path)) || hasRole(subject, "policy")) ? "" : null),
  },
  {
    id: "audit-schema",
    category: "audit_security",
    supporting: false,
    reason: "The audit event schema, which the library requires, or what forwards its events.",
    match: (subject) => {
      if (!isAppCode(subject)) return null;
      const name = baseName(subject.path);
      if (hasRole(subject, "audit")) return "";
      if (isAboutOtherAudits(subject)) return null;
      if (/^audit_(?:events?|logs?)$/.test(name)) return "";
      const used = /^audit(?:_\w+)?$/.test(name) && !isWebPath(subject) ? findInCode(subject, AUDIT_USE) : null;
      return used ?? findInCode(subject, AUDIT_SCHEMA) ?? findInCode(subject, AUDIT_BEHAVIOUR) ?? findText(subject.code, AUDIT_LIBRARY);
    },
  },
  {
    id: "encryption",
    category: "audit_security",
    supporting: false,
    reason: "Encryption at rest: the vault or the encrypted type.",
    match: (subject) => (isAppCode(subject) && (isEncryptionPath(subject) || hasRole(subject, "encryption")) ? "" : inAppCode(subject, ENCRYPTION)),
  },
];

/** A schema that is known as a whole and does not say who did what. */
function isAboutOtherAudits({ file }: RuleSubject): boolean {
  return file !== null && file.find(FIELD) !== null && file.find(AUDIT_FIELD) === null && file.find(AUDIT_TABLE) === null;
}

/** Where the generator puts them; elsewhere a vault may be anything. */
function isEncryptionPath({ path, facts, appFolder }: RuleSubject): boolean {
  const folders = [appFolder, facts.contextFolder];
  if (folders.some((folder) => path === `${folder}/vault.ex` || path === `${folder}/encrypted.ex`)) return true;
  return folders.some((folder) => path.startsWith(`${folder}/encrypted/`));
}

function inAppCode(subject: RuleSubject, pattern: RegExp): string | null {
  return isAppCode(subject) ? findInCode(subject, pattern) : null;
}
