const HERE = "http://here.invalid";

/** Where to go after signing in: a path of this site, and the fleet for anything else. */
export function toSafePath(next: string | readonly string[] | undefined): string {
  if (typeof next !== "string" || !next.startsWith("/")) return "/";
  try {
    // Read as a browser reads it, which takes `//host`, `/\host` and tabs for the start of another site.
    const url = new URL(next, HERE);
    const isHere = url.origin === HERE && !url.pathname.startsWith("//") && !/^\/(?:sign-in|api)(?:\/|$)/.test(url.pathname);
    return isHere ? `${url.pathname}${url.search}${url.hash}` : "/";
  } catch {
    return "/";
  }
}
