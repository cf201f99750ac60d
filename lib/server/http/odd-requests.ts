import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server } from "node:http";
import type { Socket } from "node:net";

/** An address that is no text, which the proxy refuses with a sentence. */
const NO_ADDRESS = "/%ff";

/**
 * Has requests refused with a sentence that Next would answer with a bare 500 or leave without an answer: a method that no
 * request object can have, an address that does not begin with a slash or cannot be decoded, and a wish to speak something
 * other than HTTP. A tunnel (CONNECT) is refused by Node itself.
 */
export function refuseOddRequests(): void {
  // Without a listener, Node answers a wish to upgrade as any other request; told of every connection before its first byte.
  subscribe("net.server.socket", (message) => {
    const { socket } = message as { readonly socket: Socket & { readonly server?: Server } };
    socket.server?.removeAllListeners("upgrade");
  });
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { readonly request: IncomingMessage };
    if (request.method !== "TRACE" && request.url?.startsWith("/") && isText(request.url)) return;
    request.method = "GET";
    request.url = NO_ADDRESS;
  });
}

/** Whether the path of an address can be decoded. */
function isText(address: string): boolean {
  try {
    decodeURIComponent(address.split("?", 1)[0] ?? "");
    return true;
  } catch {
    return false;
  }
}
