"use client";

import { useMemo } from "react";
import { type FileLines, useFileLines } from "@/lib/browser/review/use-file-lines";
import type { Digest } from "@/lib/core/digest";
import { toLineDelta } from "@/lib/core/review/view-delta";
import type { HunkInFile } from "@/lib/core/review/view-difference";
import type { ShownLine } from "@/lib/core/review/view-shown-lines";
import { useReview } from "./review-context";

/** The words in which a changed hunk differs, when it is one line; nothing where it is more. */
export function ChangedWords({ was, now }: { was: HunkInFile; now: HunkInFile }) {
  const { upgrade } = useReview();
  const old = useFileLines(upgrade.id, was.change, [was.hunk.id], true);
  const fresh = useFileLines(upgrade.id, now.change, [now.hunk.id], true);
  const delta = useMemo(() => {
    const before = linesOf(old, was.hunk.id);
    const after = linesOf(fresh, now.hunk.id);
    if (!before || !after) return null;
    return toLineDelta(textsOf(before, "added"), textsOf(after, "added")) ?? toLineDelta(textsOf(before, "removed"), textsOf(after, "removed"));
  }, [old, fresh, was.hunk.id, now.hunk.id]);

  if (!delta) return null;
  return (
    <span className="delta trunc">
      {delta.before}
      {delta.removed && <del>{delta.removed}</del>}
      {delta.removed && delta.added && " "}
      {delta.added && <ins>{delta.added}</ins>}
      {delta.after}
    </span>
  );
}

function linesOf(lines: FileLines, hunkId: Digest): readonly ShownLine[] | undefined {
  return lines.status === "ready" ? lines.byHunk.get(hunkId) : undefined;
}

function textsOf(lines: readonly ShownLine[], kind: ShownLine["kind"]): readonly string[] {
  return lines.filter((line) => line.kind === kind).map(({ text }) => text);
}
