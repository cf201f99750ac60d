import type { z } from "zod";
import { refusalSchema } from "@/lib/contract/dashboard-api";
import { err, ok, type Result } from "@/lib/core/result";

/** A "no" from the dashboard, or the news that it could not be reached. */
export type BrowserRefusal = z.infer<typeof refusalSchema> | { readonly code: "unreachable"; readonly message: string; readonly details: readonly string[] };

export type RequestOptions = {
  readonly method?: "GET" | "POST";
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /** Goes on when the page is left. */
  readonly keepalive?: boolean;
};

/** Asks the person to prove who they are; whether they did. */
type AskProof = () => Promise<boolean>;
let askProof: AskProof | null = null;

/** Names who asks for a proof when the dashboard wants one; returns how to stop. */
export function onProofNeeded(ask: AskProof): () => void {
  askProof = ask;
  return () => {
    if (askProof === ask) askProof = null;
  };
}

/**
 * Sends a request to the dashboard's own API and checks the answer. Where the dashboard wants a proof first, the
 * person is asked for it and the same request goes out once more, so that nothing that was written is lost.
 */
export async function send<Schema extends z.ZodType>(schema: Schema, path: string, init?: RequestOptions): Promise<Result<z.infer<Schema>, BrowserRefusal>> {
  const result = await sendOnce(schema, path, init);
  if (result.ok || result.error.code !== "prove-again" || !askProof || !(await askProof())) return result;
  return sendOnce(schema, path, init);
}

async function sendOnce<Schema extends z.ZodType>(schema: Schema, path: string, init?: RequestOptions): Promise<Result<z.infer<Schema>, BrowserRefusal>> {
  const response = await fetchJson(path, init);
  if (!response) return err({ code: "unreachable", message: "The dashboard did not answer. Nothing was changed; try again.", details: [] });
  if (response.ok) return ok(schema.parse(response.body));
  const refusal = refusalSchema.safeParse(response.body);
  return err(refusal.success ? refusal.data : { code: "internal", message: `The dashboard answered ${response.status}.`, details: [] });
}

/** As `send`, for queries: a refusal becomes an error with its sentence. @throws RefusalError */
export async function load<Schema extends z.ZodType>(schema: Schema, path: string, signal?: AbortSignal): Promise<z.infer<Schema>> {
  const result = await send(schema, path, signal ? { signal } : {});
  if (!result.ok) throw new RefusalError(result.error);
  return result.value;
}

export class RefusalError extends Error {
  readonly refusal: BrowserRefusal;
  constructor(refusal: BrowserRefusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** Browsers let only small bodies outlive their page. */
const KEEPALIVE_CHARACTERS = 15_000;

async function fetchJson(path: string, init: RequestOptions = {}) {
  try {
    const { body, method = body === undefined ? "GET" : "POST", signal } = init;
    const text = body === undefined ? undefined : JSON.stringify(body);
    const response = await fetch(path, {
      method,
      ...(init.keepalive && text !== undefined && text.length < KEEPALIVE_CHARACTERS ? { keepalive: true } : {}),
      ...(signal ? { signal } : {}),
      ...(text === undefined ? {} : { body: text, headers: { "content-type": "application/json" } }),
    });
    const parsed: unknown = await response.json().catch(() => undefined);
    return { ok: response.ok, status: response.status, body: parsed };
  } catch (error) {
    if (init.signal?.aborted) throw error;
    return undefined;
  }
}
