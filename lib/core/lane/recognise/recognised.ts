import type { Finding } from "@/lib/core/lane/finding";
import type { LogLine } from "./log-lines";

/** What a recogniser is given: the log's lines, once, and how the program ended (null: by a signal). */
export type Output = {
  readonly lines: Iterable<LogLine>;
  readonly exitCode: number | null;
  /** Package and series the lane leads to, where the step knows them. */
  readonly expected: ExpectedPackage | null;
};

/** The library of a lane and the series it leads to, for example `sigra` and `1.0`. */
export type ExpectedPackage = { readonly package: string; readonly series: string };

type FindingParts = Omit<Finding, "line" | "subject"> & { readonly subject?: string };

/** A finding at a line of the log. */
export function findingAt(line: LogLine | null, { subject = "", title, ...parts }: FindingParts): Finding {
  return { ...parts, title: shorten(title), subject: shorten(subject), line: line?.number ?? null };
}

/** The findings of lines that speak for themselves. */
export function recogniseEach(lines: Iterable<LogLine>, recognise: (line: LogLine) => Finding | readonly Finding[] | undefined): Finding[] {
  const findings: Finding[] = [];
  for (const line of lines) {
    const found = recognise(line);
    if (found !== undefined) findings.push(...[found].flat());
  }
  return findings;
}

/** At most 300 characters of a text. */
export function shorten(text: string): string {
  return text.length > 300 ? `${text.slice(0, 299)}…` : text;
}

const MIX_ERROR = /^\*\* \(([\w.]{1,200})\) (.*)$/;
const UNKNOWN_OPTION = /^(--?[^\s:]{1,80}) : Unknown option/;
const UNKNOWN_OPTIONS = /unknown options? \[([^\]]{1,200})\]/;
const COMPILE_ERROR = /^== Compilation error in file (.{1,500}) ==$/;

/** The error line a task ends with, as kind and message. */
export function parseError(text: string): { readonly name: string; readonly message: string } | undefined {
  const [, name, message] = MIX_ERROR.exec(text) ?? [];
  return name === undefined || message === undefined ? undefined : { name, message };
}

/** An option the program does not know: Mix's own wording, or the option validation of a task. */
export function recogniseUnknownOption(line: LogLine): Finding | undefined {
  const option = UNKNOWN_OPTION.exec(line.text)?.[1] ?? toFlags(UNKNOWN_OPTIONS.exec(line.text)?.[1]);
  if (option === undefined) return undefined;
  return findingAt(line, {
    kind: "unknown-option",
    severity: "block",
    title: `The program does not know ${option}`,
    detail: "Nothing was run. Choose an alternative of this step without it, or an override in the agent's configuration.",
    subject: option,
  });
}

/** `:allow_dirty, :force` as the flags a person knows: `--allow-dirty, --force`. */
function toFlags(atoms: string | undefined): string | undefined {
  return atoms?.replace(/:(\w+)/g, (_, name: string) => `--${name.replaceAll("_", "-")}`);
}

/** A source file that does not compile. */
export function recogniseCompileError(line: LogLine): Finding | undefined {
  const file = COMPILE_ERROR.exec(line.text)?.[1];
  if (file === undefined) return undefined;
  return findingAt(line, {
    kind: "compile-error",
    severity: "block",
    title: `${file} does not compile`,
    detail: "The lines after this one say why. The step stopped here.",
    subject: file,
  });
}

/** An error no other rule explains. */
export function recogniseMixError(line: LogLine): Finding | undefined {
  const error = parseError(line.text);
  if (!error || error.message.startsWith("Could not invoke task")) return undefined;
  if (error.message.includes("CLOAK_KEY")) return toMissingKey(line);
  return findingAt(line, {
    kind: "mix-error",
    severity: "block",
    title: error.message === "" ? `Stopped with ${error.name}` : error.message,
    detail: `The step stopped with ${error.name}. The log has the rest.`,
  });
}

function toMissingKey(line: LogLine): Finding {
  return findingAt(line, {
    kind: "not-bootable",
    severity: "block",
    title: "The app does not start without CLOAK_KEY",
    detail: "Export a Base64 key of 32 random bytes as CLOAK_KEY in the agent's environment for this app, then try again.",
    subject: "CLOAK_KEY",
  });
}
