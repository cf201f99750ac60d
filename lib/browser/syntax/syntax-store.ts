import type { Row, RowLine } from "@/lib/contract/review-api";
import type { LineTokens } from "@/lib/core/review/to-spans";
import { type LanguageName, languageOf } from "./language-of";

/** Lines to colour, the old side and the new side apart, so that a text over several lines keeps its colour on each. */
export type SyntaxRequest = { readonly id: number; readonly language: LanguageName; readonly sides: readonly (readonly string[])[] };
export type SyntaxAnswer = { readonly id: number; readonly sides: readonly (readonly LineTokens[])[] };

/** The colours of a piece, line by line. */
export type LineColours = ReadonlyMap<RowLine, LineTokens>;

/** What colours lines: a worker, so that nothing here ever waits. */
export type Colourer = {
  readonly post: (request: SyntaxRequest) => void;
  readonly listen: (onAnswer: (answer: SyntaxAnswer) => void, onError: () => void) => void;
};

export type SyntaxStore = {
  /** The colours of a piece's rows; undefined until they are known. */
  readonly get: (rows: readonly Row[]) => LineColours | undefined;
  /**
   * Asks for the colours of rows of a file; the returned function takes the wish back.
   * `rankOf` says how urgent they are, the lower the more; among equals the newest wish comes first.
   */
  readonly want: (path: string, rows: readonly Row[], rankOf?: () => number) => () => void;
  readonly subscribe: (listener: () => void) => () => void;
  /** While the page moves nothing is coloured. */
  readonly move: () => void;
};

/** How long the page has to stand still. */
const REST_MS = 40;
const UNCHANGED = 0;
const ADDED = 1;
const REMOVED = 2;

type Wish = { readonly path: string; readonly rankOf: () => number; count: number };
const NO_RANK = () => 0;

/** Keeps the colours of pieces for as long as their rows are kept, and asks for one piece after the other, the most urgent first. */
export function createSyntaxStore(createColourer: () => Colourer): SyntaxStore {
  const known = new WeakMap<readonly Row[], LineColours>();
  const wishes = new Map<readonly Row[], Wish>();
  const listeners = new Set<() => void>();
  let colourer: Colourer | null = null;
  let asked: { readonly id: number; readonly rows: readonly Row[]; readonly old: readonly RowLine[]; readonly fresh: readonly RowLine[] } | null = null;
  let lastId = 0;
  let rest: ReturnType<typeof setTimeout> | null = null;
  let isBroken = false;

  function giveUp(): void {
    isBroken = true;
    wishes.clear();
  }

  function open(): Colourer | null {
    try {
      const opened = createColourer();
      opened.listen(take, giveUp);
      return opened;
    } catch {
      giveUp();
      return null;
    }
  }

  function next(): void {
    if (asked || rest || isBroken) return;
    const [rows, wish] = findUrgent(wishes) ?? [];
    if (!rows || !wish) return;
    const language = languageOf(wish.path);
    if (!language) {
      wishes.delete(rows);
      next();
      return;
    }
    colourer ??= open();
    if (!colourer) return;
    const [old, fresh] = [linesOf(rows, ADDED), linesOf(rows, REMOVED)];
    lastId += 1;
    asked = { id: lastId, rows, old, fresh };
    colourer.post({ id: lastId, language, sides: [old, fresh].map((lines) => lines.map(([, , , text]) => text)) });
  }

  function take({ id, sides: [old = [], fresh = []] }: SyntaxAnswer): void {
    if (asked?.id !== id) return;
    const colours = new Map<RowLine, LineTokens>();
    asked.old.forEach((line, at) => {
      colours.set(line, old[at] ?? []);
    });
    asked.fresh.forEach((line, at) => {
      colours.set(line, fresh[at] ?? []);
    });
    for (const row of asked.rows) {
      if (isLine(row)) continue;
      const [left, right] = row;
      if (left && right && left[0] === UNCHANGED) colours.set(left, colours.get(right) ?? []);
    }
    known.set(asked.rows, colours);
    wishes.delete(asked.rows);
    asked = null;
    for (const listener of [...listeners]) listener();
    next();
  }

  return {
    get: (rows) => known.get(rows),
    want: (path, rows, rankOf = NO_RANK) => {
      if (known.has(rows) || isBroken) return () => undefined;
      const wish = wishes.get(rows) ?? { path, rankOf, count: 0 };
      wish.count += 1;
      wishes.set(rows, wish);
      next();
      return () => {
        wish.count -= 1;
        if (wish.count === 0) wishes.delete(rows);
      };
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    move: () => {
      if (rest) clearTimeout(rest);
      rest = setTimeout(() => {
        rest = null;
        next();
      }, REST_MS);
    },
  };
}

function findUrgent(wishes: ReadonlyMap<readonly Row[], Wish>): readonly [readonly Row[], Wish] | undefined {
  let found: readonly [readonly Row[], Wish] | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const entry of wishes) {
    const rank = entry[1].rankOf();
    if (rank > least) continue;
    least = rank;
    found = entry;
  }
  return found;
}

/** The lines of one side: those that are not of the other kind, each once. */
function linesOf(rows: readonly Row[], otherKind: RowLine[0]): readonly RowLine[] {
  const lines = rows.flatMap((row) => {
    if (isLine(row)) return [row];
    const [left, right] = row;
    return left && right && left[0] === UNCHANGED ? [right] : [left, right].filter((line) => line !== null);
  });
  return lines.filter(([kind]) => kind !== otherKind);
}

function isLine(row: Row): row is RowLine {
  return typeof row[0] === "number";
}
