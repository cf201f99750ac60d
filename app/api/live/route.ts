import { container } from "@/lib/server/container";
import { requirePerson, route } from "@/lib/server/http/route";

const BEAT_MS = 20_000;

/** One stream of ids per browser; a comment now and then keeps it open. */
export const GET = route(async (request) => {
  await requirePerson(request);
  const { live } = container();
  const encoder = new TextEncoder();
  let close = (): void => {};
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string): void => controller.enqueue(encoder.encode(text));
      send("retry: 1000\n\n");
      const unsubscribe = live.subscribe((event) => send(`data: ${JSON.stringify(event)}\n\n`));
      const beat = setInterval(() => send(": still here\n\n"), BEAT_MS);
      close = () => {
        unsubscribe();
        clearInterval(beat);
      };
      request.signal.addEventListener("abort", () => close(), { once: true });
    },
    cancel: () => close(),
  });
  return new Response(stream, { headers: { "content-type": "text/event-stream", "cache-control": "private, no-store", "x-accel-buffering": "no" } });
});
