import { isAuthModuleName, readAuthName } from "./auth-names";
import { findAuthUse, isAboutAnotherFeature, saysAuth, speaksOfAuth } from "./auth-use";
import { baseName, findInCode, findText, hasRole, isAppCode, isModulePath, isWebPath, type Rule, type RuleSubject, whenPath } from "./rule";

const AUTH_LIBRARY = /\buse\s+(?:Guardian\b|Pow\.\w+|PowAssent\b|Ueberauth\.Strategy\b|Coherence\b|Joken\.Config\b)/;
/** What only an e-mail about an account says. */
const AUTH_MAIL =
  /\bpassword\b|\b(?:log|sign)(?:ged|ed|ing)?[ _-](?:in|up)\b|\bmagic[ _]link\b|\b(?:confirm|verify) your (?:e-?mail|account|address)|\bconfirmation_(?:url|instructions)\b|\bpasskey|\btwo-factor\b|\bverification code\b/i;

export const HOST_AUTH_RULES: readonly Rule[] = [
  {
    id: "auth-context",
    category: "host_auth",
    supporting: false,
    reason: "Part of your auth context.",
    match: whenPath(({ path, facts }) => isModulePath(path, facts.contextFolder)),
  },
  {
    id: "organizations-context",
    category: "host_auth",
    supporting: false,
    reason: "Organizations decide what the signed-in scope may see.",
    match: whenPath(({ path, appFolder }) => isModulePath(path, `${appFolder}/organizations`)),
  },
  {
    id: "generated-module",
    category: "host_auth",
    supporting: false,
    reason: "A module that the library generated into your app.",
    match: whenPath((subject) => isAppCode(subject) && /^(?:sigra_\w+|\w+_notifier)$/.test(baseName(subject.path)) && isGenerated(subject)),
  },
  {
    id: "auth-module",
    category: "host_auth",
    supporting: false,
    reason: "A module of your app that is about authentication by its name.",
    match: whenPath(
      (subject) =>
        isAppCode(subject) &&
        !isWebPath(subject) &&
        subject.local
          .split("/")
          .slice(2)
          .some((segment) => isAuthModuleName(baseName(segment))),
    ),
  },
  {
    id: "auth-library",
    category: "host_auth",
    supporting: false,
    reason: "Implements sign-in with another library, which the upgrade replaces or stands beside.",
    match: (subject) => (isAppCode(subject) ? findInCode(subject, AUTH_LIBRARY) : null),
  },
  {
    id: "plug-module",
    category: "host_auth",
    supporting: false,
    reason: "A plug module; where it is plugged in is reviewed with the router.",
    match: whenPath((subject) => isWebPath(subject) && /\/plugs\/|_plug\.ex$/.test(subject.path)),
  },
  {
    id: "auth-web",
    category: "host_auth",
    supporting: false,
    reason: "A controller, LiveView, template or component of the auth pages.",
    match: whenPath((subject) => isAuthWeb(subject)),
  },
  {
    id: "auth-plugs",
    category: "host_auth",
    supporting: false,
    reason: "Plugs and hooks that keep strangers out, under a name of the app's own.",
    match: whenPath((subject) => hasRole(subject, "auth")),
  },
  {
    id: "auth-email",
    category: "host_auth",
    supporting: false,
    reason: "An e-mail about signing in, in the host's own mail module or template.",
    match: (subject) => (isMailText(subject) ? findText(subject.code, AUTH_MAIL) : null),
  },
  {
    id: "host-file-uses-auth",
    category: "host_auth",
    supporting: false,
    reason: "The changed lines of this host file use the auth context, the scope or the library.",
    match: (subject) => (/^lib\/.+\.(?:ex|heex|eex|leex)$/.test(subject.local) ? findAuthUse(subject) : null),
  },
];

/** A part of another subject's pages, or a component, that says nothing of authentication: a game has sessions, a design tokens. */
function isPartOfAnother(folders: readonly string[], subject: RuleSubject): boolean {
  const isOther = folders.some((folder) => /_(?:live|html|controller)$/.test(folder) && readAuthName([folder], subject.facts) === null);
  if (subject.file === null) return isOther && !speaksOfAuth(subject);
  return (isOther || folders.includes("components")) && !saysAuth(subject);
}

/** A module or template of e-mails, wherever the app keeps them. */
function isMailText({ local }: RuleSubject): boolean {
  return /^lib\/.+\.(?:ex|heex|eex|leex)$/.test(local) && /(?:^|\/)(?:e?mails?|mailers?)\/|(?:^|_|\/)(?:e?mails?|notifier)\.ex$/.test(local);
}

/** Another notifier than that of the people who sign in is the host's. */
function isGenerated({ path, facts }: RuleSubject): boolean {
  const name = baseName(path);
  return name.startsWith("sigra_") || name === "user_notifier" || name === `${facts.personName}_notifier`;
}

function isAuthWeb(subject: RuleSubject): boolean {
  if (!isWebPath(subject)) return false;
  const { path, local, facts } = subject;
  const inWeb = path.startsWith(`${facts.webFolder}/`) ? path.slice(facts.webFolder.length + 1) : local.replace(/^lib\/\w+_web\//, "");
  const folders = inWeb.split("/");
  const name = readAuthName([...folders.slice(0, -1), baseName(path)], facts);
  return name === "clear" || (name === "ambiguous" && !isAboutAnotherFeature(subject) && !isPartOfAnother(folders.slice(0, -1), subject));
}
