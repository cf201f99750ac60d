import { sha256Hex } from "@/lib/core/digest";
import type { PlacedChange, PlacedHunk } from "./view-placement";

/** A hunk for tests; its id is made of its name. */
export function aHunk(name: string, { placement = "schema", ...rest }: Partial<PlacedHunk> = {}): PlacedHunk {
  const id = sha256Hex(name);
  const category = placement;
  const where = { oldStart: 0, oldLines: 0, newStart: 1, newLines: 3 };
  return {
    id,
    fingerprint: id,
    ...where,
    category,
    labels: [],
    supporting: false,
    flags: [],
    rule: "test",
    reason: "For tests.",
    matched: "",
    placement,
    assignment: null,
    ...rest,
  };
}

/** A change for tests with the given hunks. */
export function aChange(path: string, hunks: readonly PlacedHunk[], rest: Partial<PlacedChange> = {}): PlacedChange {
  const blobs = { oldOid: "0".repeat(40), newOid: "1".repeat(40), oldMode: "000000", newMode: "100644" };
  return { path, oldPath: path, kind: "added", ...blobs, binary: false, additions: 3, deletions: 0, hunks, ...rest };
}
