import type { HunkContent } from "@/lib/core/diff/hunk-content";
import type { Placement } from "../category";
import { isLoosened } from "./loosened";

/** Names of things that refuse: plugs, hooks, predicates and calls. */
const GUARD =
  /\b(?:require_(?!relative)\w+|ensure_(?!loaded|all_started|compiled)\w+|Require[A-Z]\w*|Ensure[A-Z]\w*|CSRFProtection|Plug\.SSL|basic_auth|forbid_\w+|Forbid[A-Z]\w*|protect_from_forgery|put_secure_browser_headers|verify_\w+|valid_\w+\?|validate_current_\w+|authorize\w*!?|can\?|\w*RateLimit(?:er)?\b|auth_rate_limit|(?<=\bplug :)rate_limit\w*|impersonating\w*\??|delete_csrf_token|get_csrf_token|renew_session|configure_session\(renew: true\)|clear_session|content-security-policy|no_user_verify|password_valid\?|secure_compare|halt(?=\()|(?<=\{:)halt(?=,\s*(?:[\w.]+\.)?(?:redirect|push_navigate|socket)\b))(?![\w?])|\bsame_site: "Strict"/g;
/** Settings of cookies and sessions that protect; taking one away weakens. */
const SESSION_OPTION =
  /\b(?:same_site|http_only|secure|encryption_salt|signing_salt|sign|encrypt|max_age|check_origin|force_ssl|secure_browser_headers)(?=:\s)/g;
/** Calls of which one in place of another still verifies. */
const VERIFIES = /^(?:verify_\w+|valid_\w+\?|password_valid\?)$/;
const VERIFICATION = /\b(?:verify\w*|valid_\w+\?|password_valid\?|authenticate\w*|(?<=\bSigra\.[\w.]*)(?:confirm|consume|redeem)\w*)(?=\()/;
/** Options whose number protects, with the direction in which they protect less. */
const LONGER = /(?<!\w)[@:]?((?:\w+_)?(?:max_age|validity(?:_in_\w+)?|idle_timeout|session_ttl|sudo_ttl))(?::|,|\s*=)?\s+([\d_]+(?:\s*\*\s*[\d_]+)*)/g;
/** Of what signs people in: how long it holds, how long ago somebody may have proved who they are. */
const LIFETIME =
  /(?<!\w)(?:[@:]?((?:\w+_)?(?:ttl|expiry|expires_in|lifetime)(?:_(?:in_)?(?:days|hours|minutes|seconds))?)(?::|,|\s*=)?\s+|\b(sudo_mode\?)\(.*,\s*-)([\d_]+(?:\s*\*\s*[\d_]+)*)/g;
const SHORTER =
  /(?<!\w)@?((?:\w+_)?(?:min_length|log_rounds|t_cost|m_cost|rounds|rand_size|lockout_(?:seconds|minutes|duration)))(?::|\s*=)?\s+([\d_]+(?:\s*\*\s*[\d_]+)*)/g;
const PASSWORD_LENGTH = /\b(min):(?<=password\b.*)\s+([\d_]+)/g;
/** The limit of a limiter; another limit is the length of a page. */
const LIMIT = /\b(limit):(?<=(?:rate_?limit|RateLimit|throttle).*)\s+([\d_]+)/g;
/** In the router nothing but a limiter has a limit. */
const ROUTER_LIMIT = /(?<!\w)(?:(limit):\s+|:(\w*rate_limit),\s*)([\d_]+)/g;
const PLUG = /^plug\b\s*\(?\s*(?::\w+|[A-Z][\w.]*)/;
/** Settings and answers that allow what was checked before. */
const ALLOWS =
  /\bdef (?:can|platform_admin|authorized?|allowed|permitted)\?\((?!.*%\w*\{).*\),?\s*do:\s*true\b|\bcheck_origin:\s*false\b|\bverify:\s*:verify_none\b|\bsecure:\s*false\b|\bhttp_only:\s*false\b|\bsame_site:\s*"?None\b|\bcsrf_token=\{false\}|\bcsrf_token:\s*false\b|\buser_verification:\s*:discouraged\b|\benforce_\w+:\s*false\b|\b(?:lockout|rate_limit|mfa|sudo|audit):\s*(?:false|nil|\[[^\]]*\benabled:\s*false)\b|'unsafe-(?:inline|eval)'|\borigins?:\s*\[?\s*"\*"/;
const SWITCHED_OFF = /\benabled:\s*false\b/;
/** Keys whose block switches a protection on or off. */
const PROTECTION = /^(?:audit|lockout|rate_limit|mfa|sudo)$/;
const PROTECTION_PART = /^config\s+:sigra\w*,\s*:(?:audit|lockout|rate_limit|mfa|sudo)\b/;
const ALLOWING_HEAD = /\bdef (?:can|platform_admin|authorized?|allowed|permitted)\?\(.*\)\s+do$/;
const NOT_PRODUCTION = /(?:^|\/)config\/(?:dev|test)\.exs$/;

/**
 * Whether a hunk takes a check away or switches one off: a guard, an option that protects a session, or
 * in the router any plug, is removed without coming back in the same hunk; an added line allows
 * everything; or a number that protects now does so less.
 */
export function isWeakened(path: string, { lines, keys, enclosing }: Pick<HunkContent, "lines" | "keys" | "enclosing">, category: Placement): boolean {
  if (NOT_PRODUCTION.test(path)) return false;
  const code = lines.filter(({ prose }) => !prose);
  const added = code.filter(({ kind }) => kind === "added").map(({ text }) => text.trim());
  const removed = code.filter(({ kind }) => kind === "removed").map(({ text }) => text.trim());
  const isProtection = keys.some((key) => PROTECTION.test(key)) || enclosing.some((header) => PROTECTION_PART.test(header));
  const switchesOff = isProtection && added.some((line) => SWITCHED_OFF.test(line));
  if (switchesOff || allows(added) > allows(removed) || losesWord(removed, added)) return true;
  if (category === "router" && (losesPlug(removed, added) || isMoreOf(ROUTER_LIMIT, removed, added))) return true;
  const isAboutAccess = category === "host_auth" || category === "router" || category === "audit_security";
  return protectsLess(removed, added) || (isAboutAccess && (isMoreOf(LIFETIME, removed, added) || isLoosened(removed, added)));
}

/** Sessions that last longer, limits that let more through, passwords that may be shorter. */
function protectsLess(removed: readonly string[], added: readonly string[]): boolean {
  const isLessOf = (pattern: RegExp) => isMoreOf(pattern, added, removed);
  return isMoreOf(LONGER, removed, added) || isMoreOf(LIMIT, removed, added) || isLessOf(SHORTER) || isLessOf(PASSWORD_LENGTH);
}

/** Whether a number has grown that both have by the same name. */
function isMoreOf(pattern: RegExp, before: readonly string[], after: readonly string[]): boolean {
  const numbers = readNumbers(before, pattern);
  return [...readNumbers(after, pattern)].some(([name, number]) => number > (numbers.get(name) ?? number));
}

/** Products of whole numbers by the name of their option; the last of a name counts. */
function readNumbers(lines: readonly string[], pattern: RegExp): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const line of lines) {
    for (const [, ...groups] of line.matchAll(pattern)) {
      const product = groups.at(-1) ?? "";
      const name = groups.slice(0, -1).find((group) => group !== undefined) ?? "";
      numbers.set(
        name,
        product.split("*").reduce((value, factor) => value * Number(factor.replaceAll("_", "")), 1),
      );
    }
  }
  return numbers;
}

function losesWord(removed: readonly string[], added: readonly string[]): boolean {
  const before = countWords(removed);
  if (before.size === 0) return false;
  const after = countWords(added);
  const stillVerifies = added.some((line) => VERIFICATION.test(line));
  return [...before].some(([word, count]) => count > (after.get(word) ?? 0) && !(stillVerifies && VERIFIES.test(word)));
}

/** Fewer plugs than before; one in place of another is no loss by itself. */
function losesPlug(removed: readonly string[], added: readonly string[]): boolean {
  const plugs = (lines: readonly string[]) => lines.filter((line) => PLUG.test(line)).length;
  return plugs(removed) > plugs(added);
}

function countWords(lines: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) {
    for (const [word] of [...line.matchAll(GUARD), ...line.matchAll(SESSION_OPTION)]) {
      const usual = toUsualWord(word);
      counts.set(usual, (counts.get(usual) ?? 0) + 1);
    }
  }
  return counts;
}

/** The same hook has had several names: `ensure_authenticated`, `require_authenticated`, `require_authenticated_user`. */
function toUsualWord(word: string): string {
  return word.replace(/^ensure_/, "require_").replace(/^(require_authenticated)_[a-z]+$/, "$1");
}

function allows(lines: readonly string[]): number {
  return lines.filter((line, index) => ALLOWS.test(line) || (ALLOWING_HEAD.test(line) && answersTrue(lines, index))).length;
}

/** A function body that is `true` and nothing else. */
function answersTrue(lines: readonly string[], head: number): boolean {
  const body = lines.slice(head + 1, lines.indexOf("end", head)).filter((line) => !line.startsWith("_ ="));
  return body.length === 1 && body[0] === "true";
}
