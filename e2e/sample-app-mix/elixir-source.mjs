import { TaskFailure } from "./output.mjs";

const CLOSERS = { "(": ")", "[": "]", "{": "}", "<": ">" };
const TRIPLE = /^("""|''')/;
const SIGIL = /^~([a-z]|[A-Z]+)("""|'''|[([{<"'/|])/;

/**
 * Elixir text with comments, strings and sigils blanked out; line breaks, code
 * and the code inside interpolations stay where they are.
 */
export function blankLiterals(text) {
  const out = text.split("");
  let index = 0;

  const blank = (from, to) => {
    for (let at = from; at < to; at += 1) if (text[at] !== "\n") out[at] = " ";
  };

  const skipString = (start, close, interpolates) => {
    let from = start;
    while (index < text.length && !text.startsWith(close, index)) {
      if (text[index] === "\\") index += 2;
      else if (interpolates && text.startsWith("#{", index)) {
        blank(from, index + 2);
        index += 2;
        skipCode("}");
        from = index - 1;
      } else index += 1;
    }
    index = Math.min(index + close.length, text.length);
    blank(from, index);
  };

  const skipCode = (closer) => {
    let depth = 0;
    while (index < text.length) {
      const rest = text.slice(index, index + 12);
      const sigil = SIGIL.exec(rest);
      const triple = TRIPLE.exec(rest);
      const start = index;
      if (rest[0] === "#") {
        while (index < text.length && text[index] !== "\n") index += 1;
        blank(start, index);
      } else if (rest[0] === "?" && !/[\w)\]]/.test(text[index - 1] ?? "")) {
        index += rest[1] === "\\" ? 3 : 2;
        blank(start, index);
      } else if (sigil) {
        index += sigil[0].length;
        skipString(start, CLOSERS[sigil[2]] ?? sigil[2], /[a-z]/.test(sigil[1]));
      } else if (triple || rest[0] === '"' || rest[0] === "'") {
        const quote = triple?.[0] ?? rest[0];
        index += quote.length;
        skipString(start, quote, true);
      } else {
        if (rest[0] === "{") depth += 1;
        if (rest[0] === "}" && closer && depth === 0) {
          index += 1;
          return;
        }
        if (rest[0] === "}") depth -= 1;
        index += 1;
      }
    }
  };

  skipCode(null);
  return out.join("");
}

/**
 * The `do … end` and `fn … end` blocks of a file, outermost first, each with
 * its header line and its 1-based line numbers.
 *
 * @throws TaskFailure for an `end` too many or too few.
 */
export function parseBlocks(path, text) {
  const lines = blankLiterals(text).split("\n");
  const open = [];
  const blocks = [];
  for (const [offset, line] of lines.entries()) {
    for (const [word] of line.matchAll(/(?<![\w.:@&?!])(do|fn|end)(?![\w?!]|:(?!:))/g)) {
      if (word !== "end") {
        const block = { header: line, startLine: offset + 1, endLine: 0, parent: open.at(-1) ?? null, opener: word };
        blocks.push(block);
        open.push(block);
        continue;
      }
      const block = open.pop();
      if (!block) {
        throw new TaskFailure("SyntaxError", `${path}:${offset + 1}: unexpected reserved word: end`);
      }
      block.endLine = offset + 1;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) {
    const message = `missing terminator: end (for "${unclosed.opener}" starting at line ${unclosed.startLine})`;
    throw new TaskFailure("SyntaxError", `${path}:${lines.length}: ${message}`);
  }
  return blocks;
}
