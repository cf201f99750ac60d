import { LIMITER, MAILER_BEHAVIOUR } from "../module-roles";
import { speaksOfAuth } from "./auth-use";
import { findAuditKey, findIntegrationKey } from "./config";
import { baseName, findInCode, hasRole, isAppCode, isModulePath, type Rule, type RuleSubject, whenPath } from "./rule";

const LIMITER_NAME = /^(?:\w+_)?(?:rate_limit|rate_limiter|limiter)$/;
const WORKER = /\buse\s+Oban\.(?:Pro\.)?Worker\b/;
/** What the library hands its webhooks to, whatever the module is called. */
const WEBHOOK_BEHAVIOUR = /(?:@behaviour|\buse)\s+Sigra\.Webhooks?\b[\w.]*/;
const RECEIVER = /(?:^|_)webhooks?(?:_\w+)*_(?:receiver|controller|plug|handler|worker)$|(?:raw|cache)_body_reader$/;

export const INTEGRATION_RULES: readonly Rule[] = [
  {
    id: "application-children",
    category: "integration",
    supporting: false,
    reason: "Supervised parts such as vault, limiter or Oban; a wrong one stops the app from booting.",
    match: (subject) => (isApplication(subject) && subject.code.length > 0 ? (findIntegrationKey(subject) ?? "") : null),
  },
  {
    id: "application-text",
    category: "integration",
    supporting: true,
    reason: "Only comments or blank lines in the application module.",
    match: whenPath((subject) => isApplication(subject)),
  },
  {
    id: "mailer",
    category: "integration",
    supporting: false,
    reason: "A mailer hook: it decides how mail leaves the app.",
    match: (subject) => (hasRole(subject, "mailer") ? "" : matchModule(subject, /(?:^|_)mailer$/, MAILER_BEHAVIOUR)),
  },
  {
    id: "limiter",
    category: "integration",
    supporting: false,
    reason: "The rate limiter.",
    match: (subject) => (hasRole(subject, "limiter") ? "" : matchModule(subject, isPlug(subject) ? null : LIMITER_NAME, LIMITER)),
  },
  {
    id: "webhook-receiver",
    category: "integration",
    supporting: false,
    reason: "Receives or delivers webhooks.",
    match: (subject) => matchModule(subject, RECEIVER, WEBHOOK_BEHAVIOUR),
  },
  {
    id: "background-worker",
    category: "integration",
    supporting: false,
    reason: "A background worker that uses the library or the auth context.",
    match: (subject) => (isAppCode(subject) && !isInContext(subject) && speaksOfAuth(subject) ? findInCode(subject, WORKER) : null),
  },
  {
    id: "library-config-audit",
    category: "audit_security",
    supporting: false,
    reason: "Audit settings inside the context's library configuration.",
    match: (subject) => (isLibraryConfig(subject) ? findAuditKey(subject) : null),
  },
  {
    id: "library-config-integration",
    category: "integration",
    supporting: false,
    reason: "Settings of an optional part inside the context's library configuration.",
    match: (subject) => (isLibraryConfig(subject) ? findIntegrationKey(subject) : null),
  },
];

/** A module of the app by its name, or by what the module says it is. */
function matchModule(subject: RuleSubject, name: RegExp | null, content: RegExp | null): string | null {
  if (!isAppCode(subject)) return null;
  if (name?.test(baseName(subject.path))) return "";
  return content === null ? null : findInCode(subject, content);
}

function isApplication({ local }: RuleSubject): boolean {
  return /^lib\/[^/]+\/application\.ex$/.test(local);
}

function isPlug({ path }: RuleSubject): boolean {
  return /\/plugs\/|_plug\.ex$/.test(path);
}

function isInContext({ path, facts }: RuleSubject): boolean {
  return isModulePath(path, facts.contextFolder);
}

/** Inside `sigra_config`, or a hunk that is that function alone: a whole new context is not its configuration. */
function isLibraryConfig({ path, code, enclosing, facts }: RuleSubject): boolean {
  if (!isModulePath(path, facts.contextFolder)) return false;
  if (enclosing.some((header) => /^defp? sigra_config\b/.test(header))) return true;
  const definitions = code.filter((line) => /^(?:defp?|defmodule|defmacro)\s/.test(line));
  return definitions.length > 0 && definitions.every((line) => /^defp? sigra_config\b/.test(line));
}
