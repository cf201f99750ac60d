"use client";

import { Chip } from "@/components/ui/chip";
import { CopyButton } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { toVisibleText } from "@/lib/core/diff/visible-text";
import { type BucketFile, fileNameOf } from "@/lib/core/review/view-bucket-files";
import { describeChange } from "@/lib/core/review/view-change-words";
import { Elsewhere } from "./elsewhere";

export type FileHeadProps = { file: BucketFile; bodyId: string; isFolded: boolean; onFold: (isFolded: boolean) => void };

/** A file's path, what happened to it, and where its other hunks are. */
export function FileHead({ file, bodyId, isFolded, onFold }: FileHeadProps) {
  const { change, hunks, elsewhere } = file;
  const name = fileNameOf(change.path);
  const [stamp = ""] = /^\d{14}_/.exec(name) ?? [];
  const folder = change.path.slice(0, change.path.length - name.length) + stamp;
  const total = hunks.length + elsewhere.reduce((sum, other) => sum + other.hunks, 0);
  return (
    <div className="file-h">
      <IconButton
        icon={isFolded ? "chevron-right" : "chevron-down"}
        label={isFolded ? `Unfold ${change.path}` : `Fold ${change.path}`}
        aria-expanded={!isFolded}
        aria-controls={bodyId}
        onClick={() => onFold(!isFolded)}
      />
      <h3 className="path" title={change.path === change.oldPath ? change.path : `${change.oldPath} to ${change.path}`}>
        <span>{toVisibleText(folder)}</span>
        <b>{toVisibleText(name.slice(stamp.length))}</b>
      </h3>
      <CopyButton text={change.path} what={`path ${change.path}`} className="rv-copy" />
      <span className="grow" />
      {describeChange(change).map((word) => (
        <Chip key={word}>{word}</Chip>
      ))}
      {total > 1 && <Chip>{elsewhere.length === 0 ? `${hunks.length} hunks` : `${hunks.length} of ${total} hunks here`}</Chip>}
      <Elsewhere elsewhere={elsewhere} />
      <span className="pm2">
        {change.additions > 0 && <span className="a">+{change.additions}</span>} {change.deletions > 0 && <span className="d">−{change.deletions}</span>}
      </span>
    </div>
  );
}
