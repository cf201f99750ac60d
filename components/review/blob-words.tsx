"use client";

import { snapshotPath } from "@/lib/browser/queries/snapshot";
import type { HunkDetail } from "@/lib/contract/review-api";
import { toVisibleText } from "@/lib/core/diff/visible-text";
import { fileOf } from "@/lib/core/review/review-index";
import { describeBlobChange } from "@/lib/core/review/view-change-words";
import { useShownBucket } from "./bucket-context";
import { useReview } from "./review-context";

export type BlobWordsProps = { hunk: number; detail: HunkDetail | undefined; isPicture: boolean; top: number };

/** What a hunk without lines is about, in words; both sides of a picture. */
export function BlobWords({ hunk, detail, isPicture, top }: BlobWordsProps) {
  const { upgrade } = useReview();
  const { index, snapshot } = useShownBucket();
  const file = fileOf(index, hunk);
  const path = index.files.paths[file] ?? "";
  const kind = index.files.kinds[file] ?? "modified";
  const sentences = describeBlobChange({
    kind,
    binary: index.files.binary[file] === 1,
    path: toVisibleText(path),
    oldPath: toVisibleText(index.files.oldPaths[file] ?? path),
    blobs: detail?.blobs ?? null,
  });
  const source = `${snapshotPath(upgrade.id, snapshot.number)}/files/${file}`;
  return (
    <div className="rv-blob flow-words" style={{ top }}>
      <p>{sentences.join(" ")}</p>
      {isPicture && (
        <div className="rv-pictures">
          {kind !== "added" && <Picture source={`${source}/old`} name={`${path}, before`} words="Before" />}
          {kind !== "deleted" && <Picture source={`${source}/new`} name={`${path}, after`} words="After" />}
        </div>
      )}
    </div>
  );
}

function Picture({ source, name, words }: { source: string; name: string; words: string }) {
  return (
    <figure>
      <figcaption className="q small">{words}</figcaption>
      {/* biome-ignore lint/performance/noImgElement: a file of the checkout, served as it is */}
      <img src={source} alt={name} loading="lazy" />
    </figure>
  );
}
