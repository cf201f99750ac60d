import { readText } from "./project.mjs";
import { blankLiterals } from "./elixir-source.mjs";

const ROUTE = /^\s*(get|post|put|patch|delete|live)\(?\s*"([^"]*)"\s*,\s*([\w.]+)/;

/**
 * The routes written out in the host's router, with the prefixes of the scopes
 * around them. Routes that come out of macros are not seen.
 */
export function listRoutes(project) {
  const text = readText(project, `lib/${project.app}_web/router.ex`) ?? "";
  const code = blankLiterals(text).split("\n");
  const prefixes = [];
  const routes = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (/^\s*end\b/.test(code[index])) prefixes.pop();
    if (/\bdo\s*$/.test(code[index])) prefixes.push(/^\s*scope\(?\s*"([^"]*)"/.exec(line)?.[1] ?? "");
    const [, verb, path, target] = code[index].trim() === "" ? [] : (ROUTE.exec(line) ?? []);
    if (verb)
      routes.push({
        method: verb === "live" ? "GET" : verb.toUpperCase(),
        path: joinPath([...prefixes, path]),
        target,
      });
  }
  return routes;
}

/** The route that serves a request; a HEAD is served as a GET. */
export function findRoute(routes, method, path) {
  const wanted = method === "HEAD" ? "GET" : method;
  return routes.find((route) => route.method === wanted && toPattern(route.path).test(path));
}

function joinPath(parts) {
  return `/${parts
    .flatMap((part) => part.split("/"))
    .filter(Boolean)
    .join("/")}`;
}

function toPattern(path) {
  const segments = path.split("/").map((segment) => (segment.startsWith(":") ? "[^/]+" : segment.replace(/[^\w-]/g, "\\$&")));
  return new RegExp(`^${segments.join("/")}/?$`);
}
