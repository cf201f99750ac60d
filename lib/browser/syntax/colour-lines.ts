import { createLowlight } from "lowlight";
import { type LineTokens, TOKENS, type Token } from "@/lib/core/review/to-spans";
import { GRAMMARS } from "./grammars";
import type { LanguageName } from "./language-of";

const lowlight = createLowlight(GRAMMARS);

/** What a grammar's scopes look like; null takes the colour of what is around away. */
const LOOKS: Readonly<Record<string, Token | null>> = {
  keyword: "key",
  built_in: "key",
  "selector-tag": "mod",
  string: "str",
  regexp: "str",
  regex: "str",
  link: "str",
  code: "str",
  char: "str",
  subst: null,
  symbol: "atom",
  attr: "atom",
  attribute: "atom",
  property: "atom",
  variable: "atom",
  bullet: "atom",
  "selector-class": "atom",
  "selector-id": "atom",
  "selector-attr": "atom",
  "selector-pseudo": "atom",
  title: "mod",
  type: "mod",
  name: "mod",
  section: "mod",
  comment: "com",
  quote: "com",
  number: "num",
  literal: "num",
};

type Node = { readonly type: string; readonly value?: string; readonly properties?: { readonly className?: unknown }; readonly children?: readonly Node[] };

/**
 * The colours of consecutive lines, line by line. A text or comment that goes on over several lines keeps its colour;
 * what began before the first line is not known.
 */
export function colourLines(language: LanguageName, lines: readonly string[]): readonly LineTokens[] {
  const tokens: number[][] = lines.map(() => []);
  let line = 0;
  let column = 0;

  function add(text: string, look: Token | null): void {
    for (const [index, part] of text.split("\n").entries()) {
      if (index > 0) {
        line += 1;
        column = 0;
      }
      if (look !== null && part.trim() !== "") addTo(tokens[line], column, column + part.length, TOKENS.indexOf(look));
      column += part.length;
    }
  }

  function walk(node: Node, look: Token | null): void {
    if (node.type === "text") add(node.value ?? "", look);
    const own = lookOf(node.properties?.className);
    for (const child of node.children ?? []) walk(child, own === undefined ? look : own);
  }

  walk(lowlight.highlight(language, lines.join("\n")), null);
  return tokens;
}

function addTo(line: number[] | undefined, from: number, to: number, token: number): void {
  if (!line) return;
  const isSame = line.at(-1) === token && line.at(-2) === from;
  if (isSame) line[line.length - 2] = to;
  else line.push(from, to, token);
}

function lookOf(className: unknown): Token | null | undefined {
  if (!Array.isArray(className)) return undefined;
  const scope = String(className[0]).replace(/^hljs-/, "");
  return scope in LOOKS ? LOOKS[scope] : undefined;
}
