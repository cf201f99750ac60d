"use client";

import type { CSSProperties } from "react";
import { isSplit } from "@/components/diff/row-look";
import { UnifiedRows } from "@/components/diff/unified-rows";
import { Chip } from "@/components/ui/chip";
import { Flag } from "@/components/ui/flag";
import type { FirstRows } from "@/lib/contract/review-api";
import { FLAG_TEXT, LABEL_TEXT } from "@/lib/core/classify/category";
import { describeChange } from "@/lib/core/review/view-change-words";
import { FilePath } from "./file-path";

/** The top of a bucket as the server knows it, to be read until the page is alive. It stands where the list will stand. */
export function FirstFiles({ first }: { first: FirstRows }) {
  return (
    <div className="flow-first">
      {first.files.map((file) => (
        <article key={file.file} className="file" aria-label={file.path}>
          <div className="file-h">
            <span className="icon-btn" />
            <FilePath path={file.path} oldPath={file.oldPath} />
            <span className="grow" />
            {describeChange({ ...file, oldPath: file.oldPath ?? file.path }).map((word) => (
              <Chip key={word}>{word}</Chip>
            ))}
          </div>
          {file.hunks.map((hunk) => (
            <FirstHunk key={hunk.hunk} first={first} hunk={hunk} />
          ))}
        </article>
      ))}
    </div>
  );
}

function FirstHunk({ first: { rows }, hunk }: { first: FirstRows; hunk: FirstRows["files"][number]["hunks"][number] }) {
  const detail = rows.hunks.find((other) => other.hunk === hunk.hunk);
  const known = rows.pieces.flatMap(({ piece, rows: its }) => (piece.hunk === hunk.hunk ? its : []));
  const lines = known.flatMap((row) => (isSplit(row) ? [] : [row]));
  const size = { "--rows": hunk.rows, "--gaps": hunk.hiddenBefore > 0 ? 1 : 0 };
  return (
    <section className="hunk" aria-label={detail ? `Line ${detail.newStart || detail.oldStart}` : undefined}>
      <div className="hunk-h">
        <div className="chips">
          {detail?.flags.map((flag) => (
            <Flag key={flag} tone={FLAG_TEXT[flag].tone}>
              {FLAG_TEXT[flag].title}
            </Flag>
          ))}
          {detail?.labels.map((name) => (
            <Chip key={name}>{LABEL_TEXT[name]}</Chip>
          ))}
        </div>
        <span className="why trunc">{detail?.reason}</span>
      </div>
      <div className="flow-first-rows" style={size as CSSProperties}>
        {lines.length > 0 && <UnifiedRows rows={lines} label="Changes" />}
      </div>
    </section>
  );
}
