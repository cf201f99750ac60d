import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Row, RowLine } from "@/lib/contract/review-api";
import { colourLines } from "./colour-lines";
import { type Colourer, createSyntaxStore, type SyntaxAnswer, type SyntaxRequest } from "./syntax-store";

const line = (kind: RowLine[0], text: string): RowLine => [kind, kind === 1 ? 0 : 1, kind === 2 ? 0 : 1, text, [], 0, false];

/** A worker that answers when it is told to. */
function aColourer() {
  const requests: SyntaxRequest[] = [];
  let answer: (answer: SyntaxAnswer) => void = () => undefined;
  let fail: () => void = () => undefined;
  const colourer: Colourer = {
    post: (request) => void requests.push(request),
    listen: (onAnswer, onError) => {
      answer = onAnswer;
      fail = onError;
    },
  };
  return {
    colourer,
    requests,
    answerLast: () => {
      const { id, language, sides } = requests.at(-1) ?? { id: 0, language: "elixir" as const, sides: [] };
      answer({ id, sides: sides.map((lines) => colourLines(language, lines)) });
    },
    fail: () => fail(),
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the colours of the pieces on a page", () => {
  it("are found for both sides apart, so that a text over several lines is one on each", () => {
    const { colourer, requests, answerLast } = aColourer();
    const store = createSyntaxStore(() => colourer);
    const rows = [line(0, 'x = """'), line(2, "was"), line(1, '"""'), line(1, "end"), line(0, '"""')];

    store.want("a.ex", rows);
    answerLast();

    expect(requests).toMatchObject([
      {
        language: "elixir",
        sides: [
          ['x = """', "was", '"""'],
          ['x = """', '"""', "end", '"""'],
        ],
      },
    ]);
    const colours = store.get(rows);
    expect(rows.slice(1, 4).map((row) => colours?.get(row))).toEqual([
      [0, 3, 1],
      [0, 3, 1],
      [0, 3, 0],
    ]);
  });

  it("are found in rows of two columns as in one", () => {
    const { colourer, requests, answerLast } = aColourer();
    const store = createSyntaxStore(() => colourer);
    const [left, right] = [line(0, '"same"'), line(0, '"same"')];
    const rows: readonly Row[] = [
      [left, right],
      [line(2, "was"), line(1, "now")],
      [null, line(1, "more")],
    ];

    store.want("a.ex", rows);
    answerLast();

    expect(requests).toMatchObject([
      {
        sides: [
          ['"same"', "was"],
          ['"same"', "now", "more"],
        ],
      },
    ]);
    expect([left, right].map((same) => store.get(rows)?.get(same))).toEqual([
      [0, 6, 1],
      [0, 6, 1],
    ]);
  });

  it("wait until the page stands still, and are not asked for what is gone by then", () => {
    const { colourer, requests } = aColourer();
    const store = createSyntaxStore(() => colourer);
    store.move();
    const forget = store.want("a.ex", [line(1, "passed by")]);
    store.want("a.ex", [line(1, "stays")]);
    forget();
    store.move();
    expect(requests).toEqual([]);

    vi.advanceTimersByTime(100);

    expect(requests).toMatchObject([{ sides: [[], ["stays"]] }]);
  });

  it("come one piece after the other, and tell whoever shows them", () => {
    const { colourer, requests, answerLast } = aColourer();
    const store = createSyntaxStore(() => colourer);
    let told = 0;
    store.subscribe(() => (told += 1));
    const pieces = [[line(1, "one")], [line(1, "two")]];
    for (const rows of pieces) store.want("a.ex", rows);
    expect(requests).toHaveLength(1);

    answerLast();
    answerLast();

    expect(requests).toHaveLength(2);
    expect(told).toBe(2);
    expect(pieces.every((rows) => store.get(rows) !== undefined)).toBe(true);
  });

  it("come first for what is before the reader, also when something else was asked for later", () => {
    const { colourer, requests, answerLast } = aColourer();
    const store = createSyntaxStore(() => colourer);
    store.move();
    store.want("a.ex", [line(1, "ahead")], () => 2);
    store.want("a.ex", [line(1, "in view")], () => 0);
    store.want("a.ex", [line(1, "below")], () => 1);

    vi.advanceTimersByTime(100);
    answerLast();
    answerLast();

    expect(requests.map(({ sides }) => sides[1])).toEqual([["in view"], ["below"], ["ahead"]]);
  });

  it("are left out for a language without a grammar and where no worker can be had", () => {
    const { colourer, requests, fail } = aColourer();
    const store = createSyntaxStore(() => colourer);
    store.want("Makefile", [line(1, "all:")]);
    expect(requests).toEqual([]);

    store.want("a.ex", [line(1, "end")]);
    fail();
    store.want("b.ex", [line(1, "end")]);

    expect(requests).toHaveLength(1);
    const without = createSyntaxStore(() => {
      throw new Error("no workers here");
    });
    expect(() => without.want("a.ex", [line(1, "end")])).not.toThrow();
  });
});
