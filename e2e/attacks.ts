import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type BrowserContext, expect, type Page, type Request } from "@playwright/test";
import { REPOSITORY } from "./world";

/** A name that the browser of these tests resolves to this machine. */
export const FOREIGN_NAME = "evil.test";

/** An element and what it runs, wherever the text is taken for HTML; without spaces, so that a file or a branch can be called that. */
export function toAttack(name: string): string {
  return `<img/src=x/data-attack=${name}/onerror=window.ran=1>`;
}

/** The same for places that take any text: it also closes scripts and attributes, and tries other ways of running. */
export function toLongAttack(name: string): string {
  return `${toAttack(name)}</script></title><script data-attack=${name}>window.ran=1</script>"'><svg/onload=window.ran=1> [x](javascript:window.ran=1)`;
}

/** What a page made of the texts: which became elements or ran, and which a person can read. */
export type Sight = { readonly taken: readonly string[]; readonly shown: readonly string[] };

/** Looks for elements, attributes and links of the attacks, for their effect, and for their texts. */
export function lookFor(page: Page, names: readonly string[]): Promise<Sight> {
  return page.evaluate<Sight>(`(() => {
    const elements = [...document.querySelectorAll("[data-attack]")].map((element) => element.getAttribute("data-attack"));
    const handlers = [...document.querySelectorAll("[onerror], [onload], a[href^='javascript:' i]")].map((element) => element.outerHTML.slice(0, 80));
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
    let text = [...document.querySelectorAll("input, textarea")].map(({ value }) => value).join("\\n");
    while (walker.nextNode()) if (!/^(SCRIPT|STYLE)$/.test(walker.currentNode.parentElement?.tagName ?? "")) text += walker.currentNode.data;
    return {
      taken: [...new Set([...elements, ...handlers, ...(window.ran === 1 ? ["it ran"] : [])])],
      shown: ${JSON.stringify(names)}.filter((name) => text.includes("data-attack=" + name)),
    };
  })()`);
}

/** A small server of a test's own. */
export type Site = { readonly url: string; readonly close: () => void };

/** Does everything that this product does not: texts as HTML, no policy, writes and reads for anybody under any name. */
export function startNaiveTwin(texts: readonly string[]): Promise<Site> {
  return listen(
    createServer((request, response) => {
      response.setHeader("access-control-allow-origin", request.headers.origin ?? "*");
      response.setHeader("access-control-allow-credentials", "true");
      response.setHeader("access-control-allow-headers", "content-type");
      if (request.method === "OPTIONS") response.statusCode = 204;
      else response.setHeader("content-type", "text/html");
      response.end(
        request.method === "OPTIONS" ? undefined : `<!doctype html><title>twin</title><h1>Fleet</h1>${texts.map((text) => `<p>${text}</p>`).join("")}`,
      );
    }),
  );
}

/** A page of somebody else on this machine: under its address a browser counts it as the same site as the dashboard, under a foreign name it does not. */
export function startForeignSite(html: string): Promise<Site> {
  return listen(
    createServer((_, response) => {
      response.setHeader("content-type", "text/html");
      response.end(`<!doctype html><title>foreign</title>${html}`);
    }),
  );
}

function listen(server: Server): Promise<Site> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      resolve({
        url: `http://127.0.0.1:${port}`,
        close: () => {
          server.closeAllConnections();
          server.close();
        },
      });
    });
  });
}

/** The same address by the name that somebody else owns. */
export function underForeignName(url: string): string {
  return url.replace("127.0.0.1", FOREIGN_NAME);
}

/** Addresses of the app's files of one kind, with something in the place of each parameter. */
export function listPaths(kind: "route.ts" | "page.tsx", parameters: Readonly<Record<string, string>>, exported = ""): readonly string[] {
  const root = join(REPOSITORY, "app");
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => (path === kind || path.endsWith(`/${kind}`)) && readFileSync(join(root, path), "utf8").match(`export .*${exported}`))
    .map((path) => `/${path.slice(0, -kind.length)}`.replace(/\/\([^)]+\)/g, "").replace(/(?<=.)\/$/, ""))
    .map((path) => path.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => parameters[name] ?? "1"));
}

/** What a page of somebody else can send without being asked first, and what it would have to ask for. */
const SENDING = `(urls, body) => {
  const send = (url, init) => fetch(url, { method: "POST", body, ...init }).catch(() => {});
  for (const url of urls) {
    send(url, { mode: "no-cors", credentials: "include" });
    send(url, { mode: "no-cors", credentials: "omit" });
    send(url, { credentials: "include", headers: { "content-type": "application/json" } });
    send(url, { mode: "no-cors", credentials: "include", body: new URLSearchParams({ body }) });
    for (const enctype of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
      const frame = document.createElement("iframe");
      frame.name = "frame" + document.querySelectorAll("iframe").length;
      document.body.append(frame);
      const form = document.body.appendChild(document.createElement("form"));
      Object.assign(form, { method: "post", enctype, action: url, target: frame.name });
      const field = form.appendChild(document.createElement("input"));
      Object.assign(field, { name: body.slice(0, -1) + ',"x":"', value: '"}' });
      form.submit();
    }
  }
}`;
/** How many ways of sending there are. */
const WAYS_OF_SENDING = 7;

/** Sends every way to every address from a page of somebody else; how each was answered, 0 where the browser did not let it through. */
export async function sendFromAfar(context: BrowserContext, from: string, urls: readonly string[], body: unknown): Promise<readonly number[]> {
  const page = await context.newPage();
  const statuses = new Map<Request, number>();
  const note = (request: Request, status: number) => {
    if (request.method() === "POST" && !statuses.has(request)) statuses.set(request, status);
  };
  page.on("response", (response) => note(response.request(), response.status()));
  page.on("requestfailed", (request) => note(request, 0));
  await page.goto(from);
  await page.evaluate(`(${SENDING})(${JSON.stringify(urls)}, ${JSON.stringify(JSON.stringify(body))})`);
  await expect.poll(() => statuses.size, { message: "every way was tried at every address", timeout: 180_000 }).toBe(urls.length * WAYS_OF_SENDING);
  await page.close();
  return [...statuses.values()];
}

/** What of these addresses a page can read; the address of each that it could. */
export async function readFromAfar(context: BrowserContext, from: string, urls: readonly string[]): Promise<readonly string[]> {
  const page = await context.newPage();
  await page.goto(from);
  const read = await page.evaluate<readonly string[]>(`Promise.all(${JSON.stringify(urls)}.map(async (url) => {
    const stop = new AbortController();
    const answer = await fetch(url, { credentials: "include", signal: stop.signal }).catch(() => undefined);
    stop.abort();
    return answer?.ok ? url : "";
  })).then((all) => all.filter((url) => url !== ""))`);
  await page.close();
  return read;
}

/** Which of these addresses can be shown in a frame of somebody else's page. */
export async function frameFromAfar(context: BrowserContext, urls: readonly string[]): Promise<readonly string[]> {
  const site = await startForeignSite(urls.map((url) => `<iframe src="${url}"></iframe>`).join(""));
  const page = await context.newPage();
  await page.goto(underForeignName(site.url), { waitUntil: "load" });
  const frames = page.frames().filter((frame) => frame !== page.mainFrame());
  // A frame of another process is known before what became of it.
  await expect.poll(() => frames.filter((frame) => ["", "about:blank"].includes(frame.url())).length).toBe(0);
  const framed = frames.filter((frame) => !frame.url().startsWith("chrome-error:"));
  const shown = framed.map((frame) => frame.url());
  await page.close();
  site.close();
  return shown;
}
