import { toModuleName } from "../module-name";
import type { AppFacts } from "../classification";
import { findText, type RuleSubject } from "./rule";

type AuthWords = {
  /** Code that uses the library, the auth plugs, the scope, an auth route or the auth context by its full name. */
  readonly use: RegExp;
  /** The auth context by its full name. */
  readonly context: RegExp;
  /** A call or module of the auth context by its short name, once there is an alias. */
  readonly short: RegExp;
  /** Another context of the app. */
  readonly other: RegExp;
};

/** What a file about authentication says, if not the name of a context. */
const AUTH_TEXT = /\b[Ss]igra\b|UserAuth\b|\blog_(?:in|out)_|password|passkey|\bmfa\b|\btotp\b|\bsudo\b|impersonat/;
const WEAK_AUTH_TEXT =
  /\bcurrent_(?:scope|user|member)\b|\bconfirm|\b(?:log|sign)[ _-]?(?:in|out|up)\b|\busers?\b|\bsession_?(?:token|id|store)|\bdevices?\b|\bUser(?:Session|Token)|\bSettings\b|\binvit/i;
/** Work on a session or with what proves who somebody is. */
const SESSION_WORK =
  /\b(?:configure_session|renew_session|clear_session|put_session|delete_session|put_resp_cookie|delete_resp_cookie)\b|\btype="password"|\bpassword\b|\bpasskey|\bwebauthn\b/;
/** Modules of an app that are no context of its own. */
const SHARED = [
  "Repo",
  "Mailer",
  "Organizations",
  "Vault",
  "Encrypted",
  "PubSub",
  "Presence",
  "Application",
  "RateLimit",
  "Emails",
  "Release",
  "Telemetry",
  "Gettext",
  "Sigra\\w*",
  "\\w+Case",
  "\\w*Fixtures",
  "Factory",
];

/** A scope that came with a form or an address is no scope of a caller. */
const PARAMETER = /"scope"\s*=>/;

const words = new WeakMap<AppFacts, AuthWords>();

/** Where changed lines of a host file use authentication; null when they do not. */
export function findAuthUse({ code, file, facts }: RuleSubject): string | null {
  const { use, short, context } = wordsOf(facts);
  const own = code.filter((line) => !PARAMETER.test(line));
  return findText(own, use) ?? ((file?.find(context) ?? null) === null ? null : (findText(own, short) ?? findText(own, SESSION_WORK)));
}

/** Whether a whole file is known, speaks of another context of the app and says nothing of authentication. */
export function isAboutAnotherFeature({ file, facts }: RuleSubject): boolean {
  if (file === null) return false;
  const { context, other } = wordsOf(facts);
  return file.find(other) !== null && file.find(context) === null && file.find(AUTH_TEXT) === null;
}

/** Whether a file uses the library or names the auth context anywhere. */
export function speaksOfAuth({ code, file, facts }: RuleSubject): boolean {
  const { context } = wordsOf(facts);
  if (file !== null) return file.find(AUTH_TEXT) !== null || file.find(context) !== null;
  return findText(code, AUTH_TEXT) !== null || findText(code, context) !== null;
}

/** As `speaksOfAuth`, by weaker words too, for a file whose name already seems to be about authentication. */
export function saysAuth(subject: RuleSubject): boolean {
  return speaksOfAuth(subject) || subject.file?.find(WEAK_AUTH_TEXT) !== null;
}

function wordsOf(facts: AppFacts): AuthWords {
  const known = words.get(facts);
  if (known !== undefined) return known;
  const { baseModule, contextModule, personName = "user" } = facts;
  const parent = contextModule.slice(0, Math.max(contextModule.lastIndexOf("."), 0));
  const name = contextModule.slice(contextModule.lastIndexOf(".") + 1);
  const full = `(?<![\\w.])${escapeDots(contextModule)}(?![\\w])`;
  const grouped = parent === "" ? "" : `|(?<![\\w.])${escapeDots(parent)}\\.\\{[^}]*(?<![\\w.])${name}(?![\\w])`;
  const person = toModuleName(personName);
  const made: AuthWords = {
    context: new RegExp(full + grouped),
    short: new RegExp(`(?<![\\w.@])${name}\\.[A-Za-z]\\w*[!?]?`),
    other: new RegExp(`(?<![\\w.])${escapeDots(baseModule)}\\.(?!(?:${SHARED.join("|")})(?!\\w)|${escapeDots(name)}(?!\\w))[A-Z]\\w*`),
    use: new RegExp(
      [
        "\\b[Ss]igra(?:\\.[\\w.]+)?(?!\\w)|\\bsigra_\\w+|\\bSigra[A-Z]\\w*",
        "\\bplug\\b\\s*\\(?\\s*:(?:require|ensure|verify)_(?:api_token|token|user|log_?in|logged_in|signed_in|admin|role|permission|scope|org|tenant|membership)\\w*",
        "\\b(?:User|[A-Z]\\w*)Auth(?=[.,}\\s)]|$)|\\b[A-Z]\\w*Web\\.Auth\\b",
        `\\b(?:current_scope|current_user|current_${personName})\\b|%Scope\\{|active_organization|(?<![\\w:"@])scope:\\s*(?:scope|socket|conn|current|@)`,
        `\\brequire_(?:authenticated|sudo|mfa|confirmed)\\w*|\\bredirect_if_\\w*authenticated\\b|\\blog_(?:in|out)_(?:user|${personName})\\b|\\bregister_and_log_in_\\w+`,
        `/(?:users?|${personName}s?|${name.toLowerCase()}|auth)/(?:log[-_]?(?:in|out)|register|settings|confirm|reset[-_]password|sudo|mfa)\\b`,
        `\\b(?:User|${person})(?:Session|Registration|Confirmation|Login|Settings)(?:Live|Controller)?\\b`,
        full + grouped,
      ].join("|"),
    ),
  };
  words.set(facts, made);
  return made;
}

function escapeDots(text: string): string {
  return text.replaceAll(".", "\\.");
}
