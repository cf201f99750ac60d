import { sha256Hex } from "@/lib/core/digest";
import type { IndexedFile, IndexedHunk } from "@/lib/core/review/review-index";

/** A hunk with an id of its own name: one line that was added. */
export function anIndexedHunk(name: string, rest: Partial<IndexedHunk> = {}): IndexedHunk {
  return {
    id: sha256Hex(name),
    category: "router",
    labels: [],
    flags: [],
    supporting: false,
    oldStart: 0,
    oldLines: 0,
    newStart: 1,
    newLines: 1,
    whitespaceOnly: false,
    linesAfter: 0,
    ...rest,
  };
}

/** A modified file of these hunks. */
export function anIndexedFile(path: string, hunks: readonly IndexedHunk[]): IndexedFile {
  return { path, oldPath: path, kind: "modified", binary: false, additions: hunks.length, deletions: 0, width: 80, hunks };
}
