import type { Category } from "../category";

/** What a file beside the code is about, by the words of its name; the first that is there decides. */
const SUBJECTS: readonly (readonly [Category, RegExp])[] = [
  ["audit_security", word("audit|polic(?:y|ies)|authz|authori[sz]ation|encrypt(?:ed|ion)?|vault|cloak|threadline|security")],
  ["schema", word("migrations?|migrate|backfill\\w*|structure|schema")],
  ["integration", word("webhooks?|oban|hammer|rate_?limit\\w*|mailer|smtp|config|release|deploy\\w*|provider|setup")],
  [
    "host_auth",
    word(
      "auth\\w*|accounts?|users?|members?|sessions?|log_?in|log_?out|sign_?(?:in|up|out)|passwords?|passkeys?|webauthn|mfa|totp|sudo|oauth|oidc|sso|saml|identit\\w+|impersonat\\w+|organi[sz]ations?|invitations?|scope|registration|confirmation|reactivation|tokens?|emails?|magic_link|backup_codes?|sigra",
    ),
  ],
  ["router", word("router|routes?|routing|endpoint")],
];

/** Of a test only words that nothing else is called: a talk has sessions, a shop has accounts. */
const CLEAR_SUBJECTS: readonly (readonly [Category, RegExp])[] = [
  ["audit_security", word("audit|authz|vault|cloak|threadline")],
  ["schema", word("migrations?|backfill\\w*")],
  ["integration", word("webhooks?|oban|hammer|rate_?limit\\w*|mailer")],
  [
    "host_auth",
    word(
      "auth|log_?in|log_?out|sign_?(?:in|up|out)|passwords?|passkeys?|webauthn|mfa|totp|sudo|oauth|oidc|sso|saml|impersonat\\w+|magic_link|backup_codes?|sigra|current_scope",
    ),
  ],
  ["router", word("router|routes?|endpoint")],
];

/** An insurance policy, an energy audit: what stands before says that it is another's. */
const OTHER_SUBJECT =
  /(?:^|_)(?!(?:auth|authz|security|admin|access|password|session|user|member|account|sigra|host|login|organi[sz]ation|org|the|our|an?|required|v?\d+)_)[a-z]+_(?:polic(?:y|ies)|audits?)(?=_|$|\.)/;

const AUTH_TEXT =
  /\b(?:log|sign)(?:ed)? (?:in|out|up)\b|\bpasswords?\b|\bpasskeys?\b|\bmagic links?\b|\bverify your e-?mail\b|_auth\.ex\b|\/(?:\w+_)?(?:log_?in|registration|session|confirmation|reset_password|passkey|mfa)\w*(?:\.|\/)/i;

/** The category that the words of a file's name tell; null when they tell none. */
export function categoryByWords(path: string, isTest: boolean): Category | null {
  const words = path
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[-. ]/g, "_");
  const name = words.slice(words.lastIndexOf("/") + 1).replace(OTHER_SUBJECT, "");
  return (isTest ? CLEAR_SUBJECTS : SUBJECTS).find(([, pattern]) => pattern.test(name))?.[0] ?? null;
}

/** Whether a text for people speaks of signing in, or names a file that does. */
export function isAuthText(line: string): boolean {
  return AUTH_TEXT.test(line);
}

function word(alternatives: string): RegExp {
  return new RegExp(`(?:^|_)(?:${alternatives})(?:_|$)`);
}
