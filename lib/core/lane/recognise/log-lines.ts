/** A line of a log as a reader sees it: no colours, no control characters, no end of line. */
export type LogLine = {
  /** Counted from 1 over line feeds, as the log is shown. */
  readonly number: number;
  readonly text: string;
};

/** Longer lines are cut before anything is matched, so that no pattern meets an unbounded line. */
const MAX_LINE = 4_000;
// biome-ignore lint/suspicious/noControlCharactersInRegex: terminal sequences are made of control characters.
const ANSI = /\u001b(?:\[[0-9;:?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]+[0-~]|[@-Z\\^_])/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** The lines of a log that are not empty, one at a time. Takes time in proportion to the log's length, whatever it holds. */
export function* readLogLines(log: string): Generator<LogLine> {
  let number = 0;
  for (let start = 0; start <= log.length; ) {
    const next = log.indexOf("\n", start);
    const end = next === -1 ? log.length : next;
    number += 1;
    if (end > start) yield { number, text: clean(log.slice(start, Math.min(end, start + MAX_LINE))) };
    start = end + 1;
  }
}

function clean(line: string): string {
  return line.replace(ANSI, "").replace(CONTROL, "").trimEnd();
}
