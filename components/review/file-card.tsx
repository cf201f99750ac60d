"use client";

import { useId, useMemo, useRef, useState } from "react";
import { useFileLines } from "@/lib/browser/review/use-file-lines";
import { useNear } from "@/lib/browser/review/use-near";
import type { BucketFile } from "@/lib/core/review/view-bucket-files";
import { estimateLines } from "@/lib/core/review/view-shown-lines";
import { useShownBucket } from "./bucket-context";
import { FileHead } from "./file-head";
import { HunkCard } from "./hunk-card";
import { useReview } from "./review-context";

/** One file with its hunks of this bucket; its patch is fetched when it comes near, or is gone to. */
export function FileCard({ file }: { file: BucketFile }) {
  const { change, hunks } = file;
  const { upgrade } = useReview();
  const { marks, cursor, updatedIds } = useShownBucket();
  const ref = useRef<HTMLElement>(null);
  const bodyId = useId();
  const [isFolded, setIsFolded] = useState(false);
  const isGoneTo = hunks.some(({ id }) => id === cursor.currentId);
  const isNear = useNear(ref, isGoneTo);
  const hunkIds = useMemo(() => hunks.map(({ id }) => id), [hunks]);
  const lines = useFileLines(upgrade.id, change, hunkIds, isNear && !isFolded);
  const isWholeFile = change.kind === "added" || change.kind === "deleted";

  return (
    <article ref={ref} className="file" aria-label={change.path}>
      <FileHead file={file} bodyId={bodyId} isFolded={isFolded && !isGoneTo} onFold={setIsFolded} />
      <div id={bodyId} hidden={isFolded && !isGoneTo}>
        {hunks.map((hunk, position) => (
          <HunkCard
            key={hunk.id}
            change={change}
            hunk={hunk}
            lines={isNear ? lines : null}
            expectedLines={estimateLines(hunks, position, isWholeFile)}
            isCurrent={hunk.id === cursor.currentId}
            openedAt={marks.opened[hunk.id]}
            isUpdated={updatedIds.has(hunk.id)}
          />
        ))}
      </div>
    </article>
  );
}
