import { parentPort, Worker, workerData } from "node:worker_threads";
import { toFileSource } from "./byte-source";
import type { Archive } from "./read-archive";
import { verifySeals, type Seals } from "./verify-seals";

/** An archive in a file that is open in this process, in values that go to another thread. */
type FiledArchive = Pick<Archive, "statement" | "publicKey" | "entries"> & {
  readonly descriptor: number;
  readonly size: number;
  /** One number, which becomes 1 when the other thread has done its part. */
  readonly isFree: Int32Array;
};

/** The work of the other thread; `tellFree` tells it that this one has done its part. */
export type SealsThread = { readonly seals: Promise<Seals>; readonly tellFree: () => void };

/**
 * Has the seals of an archive verified by another thread, which runs `script`.
 *
 * The answer is rejected with what the thread threw, or when it ended without one.
 */
export function startSealsThread(script: URL, { source, statement, publicKey, entries, descriptor }: Archive & { readonly descriptor: number }): SealsThread {
  const isFree = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const archive: FiledArchive = { statement, publicKey, entries, descriptor, size: source.size, isFree };
  const seals = new Promise<Seals>((resolve, reject) => {
    const worker = new Worker(script, { workerData: archive });
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`expected an answer from the thread, it ended with ${code}`)));
  });
  return { seals, tellFree: () => void Atomics.store(isFree, 0, 1) };
}

/** What the script does in the thread. */
export async function serveSealsThread(): Promise<void> {
  const { descriptor, size, isFree, ...archive }: FiledArchive = workerData;
  parentPort?.postMessage(await verifySeals({ ...archive, source: toFileSource(descriptor, size) }, () => Atomics.load(isFree, 0) === 1));
}
