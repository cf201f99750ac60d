import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** One request as bytes on a connection of its own. */
export type RawRequest = {
  /** For people: what is odd about it. */
  readonly what: string;
  readonly pieces: readonly Buffer[];
  /** The last piece is not the end: the client hangs up after it. */
  readonly isCut: boolean;
};

/** What came back. `status` is null when nothing did. */
export type RawAnswer = { readonly status: number | null; readonly timedOut: boolean };

/** Far beyond what a busy machine needs; only what hangs takes so long. */
const PATIENCE_MS = 120_000;
const BETWEEN_PIECES_MS = 3;
/** Of an answer; a stream that never ends is left after its first bytes. */
const ENOUGH_BYTES = 2_000_000;

/** Sends a request and reads its answer to the end. */
export async function sendRaw(port: number, { pieces, isCut }: RawRequest): Promise<RawAnswer> {
  const socket = connect(port, "127.0.0.1");
  socket.setNoDelay(true);
  let head = "";
  let size = 0;
  let timedOut = false;
  const ended = new Promise<void>((resolve) => {
    const timer = setTimeout(() => {
      timedOut = true;
      socket.destroy();
    }, PATIENCE_MS);
    socket.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (head.length < 4_096) head += chunk.toString("latin1");
      if (size > ENOUGH_BYTES || /content-type: text\/event-stream/i.test(head)) socket.destroy();
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      clearTimeout(timer);
      resolve();
    });
  });
  for (const [index, piece] of pieces.entries()) {
    if (index > 0) await wait(BETWEEN_PIECES_MS);
    if (socket.destroyed) break;
    await new Promise<void>((resolve) => socket.write(piece, () => resolve()));
  }
  if (isCut) socket.destroy();
  await ended;
  const status = /^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1];
  return { status: status === undefined ? null : Number(status), timedOut };
}
