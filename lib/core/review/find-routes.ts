import { toCodeLines } from "./elixir-code";

/** A route as the router's text writes it out. */
export type WrittenRoute = {
  /** Macro in capitals, for example `POST`, `LIVE`, `RESOURCES`. */
  readonly verb: string;
  /** Full path, the prefixes of the scopes around it joined. */
  readonly path: string;
  /** Line in the file, 1-based. */
  readonly line: number;
};

const ROUTE = /^(get|post|put|patch|delete|options|head|live|forward|resources|resource)[ (]\s*"([^"]*)"/;
const MATCH = /^match[ (][^",]{1,80},\s*"([^"]*)"/;
const SCOPE_PATH = /^scope[ (]\s*\[?(?:path:\s*)?"([^"]*)"/;
const SCOPE_OPTION = /\bpath:\s*"([^"]*)"/;

/**
 * The routes a Phoenix router writes out, in file order, with the prefixes of their scopes.
 *
 * Follows `do` and `end`, not indentation: the installer puts its scopes at column zero. Routes made by macros
 * are not seen.
 */
export function findRoutes(path: string, text: string): readonly WrittenRoute[] {
  const prefixes: string[] = [];
  const routes: WrittenRoute[] = [];
  let header = "";
  for (const { number, text: line } of toCodeLines(path, text)) {
    if (/^end\b/.test(line)) prefixes.pop();
    const route = parseRoute(line);
    if (route) routes.push({ verb: route.verb, path: joinPath([...prefixes, route.path]), line: number });
    if (/^scope\b/.test(line)) header = "";
    if (/^scope\b/.test(line) || header.startsWith("scope")) header = `${header} ${line}`.trim().slice(0, 1_000);
    if (/(^|[\s)\]])do$/.test(line)) {
      prefixes.push(header.startsWith("scope") ? scopePath(header) : route?.verb === "RESOURCES" ? route.path : "");
      header = "";
    } else if (/\bfn\b/.test(line) && !/\bend\b/.test(line)) {
      prefixes.push("");
    } else if (/\bdo:/.test(line)) {
      header = "";
    }
  }
  return routes;
}

/** A path with its segments joined by single slashes and none at the end. */
export function joinPath(parts: readonly string[]): string {
  return `/${parts
    .flatMap((part) => part.split("/"))
    .filter(Boolean)
    .join("/")}`;
}

function parseRoute(line: string): { readonly verb: string; readonly path: string } | undefined {
  const [, verb, path] = ROUTE.exec(line) ?? [];
  if (verb !== undefined && path !== undefined) return { verb: verb.toUpperCase(), path };
  const matched = MATCH.exec(line)?.[1];
  return matched === undefined ? undefined : { verb: "MATCH", path: matched };
}

function scopePath(header: string): string {
  return SCOPE_PATH.exec(header)?.[1] ?? SCOPE_OPTION.exec(header)?.[1] ?? "";
}
