"use client";

import { memo } from "react";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { CopyButton } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { toVisibleText } from "@/lib/core/diff/visible-text";
import { hunksAt } from "@/lib/core/review/view-list";
import { fileNameOf } from "@/lib/core/review/view-path";
import { describeChange } from "@/lib/core/review/view-change-words";
import { useMarked, useShownBucket } from "./bucket-context";
import { Elsewhere } from "./elsewhere";
import { FilePath } from "./file-path";
import { useIsBare } from "./use-is-bare";
import { useMarkHunks } from "./use-mark-hunks";

/** A file's path, what happened to it, where its other hunks are, and how to mark all of it. */
export const FileHead = memo(function FileHead({ file, at, isFolded, isFast }: { file: number; at: number; isFolded: boolean; isFast: boolean }) {
  const { index, visible, folds } = useShownBucket();
  const markHunks = useMarkHunks();
  const isBare = useIsBare(isFast);
  const hunks = hunksAt(visible, at);
  const isAllOpened = useMarked(({ openedAt }) => hunks.every((hunk) => openedAt(hunk) !== undefined));
  const { paths, oldPaths, kinds, binary, additions, deletions, firstHunk } = index.files;
  const path = paths[file] ?? "";
  if (isBare) {
    return (
      <div className="file-h">
        <span className="icon-btn" />
        <FilePath path={path} oldPath={oldPaths[file] ?? null} />
      </div>
    );
  }
  const total = (firstHunk[file + 1] ?? 0) - (firstHunk[file] ?? 0);
  const [added, removed] = [additions[file] ?? 0, deletions[file] ?? 0];
  return (
    <div className="file-h">
      <IconButton
        icon={isFolded ? "chevron-right" : "chevron-down"}
        label={isFolded ? `Unfold ${path}` : `Fold ${path}`}
        aria-expanded={!isFolded}
        onClick={() => folds.foldFile(file, !isFolded)}
      />
      <FilePath path={path} oldPath={oldPaths[file] ?? null} />
      <CopyButton text={path} what={`path ${path}`} className="rv-copy" />
      <span className="grow" />
      {describeChange({ kind: kinds[file] ?? "modified", binary: binary[file] === 1, path, oldPath: oldPaths[file] ?? path }).map((word) => (
        <Chip key={word}>{word}</Chip>
      ))}
      {total > 1 && <Chip>{total === hunks.length ? `${total} hunks` : `${hunks.length} of ${total} hunks here`}</Chip>}
      <Elsewhere file={file} />
      <span className="pm2">
        {added > 0 && <span className="a">+{added}</span>} {removed > 0 && <span className="d">−{removed}</span>}
      </span>
      <Button size="sm" variant="quiet" aria-pressed={isAllOpened} onClick={() => markHunks(hunks, !isAllOpened, fileNameOf(toVisibleText(path)))}>
        {isAllOpened ? "Opened" : "Mark opened"}
        <span className="vh">, all of {path}</span>
      </Button>
    </div>
  );
});
