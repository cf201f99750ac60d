import type { ChangedLine } from "@/lib/core/diff/hunk-content";
import type { Placement } from "../category";

/** Names of things that refuse: plugs, hooks, predicates and calls. */
const GUARD =
  /\b(?:require_(?!relative)\w+|ensure_(?!loaded|all_started|compiled)\w+|Require[A-Z]\w*|forbid_\w+|Forbid[A-Z]\w*|protect_from_forgery|put_secure_browser_headers|verify_\w+|valid_\w+\?|authorize\w*!?|can\?|RateLimit\b|auth_rate_limit|impersonating\w*\??|delete_csrf_token|get_csrf_token|renew_session|no_user_verify|password_valid\?|secure_compare|halt(?=\())(?![\w?])|\bsame_site: "Strict"/g;
/** Settings of cookies and sessions that protect; taking one away weakens. */
const SESSION_OPTION =
  /\b(?:same_site|http_only|secure|encryption_salt|signing_salt|sign|encrypt|max_age|check_origin|force_ssl|secure_browser_headers)(?=:\s)/g;
const PLUG = /^plug\b\s*\(?\s*(?::\w+|[A-Z][\w.]*)/;
/** Settings and answers that allow what was checked before. */
const ALLOWS =
  /\bdef (?:can|platform_admin|authorized?|allowed|permitted)\?\(.*\),?\s*do:\s*true\b|\bcheck_origin:\s*false\b|\bverify:\s*:verify_none\b|\bsecure:\s*false\b|\bhttp_only:\s*false\b|\bsame_site:\s*"?None\b|\bcsrf_token=\{false\}|\bcsrf_token:\s*false\b|\buser_verification:\s*:discouraged\b|\benforce_\w+:\s*false\b|\b(?:lockout|rate_limit|mfa|sudo|audit):\s*(?:false|nil)\b/;
const ALLOWING_HEAD = /\bdef (?:can|platform_admin|authorized?|allowed|permitted)\?\(.*\)\s+do$/;
const NOT_PRODUCTION = /(?:^|\/)config\/(?:dev|test)\.exs$/;

/**
 * Whether a hunk takes a check away or switches one off: a guard, an option that protects a session, or
 * in the router any plug, is removed without coming back in the same hunk; or an added line allows
 * everything.
 */
export function isWeakened(path: string, lines: readonly ChangedLine[], category: Placement): boolean {
  if (NOT_PRODUCTION.test(path)) return false;
  const code = lines.filter(({ prose }) => !prose);
  const added = code.filter(({ kind }) => kind === "added").map(({ text }) => text.trim());
  const removed = code.filter(({ kind }) => kind === "removed").map(({ text }) => text.trim());
  return losesWord(removed, added) || (category === "router" && losesPlug(removed, added)) || allows(added) > allows(removed);
}

function losesWord(removed: readonly string[], added: readonly string[]): boolean {
  const before = countWords(removed);
  if (before.size === 0) return false;
  const after = countWords(added);
  return [...before].some(([word, count]) => count > (after.get(word) ?? 0));
}

/** Fewer plugs than before; one in place of another is no loss by itself. */
function losesPlug(removed: readonly string[], added: readonly string[]): boolean {
  const plugs = (lines: readonly string[]) => lines.filter((line) => PLUG.test(line)).length;
  return plugs(removed) > plugs(added);
}

function countWords(lines: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) {
    for (const [word] of [...line.matchAll(GUARD), ...line.matchAll(SESSION_OPTION)]) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

function allows(lines: readonly string[]): number {
  return lines.filter((line, index) => ALLOWS.test(line) || (ALLOWING_HEAD.test(line) && answersTrue(lines, index))).length;
}

/** A function body that is `true` and nothing else. */
function answersTrue(lines: readonly string[], head: number): boolean {
  const body = lines.slice(head + 1, lines.indexOf("end", head)).filter((line) => !line.startsWith("_ ="));
  return body.length === 1 && body[0] === "true";
}
