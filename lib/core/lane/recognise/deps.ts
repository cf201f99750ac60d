import type { Finding } from "@/lib/core/lane/finding";
import type { LogLine } from "./log-lines";
import { findingAt, type ExpectedPackage, type Output, parseError, recogniseEach, recogniseMixError, recogniseUnknownOption } from "./recognised";
import { compareSeries } from "./series";

const PACKAGE = /^ {2}([a-z][a-z0-9_]{0,80}) (?:(\d[^\s]{0,60}) => )?(\d[^\s]{0,60})(.*)$/;

/** What `mix deps.get` resolved for the lane's library (section 1 of both guides). */
export function recogniseDeps({ lines, expected }: Output): Finding[] {
  const library = expected?.package ?? "sigra";
  return recogniseEach(lines, (line) => {
    const [, name, from, version, rest] = PACKAGE.exec(line.text) ?? [];
    if (name === library && version !== undefined) return recogniseVersion(line, { library, from, version, rest: rest ?? "" }, expected);
    if (isUnresolved(line.text)) return [toUnresolved(line, library)];
    if (parseError(line.text)?.message === "Hex dependency resolution failed") return [];
    return recogniseUnknownOption(line) ?? recogniseMixError(line);
  });
}

type Resolved = { readonly library: string; readonly from: string | undefined; readonly version: string; readonly rest: string };

function recogniseVersion(line: LogLine, { library, from, version, rest }: Resolved, expected: ExpectedPackage | null): Finding[] {
  const locked = findingAt(line, {
    kind: "locked-version",
    severity: "note",
    title: from === undefined ? `${library} is locked at ${version}` : `${library} went from ${from} to ${version}`,
    detail: "As mix.lock has it now.",
    subject: version,
  });
  const newer = /available|newer/i.test(rest) ? [toNewer(line, library, `${library} ${version} is not the newest line:${rest}`, version)] : [];
  const order = expected === null ? 0 : compareSeries(version, expected.series);
  if (expected === null || order === 0) return [locked, ...newer];
  if (order > 0) return [locked, toNewer(line, library, `${library} ${version} is newer than this lane, which leads to ${expected.series}`, version)];
  const wrong = findingAt(line, {
    kind: "wrong-series",
    severity: "block",
    title: `${library} ${version} is not on the ${expected.series} line`,
    detail: "The bump in mix.exs did not take effect. Look at the requirement, and at other dependencies that hold the library back.",
    subject: version,
  });
  return [locked, wrong, ...newer];
}

function toNewer(line: LogLine, library: string, title: string, version: string): Finding {
  return findingAt(line, {
    kind: "newer-line",
    severity: "care",
    title,
    detail: `What the registry offers decides which line of ${library} is current. Finish this lane only if you mean to stop at its line first.`,
    subject: version,
  });
}

/** The sentence of the version solver; it names both the app and the package. */
function isUnresolved(text: string): boolean {
  return text.includes("version solving failed") || /doesn't match any versions/.test(text);
}

function toUnresolved(line: LogLine, library: string): Finding {
  return findingAt(line, {
    kind: "wrong-series",
    severity: "block",
    title: line.text.trim(),
    detail: `No version of ${library} fits what mix.exs and the other dependencies ask for. mix.lock is unchanged.`,
    subject: library,
  });
}
