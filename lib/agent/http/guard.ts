import { createHash, timingSafeEqual } from "node:crypto";
import type { HttpBindings } from "@hono/node-server";
import type { Context, MiddlewareHandler } from "hono";
import type { AgentError } from "@/lib/contract/agent-api";
import { answerError } from "./answer";

export type AgentEnvironment = { Bindings: Partial<HttpBindings>; Variables: { body: string } };

const BODY_LIMIT_BYTES = 1024 * 1024;
/** A checkpoint that moves 500 upgrades, with the way from each to the root. */
const WITNESS_LIMIT_BYTES = 4 * 1024 * 1024;

/**
 * Lets a request through only when it comes from the dashboard's server, in this order: Host, browser
 * marks, token, content type. Host comes first because a rebound page sends no other mark; no check
 * reads the body.
 */
export function guard(token: string, getPort: () => number): MiddlewareHandler<AgentEnvironment> {
  return async (c, next) => {
    c.header("X-Content-Type-Options", "nosniff");
    c.header("Cross-Origin-Resource-Policy", "same-origin");
    c.header("Cache-Control", "no-store");
    const refusal = findRefusal(c, token, getPort());
    return refusal ? answerError(c, refusal) : next();
  };
}

/** Reads the body before anything is done; refuses one that is too large, announced or not, breaks off or is no text. */
export const readBody: MiddlewareHandler<AgentEnvironment> = async (c, next) => {
  if (!hasBody(c)) return next();
  const limit = c.req.path === "/witness" ? WITNESS_LIMIT_BYTES : BODY_LIMIT_BYTES;
  const refusal: AgentError = { code: "too-large", message: `Expected at most ${limit} bytes; send less.` };
  if (Number(c.req.header("content-length") ?? 0) > limit) return answerError(c, refusal);
  try {
    const body = await readAtMost(c.req.raw.body, limit);
    if (body === null) return answerError(c, refusal);
    c.set("body", body);
  } catch {
    return answerError(c, { code: "bad-request", message: "The body broke off or is no UTF-8 text; send it again." });
  }
  return next();
};

async function readAtMost(stream: ReadableStream<Uint8Array> | null, limit: number): Promise<string | null> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let size = 0;
  for await (const piece of stream ?? []) {
    size += piece.length;
    if (size > limit) return null;
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}

function hasBody({ req }: Context<AgentEnvironment>): boolean {
  return req.method !== "GET" && req.method !== "HEAD";
}

function findRefusal(c: Context<AgentEnvironment>, token: string, port: number): AgentError | undefined {
  if (!isAllowedHost(c, port)) return { code: "wrong-host", message: `Expected the Host 127.0.0.1:${port}, localhost:${port} or [::1]:${port}, exactly once.` };
  const site = c.req.header("sec-fetch-site");
  if (c.req.header("origin") !== undefined || (site !== undefined && site !== "none")) {
    return { code: "forbidden-origin", message: "Requests from web pages are not answered; call the agent from the dashboard's server." };
  }
  if (!isToken(c.req.header("authorization"), token)) {
    return { code: "unauthorized", message: "Expected 'Authorization: Bearer' with the token in the agent's token file." };
  }
  if (hasBody(c) && !/^application\/json(; ?charset=utf-8)?$/i.test(c.req.header("content-type") ?? "")) {
    return { code: "not-json", message: "Expected the content type application/json." };
  }
  return undefined;
}

/** From the raw headers, since Node drops a second Host; from the URL when there is no socket, as in tests. */
function isAllowedHost(c: Context<AgentEnvironment>, port: number): boolean {
  const incoming = c.env?.incoming;
  const hosts = incoming ? listHosts(incoming.rawHeaders) : [new URL(c.req.url).host];
  if (incoming && !incoming.url?.startsWith("/")) return false;
  return hosts.length === 1 && [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`].includes(hosts[0] ?? "");
}

function listHosts(rawHeaders: readonly string[]): readonly string[] {
  return rawHeaders.filter((_value, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === "host");
}

/** Compares digests, so that neither content nor length shows in the time taken. */
function isToken(header: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(header ?? ""), digest(`Bearer ${token}`));
}
