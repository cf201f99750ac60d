import type { ProbeResult } from "@/lib/contract/agent-api";

const LIMIT_MS = 10_000;
const BODY_LIMIT_BYTES = 64 * 1024;

/** One plain GET to a served app; redirects are reported, not followed. */
export async function probe(port: number, path: string, signal: AbortSignal): Promise<ProbeResult> {
  const startedAt = performance.now();
  const finish = (answer: Omit<ProbeResult, "path" | "durationMs">): ProbeResult => ({
    path,
    durationMs: Math.round(performance.now() - startedAt),
    ...answer,
  });
  try {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]),
    });
    return finish({ status: response.status, title: findTitle(await readStart(response)), error: null });
  } catch (error) {
    return finish({ status: null, title: null, error: describeError(error) });
  }
}

async function readStart(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const piece of response.body ?? []) {
    text += decoder.decode(piece, { stream: true });
    if (text.length >= BODY_LIMIT_BYTES) break;
  }
  return text;
}

function findTitle(html: string): string | null {
  const title = /<title[^>]*>([^<]*)</i.exec(html)?.[1]?.replace(/\s+/g, " ").trim();
  return title ? title.slice(0, 200) : null;
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
