import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import type { Target } from "./measure";

const SOURCE = fileURLToPath(new URL("peers", import.meta.url));
const TYPES: Record<string, string> = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css" };
const PAGES: readonly (Omit<Target, "url"> & { readonly page: string })[] = [
  { name: "diff2html html()", page: "diff2html", scroller: "", line: ".d2h-code-line, .d2h-code-linenumber, .d2h-code-line-ctn" },
  { name: "react-diff-view", page: "react-diff-view", scroller: "", line: ".diff-line" },
  { name: "@pierre/diffs CodeView", page: "pierre", scroller: "#root > div", line: "[data-line]" },
];

export type Peers = { readonly targets: (patchFile: string) => Promise<readonly Target[]>; readonly close: () => void };

/** Installs and builds the pages of the peers in a folder of their own, and serves them with a patch. */
export async function servePeers(): Promise<Peers> {
  const folder = join(tmpdir(), "upgrade-review-bench", "peers-1");
  const built = join(folder, "dist");
  mkdirSync(folder, { recursive: true });
  cpSync(SOURCE, folder, { recursive: true });
  if (!existsSync(join(folder, "node_modules/@pierre/diffs"))) await execa("npm", ["install", "--no-audit", "--no-fund"], { cwd: folder });
  const inputs = PAGES.map(({ page }) => join(folder, `${page}.html`));
  writeFileSync(
    join(folder, "vite.config.mjs"),
    `export default ${JSON.stringify({ logLevel: "error", build: { target: "esnext", rollupOptions: { input: inputs } }, worker: { format: "es" } })};\n`,
  );
  await execa(process.execPath, [fileURLToPath(new URL("../../node_modules/vite/bin/vite.js", import.meta.url)), "build"], { cwd: folder });

  const servers: Server[] = [];
  return {
    targets: async (patchFile) => {
      const server = serve(built, patchFile);
      await once(server, "listening");
      servers.push(server);
      const address = server.address();
      if (address === null || typeof address === "string") throw new Error("expected a port");
      return PAGES.map(({ page, ...target }) => ({ ...target, url: `http://127.0.0.1:${address.port}/${page}.html` }));
    },
    close: () => {
      for (const server of servers) server.close();
    },
  };
}

function serve(root: string, patchFile: string): Server {
  return createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    if (pathname === "/patch") return void response.setHeader("content-type", "text/plain; charset=utf-8").end(readFileSync(patchFile));
    const file = join(root, pathname);
    if (!existsSync(file) || pathname === "/") return void response.writeHead(404).end();
    response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream").end(readFileSync(file));
  }).listen(0, "127.0.0.1");
}
