import { container } from "@/lib/server/container";
import { refusalResponse, requirePerson, respond, route } from "@/lib/server/http/route";
import { readLog } from "@/lib/services/read-log";

const WAIT_MS = 15_000;

/** A log from a byte offset on; `wait=1` holds the answer until there is more. */
export const GET = route<{ upgradeId: string; jobId: string }>(async (request, { upgradeId, jobId }) => {
  await requirePerson(request);
  const { searchParams } = new URL(request.url);
  const offset = Number(searchParams.get("offset") ?? 0);
  if (!Number.isSafeInteger(offset) || offset < 0)
    return refusalResponse({ code: "bad-input", message: `Expected a byte offset, got ${searchParams.get("offset")}.`, details: [] }, 400);
  const piece = await readLog(container(), upgradeId, jobId, offset, searchParams.get("wait") === "1" ? WAIT_MS : 0);
  if (!piece.ok) return respond(piece, () => ({}));
  const { bytes, size, ended } = piece.value;
  const download = searchParams.get("download") === "1" ? { "content-disposition": `attachment; filename="${jobId}.log"` } : {};
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'",
      "cache-control": "private, no-store",
      "x-log-size": String(size),
      "x-log-ended": String(ended),
      ...download,
    },
  });
});
