import { isAuthModuleName, readAuthName } from "./auth-names";
import { findAuthUse, isAboutAnotherFeature } from "./auth-use";
import { baseName, isAppCode, isModulePath, isWebPath, type Rule, type RuleSubject, whenPath } from "./rule";

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
    id: "host-file-uses-auth",
    category: "host_auth",
    supporting: false,
    reason: "The changed lines of this host file use the auth context, the scope or the library.",
    match: (subject) => (/^lib\/.+\.(?:ex|heex|eex|leex)$/.test(subject.local) ? findAuthUse(subject) : null),
  },
];

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
  return name === "clear" || (name === "ambiguous" && !isAboutAnotherFeature(subject));
}
