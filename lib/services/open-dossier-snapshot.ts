import { createHunkIdentifier } from "@/lib/core/diff/identify-hunk";
import type { Sha256 } from "@/lib/core/diff/sha256";
import { toHunks } from "@/lib/core/diff/to-hunks";
import type { ClassifiedChange, ClassifiedHunk } from "@/lib/core/classify/classification";
import type { Digest } from "@/lib/core/digest";
import type { BlobStore } from "@/lib/ports/blob-store";
import { openSnapshot } from "./read-snapshot";

/** A change with its hunks as the index has them, and their ids as its patch gives them. */
export type ReadChange = ClassifiedChange & { readonly recomputed: readonly Digest[] };

/** Ids do not depend on the app's names, only fingerprints do. */
const NAMES = { baseModule: "App", otpApp: "app", webFolder: "lib/app_web" };

/** Reads a whole snapshot and computes every hunk id again from the patches. @throws when a blob is missing or damaged. */
export async function readWholeSnapshot(blobs: BlobStore, indexBlob: Digest, sha256?: Sha256): Promise<readonly ReadChange[]> {
  const snapshot = await openSnapshot(blobs, indexBlob);
  const identifier = createHunkIdentifier(NAMES, sha256);
  const { files } = snapshot.review;
  const changes: ReadChange[] = [];
  for (let file = 0; file < files.count; file += 1) {
    const change = snapshot.change(file);
    const recomputed = toHunks(change, await snapshot.readPatch(file), identifier).map(({ hunk }) => hunk.id);
    const hunks: ClassifiedHunk[] = [];
    for (let hunk = files.firstHunk[file] ?? 0; hunk < (files.firstHunk[file + 1] ?? snapshot.review.hunks.count); hunk += 1) hunks.push(snapshot.hunk(hunk));
    changes.push({ ...change, hunks, recomputed });
  }
  return changes;
}

/** A blob store that remembers what was asked of it. */
export function watchBlobs(blobs: Pick<BlobStore, "get">): { readonly store: BlobStore; readonly read: ReadonlySet<Digest> } {
  const read = new Set<Digest>();
  return {
    read,
    store: {
      put: () => Promise.reject(new Error("nothing is stored while a dossier is read")),
      get: (digest) => {
        read.add(digest);
        return blobs.get(digest);
      },
    },
  };
}
