import type { Finding } from "@/lib/core/lane/finding";
import type { LogLine } from "./log-lines";
import { findingAt, type Output, recogniseCompileError, recogniseMixError, recogniseUnknownOption } from "./recognised";

const WARNING = /^\s{0,8}warning: (.*)$/;
/** Elixir before 1.10 and Erlang sources: the place comes first. */
const PLACED_WARNING = /^(\S{1,500}?:\d{1,9})(?::\d{1,9})?: [Ww]arning: (.*)$/;
/** Elixir 1.10 to 1.14: two blanks, then the place. */
const PLACE = /^ {2}(\S{1,500}?\.[a-z]{2,6}:\d{1,9})(?::\d{1,9})?(?::|$)/;
/** Since Elixir 1.15: a drawn corner, then the place. */
const DRAWN_PLACE = /^\s*└─ (\S{1,500}?:\d{1,9})(?::\d{1,9})?(?::|$)/;

/** What `--warnings-as-errors` ends with. Elixir before 1.15 prints it alone when earlier steps compiled the files. */
const STOPPED = "Compilation failed due to warnings";

type Warning = { readonly line: LogLine; readonly text: string; readonly place: string };

/**
 * Each compiler warning with its place (v1.0 guide, section 5: every warning holds up the release). They block when
 * the compilation failed over them and ask for care when it did not. One warning printed twice counts once.
 */
export function recogniseWarnings({ lines, exitCode }: Output): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  let open: Warning | null = null;
  const close = (place: string): void => {
    if (open === null) return;
    const warning: Warning = { ...open, place };
    open = null;
    const key = `${warning.place}\n${warning.text}`;
    if (!seen.has(key)) findings.push(toFinding(warning, exitCode));
    seen.add(key);
  };
  for (const line of lines) {
    const started = startWarning(line);
    if (started) {
      close("");
      open = started;
      if (started.place !== "") close(started.place);
      continue;
    }
    const place = open === null ? undefined : (DRAWN_PLACE.exec(line.text) ?? PLACE.exec(line.text))?.[1];
    if (place !== undefined) close(place);
    if (line.text.startsWith(STOPPED)) {
      close("");
      if (findings.length === 0) findings.push(toUnprinted(line));
    }
    const other = recogniseCompileError(line) ?? recogniseUnknownOption(line) ?? recogniseMixError(line);
    if (other) findings.push(other);
  }
  close("");
  return findings;
}

function startWarning(line: LogLine): Warning | undefined {
  const text = WARNING.exec(line.text)?.[1];
  if (text !== undefined) return { line, text, place: "" };
  const [, place, placed] = PLACED_WARNING.exec(line.text) ?? [];
  return place === undefined || placed === undefined ? undefined : { line, text: placed, place };
}

function toUnprinted(line: LogLine): Finding {
  return findingAt(line, {
    kind: "warning",
    severity: "block",
    title: "Warnings stopped the compilation, and none of them is printed again",
    detail: "An earlier step compiled the files and printed them in its log. To see them here, run the alternative that compiles everything anew.",
  });
}

function toFinding({ line, text, place }: Warning, exitCode: number | null): Finding {
  return findingAt(line, {
    kind: "warning",
    severity: exitCode === 0 ? "care" : "block",
    title: place === "" ? text : `${place}: ${text}`,
    detail: exitCode === 0 ? "The compilation went on. Look whether the upgrade brought it." : "Warnings stop the release until they are dealt with.",
    subject: place,
  });
}
