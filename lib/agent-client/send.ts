import type { z } from "zod";
import { agentErrorSchema, type AgentError } from "@/lib/contract/agent-api";
import { err, ok, type Result } from "@/lib/core/result";

/** The agent could not be asked, or what answered is no agent of this version. */
export type Unreachable = { readonly code: "unreachable"; readonly message: string };
/** Why a call has no answer: the agent said no, or nothing usable came back. */
export type AgentCallError = AgentError | Unreachable;

/** Where an agent is and how to call it. */
export type Connection = { readonly baseUrl: string; readonly token: string; readonly fetch: typeof fetch };

export type Call = {
  readonly method?: "GET" | "POST";
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
};

const TIMEOUT_MS = 30_000;

/** Calls the agent and checks the answer against the schema. */
export async function sendJson<Schema extends z.ZodType>(
  connection: Connection,
  schema: Schema,
  path: string,
  call: Call = {},
): Promise<Result<z.infer<Schema>, AgentCallError>> {
  const response = await send(connection, path, call);
  if (!response.ok) return response;
  const parsed = schema.safeParse(await readJson(response.value));
  return parsed.success ? ok(parsed.data) : unreachable(connection, `answered ${path} with something else than expected: ${describeIssue(parsed.error)}`);
}

/** Calls the agent; an answer that is no success becomes its refusal. */
export async function send(connection: Connection, path: string, call: Call): Promise<Result<Response, AgentCallError>> {
  const { method = "GET", body, signal, timeoutMs = TIMEOUT_MS } = call;
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const response = await connection.fetch(toUrl(connection.baseUrl, path, call.query), {
      method,
      cache: "no-store",
      redirect: "error",
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      headers: { authorization: `Bearer ${connection.token}`, ...(method === "POST" ? { "content-type": "application/json" } : {}) },
      ...(method === "POST" ? { body: JSON.stringify(body ?? {}) } : {}),
    });
    if (response.ok) return ok(response);
    const refusal = agentErrorSchema.safeParse(await readJson(response));
    return refusal.success ? err(refusal.data) : unreachable(connection, `answered ${path} with status ${response.status} and no reason`);
  } catch (error) {
    return unreachable(connection, `does not answer: ${describeFailure(error)}`);
  }
}

/** A call that came to nothing for a reason the agent did not give. */
export function unreachable({ baseUrl }: Connection, what: string): { readonly ok: false; readonly error: Unreachable } {
  return { ok: false, error: { code: "unreachable", message: `The agent at ${baseUrl} ${what}.` } };
}

/** In words, with the cause that `fetch` hides. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}

function toUrl(baseUrl: string, path: string, query: Call["query"] = {}): string {
  const url = new URL(path, baseUrl);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value));
  return url.href;
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

function describeIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return `${issue?.path.join(".") || "(whole)"}: ${issue?.message ?? "invalid"}`;
}
