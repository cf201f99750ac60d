import type { ClassifiedChange } from "@/lib/core/classify/classification";
import { countAll, type SnapshotIndex } from "@/lib/core/diff/snapshot-index";
import type { StoredSnapshot } from "@/lib/services/read-snapshot";

/** A stored snapshot as one list of changes with their hunks. */
export function toSnapshotIndex({ review, change, hunk }: StoredSnapshot): SnapshotIndex {
  const { files } = review;
  const changes = Array.from({ length: files.count }, (_, file): ClassifiedChange => {
    const from = files.firstHunk[file] ?? 0;
    return { ...change(file), hunks: Array.from({ length: (files.firstHunk[file + 1] ?? 0) - from }, (_, at) => hunk(from + at)) };
  });
  return { version: 1, changes, counts: countAll(changes) };
}
