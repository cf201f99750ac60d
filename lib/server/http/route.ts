import "server-only";
import type { z } from "zod";
import { isWellFormed } from "@/lib/core/canonical-json";
import type { Person } from "@/lib/core/people/person";
import type { Result } from "@/lib/core/result";
import type { Refusal, RefusalCode } from "@/lib/core/upgrade/refusal";
import { container } from "@/lib/server/container";
import { type CurrentSession, SignInRequired } from "@/lib/server/session";
import { findStorageProblem } from "@/lib/server/storage/find-storage-problem";
import { STORAGE_TEXT, type StorageProblemKind } from "@/lib/core/storage-problem";
import { BadRequest, checkWrite } from "./check-write";

type Context<Params> = { readonly params: Promise<Params> };
type Handler<Params> = (request: Request, params: Params) => Promise<Response>;

/** A route's error boundary: expected refusals keep their code and sentence, everything else is a plain 500. */
export function route<Params = Record<string, never>>(handler: Handler<Params>) {
  return async (request: Request, context: Context<Params>): Promise<Response> => {
    try {
      if (request.method !== "GET" && request.method !== "HEAD") checkWrite(request, container().env.publicUrl);
      return await handler(request, await context.params);
    } catch (error) {
      return toErrorResponse(error, request);
    }
  };
}

/** The person behind a request, from a session row read now. @throws SignInRequired */
export function requirePerson(request: Request): Promise<Person> {
  return container().sessions.requirePerson(request.headers);
}

/** The session behind a request, with when its person last proved who they are. @throws SignInRequired */
export function requireSession(request: Request): Promise<CurrentSession> {
  return container().sessions.requireSession(request.headers);
}

/**
 * Refuses tries beyond a limit. Addresses can be made up by anyone who reaches the port, so a key names a person or
 * a door, never an address.
 *
 * @throws BadRequest with status 429
 */
export async function requireRate(key: string, limit: { readonly max: number; readonly windowMs: number }): Promise<void> {
  const { rateLimits, now } = container();
  const waitMs = await rateLimits.hit(key, limit, now());
  if (waitMs > 0) throw new BadRequest(`Too many tries in a row. Wait ${Math.ceil(waitMs / 1_000)} seconds, then try again.`, [], 429);
}

const MAX_BODY_BYTES = 1_048_576;

/** A JSON body of a known shape. @throws BadRequest naming the field, what was expected and what came. */
export async function parseBody<Schema extends z.ZodType>(request: Request, schema: Schema, mostBytes = MAX_BODY_BYTES): Promise<z.output<Schema>> {
  const text = await readText(request, mostBytes);
  let body: unknown;
  try {
    body = JSON.parse(text, requireWholeCharacters);
  } catch {
    throw new BadRequest("Expected JSON in the body, with texts of whole characters.");
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new BadRequest(
    "The request is not what was expected.",
    parsed.error.issues.slice(0, 10).map(({ path, message }) => `${path.join(".") || "body"}: ${message}`),
  );
}

/** `\ud800` on its own is JSON and yet no text that a record can be sealed over. */
function requireWholeCharacters(key: string, value: unknown): unknown {
  if (!isWellFormed(key) || (typeof value === "string" && !isWellFormed(value))) throw new Error("half of a surrogate pair");
  return value;
}

/** A body whose length was not announced is counted while it comes. */
async function readText(request: Request, mostBytes: number): Promise<string> {
  const tooLarge = new BadRequest(`Expected at most ${mostBytes} bytes.`, [], 413);
  if (Number(request.headers.get("content-length") ?? 0) > mostBytes) throw tooLarge;
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const piece of request.body ?? []) {
      size += piece.length;
      if (size > mostBytes) throw tooLarge;
      pieces.push(piece);
    }
  } catch (error) {
    throw error === tooLarge ? tooLarge : brokenOff();
  }
  return Buffer.concat(pieces).toString("utf8");
}

function brokenOff(): BadRequest {
  return new BadRequest("The body broke off; send it again.");
}

/** What Node says of a request whose sender hung up: nothing here has failed, whoever was reading it. */
function isHangUp(error: unknown): boolean {
  return error instanceof Error && error.message === "aborted" && "code" in error && error.code === "ECONNRESET";
}

/** The answer to a service's result. */
export function respond<Value>(result: Result<Value, Refusal>, toBody: (value: Value) => unknown): Response {
  return result.ok ? json(toBody(result.value)) : refusalResponse(result.error, statusOf(result.error.code));
}

/** A JSON answer that nobody may keep. */
export function json(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: { "cache-control": "private, no-store" } });
}

export function refusalResponse(refusal: { readonly code: string; readonly message: string; readonly details: readonly string[] }, status: number): Response {
  return json({ code: refusal.code, message: refusal.message, details: refusal.details }, status);
}

function toErrorResponse(error: unknown, request: Request): Response {
  if (error instanceof SignInRequired)
    return refusalResponse({ code: "not-signed-in", message: "Your session has ended. Sign in again; nothing was changed.", details: [] }, 401);
  if (error instanceof BadRequest)
    return refusalResponse({ code: error.status === 429 ? "too-often" : "bad-input", message: error.message, details: error.details }, error.status);
  if (isHangUp(error)) return toErrorResponse(brokenOff(), request);
  container().logger.error({ error, path: new URL(request.url).pathname }, "a request failed");
  const problem = findStorageProblem(error);
  if (problem) return storageResponse(problem);
  return refusalResponse({ code: "internal", message: "The dashboard could not do that. Nothing was recorded; try again.", details: [] }, 500);
}

/** The answer to a write that cannot be done at present; nothing of it was kept. */
export function storageResponse(kind: StorageProblemKind): Response {
  const { title, what } = STORAGE_TEXT[kind];
  return refusalResponse({ code: "storage-unavailable", message: `${title}; nothing was recorded. ${what}`, details: [] }, 503);
}

const STATUSES: Partial<Record<RefusalCode, number>> = {
  "not-found": 404,
  "not-allowed": 403,
  "bad-input": 400,
  "bad-evidence": 400,
  "agent-unreachable": 503,
};

function statusOf(code: RefusalCode): number {
  return STATUSES[code] ?? 409;
}
