import { createServer } from "node:http";
import { requireCompiles } from "./compile.mjs";
import { MixError, say, sayError } from "./output.mjs";
import { readText } from "./project.mjs";
import { findRoute, listRoutes } from "./routes.mjs";

/** `mix phx.server`: serves one small page per route of the router until it is told to end. */
export async function phxServer(project) {
  await requireCompiles(project);
  requireCloakKey(project);
  const routes = listRoutes(project);
  const server = createServer((request, response) => respond(routes, request, response));
  const port = await listen(server, project);
  await say(`[info] Running ${project.module}Web.Endpoint with Bandit at 127.0.0.1:${port} (http)`);
  await say(`[info] Access ${project.module}Web.Endpoint at http://127.0.0.1:${port}`);
  await new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, resolve);
  });
  await sayError("[notice] SIGTERM received - shutting down");
  server.closeAllConnections();
  server.close();
  return 0;
}

/** A supervised vault reads its key while starting, so a host without one cannot boot. */
function requireCloakKey(project) {
  const { app, module } = project;
  const application = readText(project, `lib/${app}/application.ex`) ?? "";
  const isSupervised = new RegExp(`^\\s*\\{?${module}\\.Vault\\b`, "m").test(application);
  const hasVault = readText(project, `lib/${app}/vault.ex`) !== null;
  if (!isSupervised || !hasVault || process.env.CLOAK_KEY) return;
  throw new MixError(
    [
      `Could not start application ${app}: ${module}.Application.start(:normal, []) returned an error: shutdown: failed to start child: ${module}.Vault`,
      "    ** (EXIT) an exception was raised:",
      '        ** (System.EnvError) could not fetch environment variable "CLOAK_KEY" because it is not set',
    ].join("\n"),
  );
}

function listen(server, project) {
  const wanted = Number(process.env.PORT ?? 4000);
  return new Promise((resolve, reject) => {
    server.once("error", (error) =>
      reject(
        new MixError(
          error.code === "EADDRINUSE"
            ? `Running ${project.module}Web.Endpoint with Bandit at http failed, port ${wanted} already in use`
            : `Running ${project.module}Web.Endpoint failed: ${error.message}`,
        ),
      ),
    );
    server.listen(wanted, "127.0.0.1", () => resolve(server.address().port));
  });
}

function respond(routes, request, response) {
  const path = new URL(request.url ?? "/", "http://127.0.0.1").pathname;
  const route = findRoute(routes, request.method ?? "GET", path);
  const status = route ? 200 : 404;
  const html = route ? page(route, routes) : notFound(request.method, path);
  response.writeHead(status, { "content-type": "text/html; charset=utf-8" });
  response.end(request.method === "HEAD" ? undefined : html);
  void say(`[info] ${request.method} ${path}\n[info] Sent ${status}`);
}

/** Lists what lies below the route, so that a new way to sign in shows on the sign-in page. */
function page(route, routes) {
  const below = routes.filter(({ path }) => path.startsWith(`${route.path}/`));
  const links = below.map(({ method, path }) => `<li>${method} <a href="${escapeHtml(path)}">${escapeHtml(path)}</a></li>`).join("");
  const title = `${route.method} ${route.path}`;
  return `<!doctype html><html lang="en"><head><title>${escapeHtml(title)}</title></head><body><h1>${escapeHtml(title)}</h1><p>Served by ${escapeHtml(route.target)} (stand-in)</p><ul>${links}</ul></body></html>\n`;
}

function notFound(method, path) {
  return `<!doctype html><html lang="en"><head><title>Not Found</title></head><body><p>no route found for ${escapeHtml(`${method} ${path}`)}</p></body></html>\n`;
}

function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
