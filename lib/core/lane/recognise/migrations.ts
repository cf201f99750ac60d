import type { Finding } from "@/lib/core/lane/finding";
import type { LogLine } from "./log-lines";
import { findingAt, type Output, parseError, recogniseCompileError, recogniseUnknownOption } from "./recognised";

const RUNNING = /== Running (\d{1,20}) ([\w.]{1,300})\.(?:up|down|change)\/\d/;
const MIGRATED = /== Migrated (\d{1,20}) in ([\d.]{1,20}s)/;

type Running = { readonly line: LogLine; readonly version: string; readonly name: string };

/**
 * Each migration Ecto ran, with its time (section 4 of both guides), and the one it stopped in: what ran before a
 * failure stays in the database.
 */
export function recogniseMigrations({ lines }: Output): Finding[] {
  const findings: Finding[] = [];
  let running: Running | null = null;
  for (const line of lines) {
    const started = parseRunning(line);
    if (started) {
      if (running !== null) findings.push(toUnfinished(running));
      running = started;
      continue;
    }
    const [, version, time] = MIGRATED.exec(line.text) ?? [];
    if (version !== undefined && time !== undefined) {
      findings.push(toRun(line, version, running?.version === version ? running.name : "", time));
      running = null;
      continue;
    }
    const other = recogniseLine(line, running);
    if (other) findings.push(other);
    if (other?.kind === "migration-failed") running = null;
  }
  if (running !== null) findings.push(toUnfinished(running));
  return findings;
}

function parseRunning(line: LogLine): Running | undefined {
  const [, version, module] = RUNNING.exec(line.text) ?? [];
  if (version === undefined || module === undefined) return undefined;
  return { line, version, name: module.split(".").at(-1) ?? module };
}

function recogniseLine(line: LogLine, running: Running | null): Finding | undefined {
  if (line.text.includes("Migrations already up")) {
    return findingAt(line, {
      kind: "migrations-up-to-date",
      severity: "note",
      title: "No migration was waiting",
      detail: "Right on a second run. On the first, check that the task wrote its migrations and that this is the folder they are in.",
    });
  }
  const error = parseError(line.text);
  if (!error) return recogniseCompileError(line) ?? recogniseUnknownOption(line);
  if (error.message.startsWith("Could not invoke task")) return undefined;
  return findingAt(line, {
    kind: "migration-failed",
    severity: "block",
    title: running === null ? `${error.name}: ${error.message}` : `${running.version} ${running.name} failed: ${error.message}`,
    detail: "Migrations that ran before it stay in the database. The log has the rest.",
    subject: running?.version ?? "",
  });
}

function toRun(line: LogLine, version: string, name: string, time: string): Finding {
  return findingAt(line, {
    kind: "migration-run",
    severity: "note",
    title: `${[version, name].filter(Boolean).join(" ")} ran in ${time}`,
    detail: "It is in the database now.",
    subject: version,
  });
}

function toUnfinished({ line, version, name }: Running): Finding {
  return findingAt(line, {
    kind: "migration-failed",
    severity: "block",
    title: `${version} ${name} began and did not finish`,
    detail: "The log ends without saying that it ran. Look at the database before trying again.",
    subject: version,
  });
}
