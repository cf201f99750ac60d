"use client";

import { useMemo } from "react";
import { DifferenceBox } from "./difference-box";
import { EmptyBucket } from "./empty-bucket";
import { ExpectationList } from "./expectation-list";
import { FileCard } from "./file-card";
import { FilterNote } from "./filter-note";
import { HashTarget } from "./hash-target";
import { useShownBucket } from "./bucket-context";

/** Everything to read in a bucket: what changed since, what is missing, then the files. */
export function BucketContent() {
  const { files, visible } = useShownBucket();
  const firstSupporting = useMemo(() => visible.find(({ supporting }) => supporting), [visible]);
  return (
    <>
      <HashTarget />
      <DifferenceBox />
      <ExpectationList />
      <FilterNote />
      {files.length === 0 && <EmptyBucket />}
      {visible.map((file) => (
        <div key={file.change.path}>
          {file === firstSupporting && (
            <div className="split-h">
              <h2>Supporting files</h2>
              <span className="count">Tests, styles, scripts, images, docs: by subject, after the code</span>
            </div>
          )}
          <FileCard file={file} />
        </div>
      ))}
    </>
  );
}
