import "server-only";
import { readdir, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import type { BlobStore } from "@/lib/ports/blob-store";
import { blobFile, createFileBlobStore } from "../blobs/file-blob-store";

const HOUR_MS = 3_600_000;
/** What nobody has named in an answer for so long is not going to be. */
const KEPT_MS = 24 * HOUR_MS;

export type Uploads = BlobStore & {
  /** Removes what was uploaded long ago, and what a process that has died left half written. */
  readonly sweep: () => Promise<void>;
  /** Sweeps now and every hour. */
  readonly start: () => void;
};

/** What people have uploaded and no record names yet, in a folder of its own, so that what is forgotten can go without a look at anything else. */
export function createUploads(folder: string, { now, onFailure }: { readonly now: () => number; readonly onFailure: (error: unknown) => void }): Uploads {
  const files = createFileBlobStore(folder);

  async function sweep(): Promise<void> {
    for (const name of await readdir(folder, { recursive: true }).catch(() => [])) {
      const file = join(folder, name);
      const found = await stat(file).catch(() => undefined);
      if (found?.isFile() && now() - found.mtimeMs > KEPT_MS) await rm(file, { force: true });
    }
  }

  const sweepOrTell = () => void sweep().catch(onFailure);
  return {
    get: files.get,
    put: async (bytes) => {
      const digest = await files.put(bytes);
      // Uploaded again, it is as good as new.
      await utimes(blobFile(folder, digest), now() / 1_000, now() / 1_000);
      return digest;
    },
    sweep,
    start: () => {
      sweepOrTell();
      setInterval(sweepOrTell, HOUR_MS).unref();
    },
  };
}
