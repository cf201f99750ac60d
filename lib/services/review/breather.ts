/** Work between two breathers of the event loop. */
const SLICE_MS = 5;

/** Lets other work in when a slice of time is used up. @throws the signal's reason when it is aborted */
export function createBreather(signal?: AbortSignal, sliceMs: number = SLICE_MS): () => Promise<void> {
  let until = performance.now() + sliceMs;
  return async () => {
    signal?.throwIfAborted();
    if (performance.now() < until) return;
    await new Promise((resolve) => setTimeout(resolve));
    until = performance.now() + sliceMs;
  };
}
