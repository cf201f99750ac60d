import { err, ok, type Result } from "@/lib/core/result";
import { describeFailure, send, unreachable, type AgentCallError, type Call, type Connection } from "./send";

/** A piece of a log or output. */
export type Chunk = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Size of the whole as it is now. */
  readonly size: number;
  /** Whether it will not grow any more; always true for blobs. */
  readonly ended: boolean;
};

/** Reads bytes, with the whole's size from the header of its kind. */
export async function readChunk(connection: Connection, path: string, kind: "log" | "output" | "blob", call: Call): Promise<Result<Chunk, AgentCallError>> {
  const response = await send(connection, path, call);
  if (!response.ok) return response;
  const { headers } = response.value;
  const sizeHeader = `x-${kind}-size`;
  const size = headers.get(sizeHeader);
  if (size === null || !/^\d+$/.test(size)) return unreachable(connection, `answered ${path} without ${sizeHeader}`);
  try {
    const bytes = new Uint8Array(await response.value.arrayBuffer());
    return ok({ bytes, size: Number(size), ended: (headers.get(`x-${kind}-ended`) ?? "true") === "true" });
  } catch (error) {
    return unreachable(connection, `stopped in the middle of ${path}: ${describeFailure(error)}`);
  }
}

/** Reads everything, chunk by chunk. */
export async function readWhole(readAt: (offset: number) => Promise<Result<Chunk, AgentCallError>>): Promise<Result<Uint8Array<ArrayBuffer>, AgentCallError>> {
  const pieces: Uint8Array[] = [];
  let offset = 0;
  for (;;) {
    const chunk = await readAt(offset);
    if (!chunk.ok) return err(chunk.error);
    pieces.push(chunk.value.bytes);
    offset += chunk.value.bytes.length;
    if (offset >= chunk.value.size || chunk.value.bytes.length === 0) return ok(join(pieces, offset));
  }
}

function join(pieces: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
