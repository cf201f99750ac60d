import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server } from "node:http";

/** An address that is no text: what asks for it is told so. */
const NO_ADDRESS = "/%ff";

/**
 * Gives requests that Next would answer with a bare 500 an address that is refused with a sentence: a method that no
 * request object can have, an address that does not begin with a slash, and, since nothing here speaks anything but
 * HTTP, a wish to speak something else.
 */
export function refuseOddRequests(): void {
  const seen = new WeakSet<Server>();
  subscribe("http.server.request.start", (message) => {
    const { request, server } = message as { readonly request: IncomingMessage; readonly server: Server };
    if (!seen.has(server)) {
      seen.add(server);
      // Without a listener, Node answers such a request as any other.
      server.removeAllListeners("upgrade");
    }
    if (request.method !== "TRACE" && request.method !== "CONNECT" && request.url?.startsWith("/")) return;
    request.method = "GET";
    request.url = NO_ADDRESS;
  });
}
