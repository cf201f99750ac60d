import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { z } from "zod";
import type { AgentError } from "@/lib/contract/agent-api";
import { err, ok, type Result } from "@/lib/core/result";

const STATUSES: Readonly<Partial<Record<AgentError["code"], ContentfulStatusCode>>> = {
  "bad-request": 400,
  unauthorized: 401,
  "forbidden-origin": 403,
  "outside-roots": 403,
  "not-found": 404,
  "unknown-app": 404,
  "too-large": 413,
  "not-json": 415,
  "wrong-host": 421,
  internal: 500,
  stopping: 503,
};

/** A refusal as a response; 409 for everything that the state of things forbids. */
export function answerError(c: Context, { code, message }: AgentError): Response {
  return c.json({ code, message }, STATUSES[code] ?? 409);
}

/** A result as a response. */
export function answer<Value extends object>(c: Context, result: Result<Value, AgentError>, status: ContentfulStatusCode = 200): Response {
  return result.ok ? c.json(result.value, status) : answerError(c, result.error);
}

/** The body, checked; the message names the bad field. */
export function parseBody<Schema extends z.ZodType>(text: string, schema: Schema): Result<z.infer<Schema>, AgentError> {
  try {
    return check(schema, JSON.parse(text), "body");
  } catch {
    return err({ code: "bad-request", message: "Expected a JSON body." });
  }
}

/** The query parameters, checked. */
export function parseQuery<Schema extends z.ZodType>(c: Context, schema: Schema): Result<z.infer<Schema>, AgentError> {
  return check(schema, c.req.query(), "query");
}

function check<Schema extends z.ZodType>(schema: Schema, value: unknown, where: string): Result<z.infer<Schema>, AgentError> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return err({ code: "bad-request", message: `${where}: ${issue?.path.join(".") || "(whole)"}: ${issue?.message ?? "invalid"}` });
}
