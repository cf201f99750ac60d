type Params = Readonly<Record<string, string | readonly string[]>>;
type Handler = (request: Request, context: { readonly params: Promise<Params> }) => Promise<Response>;

/** Route modules by their folder below `app/api`, for example `upgrades/[upgradeId]/commands`. */
export type RouteFiles = Readonly<Record<string, Readonly<Record<string, Handler | undefined>>>>;

/** Route files behind one function, matched by their folders as Next does. */
export function toFetch(files: RouteFiles): (request: Request) => Promise<Response> {
  const routes = Object.entries(files).map(([folder, handlers]) => ({ segments: folder.split("/"), handlers }));
  // A fixed segment comes before a parameter, a parameter before the rest of a path.
  routes.sort((a, b) => rank(a.segments) - rank(b.segments));
  return async (request) => {
    const path = new URL(request.url).pathname.split("/").slice(2).map(decodeURIComponent);
    for (const { segments, handlers } of routes) {
      const params = match(segments, path);
      if (!params) continue;
      const handler = handlers[request.method];
      return handler ? handler(request, { params: Promise.resolve(params) }) : new Response("Method not allowed", { status: 405 });
    }
    return new Response("Not found", { status: 404 });
  };
}

function rank(segments: readonly string[]): number {
  return segments.reduce((sum, segment) => sum + (segment.startsWith("[...") ? 100 : segment.startsWith("[") ? 1 : 0), 0);
}

function match(segments: readonly string[], path: readonly string[]): Params | undefined {
  const params: Record<string, string | readonly string[]> = {};
  for (const [index, segment] of segments.entries()) {
    if (segment.startsWith("[...")) return { ...params, [segment.slice(4, -1)]: path.slice(index) };
    const given = path[index];
    if (given === undefined) return undefined;
    if (segment.startsWith("[")) params[segment.slice(1, -1)] = given;
    else if (segment !== given) return undefined;
  }
  return path.length === segments.length ? params : undefined;
}
