import { findAuditKey, findIntegrationKey } from "./config";
import { baseName, findText, isModulePath, type Rule, type RuleSubject, whenPath } from "./rule";

const MAILER_BEHAVIOUR = /\buse\s+(?:Swoosh|Bamboo)\.Mailer\b|@behaviour\s+Sigra\.Mailer\b/;
const LIMITER = /\buse\s+Hammer\b/;
const WORKER = /\buse\s+Oban\.(?:Pro\.)?Worker\b/;
const LIBRARY = /\bSigra\b/;
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
    match: (subject) => (inApp(subject) && /(?:^|_)mailer$/.test(baseName(subject.path)) ? "" : inAppText(subject, MAILER_BEHAVIOUR)),
  },
  {
    id: "limiter",
    category: "integration",
    supporting: false,
    reason: "The rate limiter.",
    match: (subject) => (inApp(subject) && /^(?:\w+_)?(?:rate_limit|rate_limiter|limiter)$/.test(baseName(subject.path)) ? "" : inAppText(subject, LIMITER)),
  },
  {
    id: "webhook-receiver",
    category: "integration",
    supporting: false,
    reason: "Receives or delivers webhooks.",
    match: whenPath((subject) => inApp(subject) && RECEIVER.test(baseName(subject.path))),
  },
  {
    id: "background-worker",
    category: "integration",
    supporting: false,
    reason: "A background worker that uses the library.",
    match: (subject) => (inAppText(subject, LIBRARY) === null ? null : inAppText(subject, WORKER)),
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

function isApplication({ path, appFolder }: RuleSubject): boolean {
  return path === `${appFolder}/application.ex` || /^(?:apps\/[^/]+\/)?lib\/[^/]+\/application\.ex$/.test(path);
}

function inApp({ path, appFolder, facts }: RuleSubject): boolean {
  return path.endsWith(".ex") && (path.startsWith(`${appFolder}/`) || path.startsWith(`${facts.webFolder}/`));
}

function inAppText(subject: RuleSubject, pattern: RegExp): string | null {
  if (!inApp(subject)) return null;
  return findText(subject.code, pattern) ?? subject.file?.find(pattern) ?? null;
}

/** Inside `sigra_config`, or a hunk that is that function alone: a whole new context is not its configuration. */
function isLibraryConfig({ path, code, enclosing, facts }: RuleSubject): boolean {
  if (!isModulePath(path, facts.contextFolder)) return false;
  if (enclosing.some((header) => /^defp? sigra_config\b/.test(header))) return true;
  const definitions = code.filter((line) => /^(?:defp?|defmodule|defmacro)\s/.test(line));
  return definitions.length > 0 && definitions.every((line) => /^defp? sigra_config\b/.test(line));
}
