import type { Random } from "@/lib/core/diff/create-random";
import { RECOGNISERS } from "@/lib/core/lane/lane";
import { recogniseFindings } from "@/lib/core/lane/recognise/recognise-findings";
import { parseAnsi } from "@/lib/browser/log/parse-ansi";
import { findLines, NO_LINES, readFurther, withOpenLine } from "@/components/log/log-lines";
import type { Target } from "./target";
import { hostileText, pick } from "./values";

/** Beginnings that the recognisers know, so that what follows meets their patterns. */
const KNOWN = [
  "* skipping injection for ",
  "* creating lib/shop/",
  "* creating priv/repo/data_migrations/",
  "Refusing to run: dirty working tree ",
  "Injection failed: ",
  "CLOAK_KEY ",
  "  sigra 0.3.4 => ",
  "  a".padEnd(80, "a"),
  "version solving failed ",
  "12 tests, ",
  "1 doctest, 2 properties, 3 tests, 4 failures, 5 excluded, ",
  "  1) test ",
  "     test/a_test.exs:",
  "Paths given to `mix test` did not match any directory/file: ",
  "** (Mix) ",
  "** (",
  "warning: ",
  "        warning: ",
  "    └─ lib/a.ex:",
  "  lib/a.ex:12: ",
  "Migrations already up",
  "[info] == Running 2025 Shop.Repo.Migrations.A.change/0 forward",
  "\u001b[",
  "\u001b]0;",
];
const FLOODS = [
  "\r",
  "\u001b[31m",
  "\u001b[",
  "\u001b]",
  "\u001b[38;5;",
  ";",
  " ",
  "\t",
  "a",
  "1",
  "(",
  ":",
  ", ",
  "1 test, ",
  "\u202e",
  "\0",
  "é",
  "\r\n",
  "\n",
  "└─ ",
  "\x9b",
];
const WIDEST = 70_000;
const MOST_BYTES = 150_000;

/** Logs as a hostile program writes them: read for findings and drawn as lines, in time in proportion to their length. */
export const logs: Target = {
  name: "logs",
  make: (random) => {
    const bytes = makeLog(random);
    const recogniser = pick(random, RECOGNISERS);
    return () => {
      const log = new TextDecoder().decode(bytes);
      const count = recogniseFindings(recogniser, { log, exitCode: random(2) }).length;
      const half = log.slice(0, random(log.length + 1));
      const lines = withOpenLine(readFurther(readFurther(NO_LINES, half), log), log);
      const shown = lines.flatMap(({ text, from }) => parseAnsi(text, from).parts).filter(({ kind }) => kind === "text");
      findLines(lines, hostileText(random));
      if (shown.some(({ text }) => text.includes("\u001b"))) return "an escape character would be shown as it is";
      return count > 200 ? "more findings than a record may hold" : undefined;
    };
  },
};

function makeLog(random: Random): Buffer {
  const pieces: Buffer[] = [];
  // What is longer takes longer; that its time grows no faster than its length shows here as well.
  const size = () => pieces.reduce((sum, { length }) => sum + length, 0);
  for (let line = 1 + random(30); line > 0 && size() < MOST_BYTES; line -= 1)
    pieces.push(makeLine(random), Buffer.from(pick(random, ["\n", "\n", "\n", "\r\n", "\r", ""])));
  return Buffer.concat(pieces);
}

function makeLine(random: Random): Buffer {
  const start = Buffer.from(random(3) === 0 ? "" : pick(random, KNOWN));
  switch (random(6)) {
    case 0:
      return Buffer.concat([start, Buffer.from(pick(random, FLOODS).repeat(random(400)))]);
    case 1:
      return random(5) > 0 ? start : Buffer.concat([start, Buffer.from(pick(random, FLOODS).repeat(WIDEST)).subarray(0, WIDEST + random(WIDEST))]);
    case 2:
      return Buffer.concat([start, Buffer.from(Array.from({ length: random(300) }, () => random(256)))]);
    case 3:
      return Buffer.concat([start, Buffer.from(hostileText(random)), Buffer.from(pick(random, KNOWN))]);
    case 4:
      return Buffer.from(pick(random, KNOWN).repeat(1 + random(200)));
    default:
      return Buffer.concat([start, Buffer.from(hostileText(random))]);
  }
}
