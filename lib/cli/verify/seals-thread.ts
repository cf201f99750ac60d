import { parentPort, Worker, workerData } from "node:worker_threads";
import { toFileSource } from "./byte-source";
import type { Archive } from "./read-archive";
import { verifySeals, type Seals } from "./verify-seals";

/** An archive in a file that is open in this process, in values that go to another thread. */
type FiledArchive = Pick<Archive, "statement" | "publicKey" | "entries"> & { readonly descriptor: number; readonly size: number };

/**
 * Has the seals of an archive verified by another thread, which runs `script`.
 *
 * @throws what the thread threw, or when it ended without an answer.
 */
export function startSealsThread(
  script: URL,
  { source, statement, publicKey, entries, descriptor }: Archive & { readonly descriptor: number },
): Promise<Seals> {
  const archive: FiledArchive = { statement, publicKey, entries, descriptor, size: source.size };
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData: archive });
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`expected an answer from the thread, it ended with ${code}`)));
  });
}

/** What the script does in the thread. */
export async function serveSealsThread(): Promise<void> {
  const { descriptor, size, ...archive }: FiledArchive = workerData;
  parentPort?.postMessage(await verifySeals({ ...archive, source: toFileSource(descriptor, size) }));
}
