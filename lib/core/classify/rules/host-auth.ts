import { baseName, findText, isModulePath, type Rule, type RuleSubject, whenPath } from "./rule";

/** Names of files and folders in the web folder that belong to authentication. */
const AUTH_NAME =
  /^(?:user|session|confirmation|password|reset_password|forgot_password|registration|settings|mfa|totp|two_factor|passkey|webauthn|sudo|reactivation|invitation|organizations?|org|oauth|enterprise|sso|saml|oidc|identit(?:y|ies)|impersonation|audit|magic_link|log_?in|log_?out|sign_(?:in|up|out)|auth|api_token|account_(?:settings|deletion|recovery)|backup_code|service_account|scope|sigra|admin|layouts)(?:_|$)/;
const LAYOUT_FOLDER = /^(?:layouts?|auth|admin|users?)$/;

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
    match: whenPath(({ path, appFolder }) => path.startsWith(`${appFolder}/`) && /^(?:sigra_\w+|user_notifier)$/.test(baseName(path))),
  },
  {
    id: "plug-module",
    category: "host_auth",
    supporting: false,
    reason: "A plug module; where it is plugged in is reviewed with the router.",
    match: whenPath(({ path, facts }) => path.startsWith(`${facts.webFolder}/`) && /\/plugs\/|_plug\.ex$/.test(path)),
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
    match: (subject) => findAuthUse(subject),
  },
];

function isAuthWeb({ path, facts }: RuleSubject): boolean {
  if (!path.startsWith(`${facts.webFolder}/`)) return false;
  const segments = path.slice(facts.webFolder.length + 1).split("/");
  const context = facts.contextFolder.slice(facts.contextFolder.lastIndexOf("/") + 1);
  return segments.some((segment, index) => {
    const isFolder = index < segments.length - 1;
    const name = isFolder ? segment : baseName(segment);
    return AUTH_NAME.test(name) || (isFolder && (name === context || LAYOUT_FOLDER.test(name)));
  });
}

function findAuthUse({ path, code, facts }: RuleSubject): string | null {
  if (!/^(?:.+\/)?lib\/.+\.(?:ex|heex|eex|leex)$/.test(path)) return null;
  const library = /\bSigra\.[\w.]+|\bUserAuth\b|\b(?:current_scope|current_user)\b/;
  const found = findText(code, library);
  if (found !== null) return found;
  const mention = code.find((line) => new RegExp(`(?<![\\w.])${facts.contextModule.replaceAll(".", "\\.")}(?!\\w)`).test(line));
  return mention === undefined ? null : facts.contextModule;
}
