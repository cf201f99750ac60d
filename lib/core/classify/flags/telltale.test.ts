import { describe, expect, it } from "vitest";
import { hasTelltale, TELLTALES } from "./telltale";

/** All patterns as one expression, the plain way to ask. */
const PLAIN = new RegExp(TELLTALES.map(([, , pattern]) => pattern).join("|"), "i");

const PIECES = [
  ...["secret", "SECRET_KEY", "_key", "password", "access_token", "private key-----", "PRIVATE KEY-----", "AKIA7", "akia", "ghp_", "gho", "sk_live_"],
  ...["xoxb-", "decode64(", "decode64!(", "decode64", "key", "Key", "msg.", "sg.", "SG.", "gocspx-", "github_pat_", "glpat-", "AIza", "whsec_", "rk_live_"],
  ...[
    "://",
    "user:pass@host",
    "user",
    "@",
    ":",
    " = ",
    '"',
    "'",
    "=> ",
    "\n",
    " ",
    "get_env(",
    "rp_id",
    "rpId",
    "origin",
    "origins",
    "original",
    "a",
    "é",
    "ſ",
  ],
  ...["abcdefgh", "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGH", "token", "TOKEN"],
];

describe("looking for telltales", () => {
  it("finds what one expression of all patterns finds, in texts of any pieces", () => {
    const next = random(7);
    let found = 0;
    for (let round = 0; round < 20_000; round += 1) {
      const text = Array.from({ length: 1 + (next() % 7) }, () => PIECES[next() % PIECES.length]).join("");
      const expected = PLAIN.test(text);
      if (expected) found += 1;
      if (hasTelltale(text) !== expected) expect.fail(JSON.stringify(text));
    }
    expect(found).toBeGreaterThan(2_000);
  });

  it.each(TELLTALES.map(([mark, offset, pattern]) => ({ mark, offset, pattern })))("has $mark at $offset of $pattern", ({ mark, offset, pattern }) => {
    const literal = pattern.replace(/^\\b/, "").replaceAll("\\", "");
    expect(literal.slice(offset, offset + 3)).toBe(mark);
  });
});

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 8;
  };
}
