import "server-only";
import type { StorageProblem } from "@/lib/core/storage-problem";
import type { BlobStore } from "@/lib/ports/blob-store";
import type { LivePublisher } from "@/lib/ports/live-publisher";
import { findStorageProblem } from "./find-storage-problem";

const PROBE_EVERY_MS = 2_000;

export type StorageHealth = {
  /** Why nothing can be written; null when it can. */
  readonly problem: () => StorageProblem | null;
  /** Told of every write that failed; anything but a storage problem is ignored. */
  readonly note: (error: unknown) => void;
};

export type StorageHealthDeps = {
  readonly live: LivePublisher;
  readonly now: () => number;
  /** Really writes something, and leaves nothing behind. @throws while writing does not work. */
  readonly probe: () => Promise<void>;
  readonly probeEveryMs?: number;
};

/** Knows whether writing works: from what failed, and after that by trying until it works again. */
export function createStorageHealth({ live, now, probe, probeEveryMs = PROBE_EVERY_MS }: StorageHealthDeps): StorageHealth {
  let problem: StorageProblem | null = null;

  function set(next: StorageProblem | null): void {
    if (next?.kind === problem?.kind) return;
    problem = next && { ...next, since: problem?.since ?? next.since };
    live.publish({ type: "storage" });
  }

  function probeLater(): void {
    setTimeout(() => {
      probe().then(
        () => set(null),
        (error: unknown) => {
          const kind = findStorageProblem(error);
          if (kind) set({ kind, since: now() });
          probeLater();
        },
      );
    }, probeEveryMs).unref();
  }

  return {
    problem: () => problem,
    note: (error) => {
      const kind = findStorageProblem(error);
      if (!kind) return;
      const isNews = problem === null;
      set({ kind, since: now() });
      if (isNews) probeLater();
    },
  };
}

/** A blob store whose failures are noted. */
export function watchBlobs<Store extends BlobStore>(blobs: Store, note: (error: unknown) => void): Store {
  return {
    ...blobs,
    put: async (bytes) => {
      try {
        return await blobs.put(bytes);
      } catch (error) {
        note(error);
        throw error;
      }
    },
  };
}
