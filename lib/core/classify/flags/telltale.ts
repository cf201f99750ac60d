/** Three characters that a pattern has, where they stand in it, and the pattern. */
type Telltale = readonly [mark: string, offset: number, pattern: string];

/** A name that is given a text of eight characters or more. */
const GIVEN_TEXT = `["']?\\s*(?::|=>|=)\\s*"[^"]{8}`;
const GIVEN = `["']?\\s*(?::|=>|=)`;

/** What every line has that may expose something; a line break counts as a blank. Marks are chosen to be rare in code. */
export const TELLTALES: readonly Telltale[] = [
  ["ecr", 1, `secret\\w*${GIVEN_TEXT}`],
  ["_ke", 0, `_key${GIVEN_TEXT}`],
  ["ssw", 2, `password${GIVEN_TEXT}`],
  ["ss_", 4, `access_token${GIVEN_TEXT}`],
  ["y--", 10, "private key-----"],
  ["kia", 1, "akia[0-9a-z]"],
  ["ghp", 0, "ghp_?-?[a-z0-9]{16}"],
  ["gho", 0, "gho_?-?[a-z0-9]{16}"],
  ["sk_", 0, "sk_live_?-?[a-z0-9]{16}"],
  ["xox", 0, "xox[bp]_?-?[a-z0-9]{16}"],
  ["64(", 6, "decode64\\("],
  ["64!", 6, "decode64!\\("],
  ["key", 0, `key["']?\\s*(?::|=>|=|\\s)\\s*"[a-z0-9+/_-]{42}`],
  ["sg.", 0, "\\bsg\\."],
  ["csp", 2, "gocspx-"],
  ["b_p", 5, "github_pat_"],
  ["lpa", 1, "glpat-"],
  ["aiz", 0, "aiza"],
  ["hse", 1, "whsec_"],
  ["rk_", 0, "rk_live_"],
  ["://", 0, `://[^\\s:/"@]*:[^\\s"@/]+@`],
  ["t_e", 2, `get_env\\(\\s*"\\w*(?:secret|key|token|password)`],
  ["rp_", 0, `rp_id${GIVEN}`],
  ["rpi", 0, `rpid${GIVEN}`],
  ["igi", 2, `origins?${GIVEN}`],
];

type Candidate = { readonly offset: number; readonly pattern: RegExp };

const CANDIDATES: readonly (readonly Candidate[])[] = group();
/** By the last three characters, five bits each, which makes upper and lower case one: the number of the candidates, 0 for none. */
const BY_MARK = tabulate();

/**
 * Whether a text has a telltale. One pass compares three characters at a time with the marks, and only where
 * one stands the pattern is tried: a single expression of all patterns takes four times as long, and an
 * upgrade may bring a million lines.
 */
export function hasTelltale(text: string): boolean {
  let last = 0;
  for (let at = 0; at < text.length; at += 1) {
    last = ((last << 5) | (text.charCodeAt(at) & 31)) & 0x7fff;
    const number = BY_MARK[last];
    if (number && isThere(text, at, number)) return true;
  }
  return false;
}

function isThere(text: string, end: number, number: number): boolean {
  return (CANDIDATES[number - 1] ?? []).some(({ offset, pattern }) => {
    const start = end - 2 - offset;
    if (start < 0) return false;
    pattern.lastIndex = start;
    return pattern.test(text);
  });
}

function group(): readonly (readonly Candidate[])[] {
  const groups = new Map<number, Candidate[]>();
  for (const [mark, offset, pattern] of TELLTALES) {
    const key = toKey(mark);
    groups.set(key, [...(groups.get(key) ?? []), { offset, pattern: new RegExp(pattern, "iy") }]);
  }
  return [...groups.values()];
}

function tabulate(): Uint8Array {
  const table = new Uint8Array(0x8000);
  const keys = [...new Set(TELLTALES.map(([mark]) => toKey(mark)))];
  for (const [at, key] of keys.entries()) table[key] = at + 1;
  return table;
}

function toKey(mark: string): number {
  return [...mark].reduce((key, letter) => ((key << 5) | (letter.charCodeAt(0) & 31)) & 0x7fff, 0);
}
