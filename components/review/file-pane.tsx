"use client";

import { Skeleton } from "@/components/ui/skeleton";
import { toVisibleText } from "@/lib/core/diff/visible-text";
import { toFolders } from "@/lib/core/review/view-bucket-files";
import { useShownBucket } from "./bucket-context";
import { FileFilter } from "./file-filter";
import { FileRow } from "./file-row";
import { LabelFilter } from "./label-filter";

/** The files of the bucket: by folder, supporting files last. */
export function FilePane() {
  const { files, visible, isLoading } = useShownBucket();
  if (isLoading) return <Skeleton className="rv-pad" label="Loading the files" lines={6} />;
  if (files.length === 0) return null;
  const folders = toFolders(visible);
  const firstSupporting = folders.findIndex(({ supporting }) => supporting);
  return (
    <>
      <FileFilter />
      <LabelFilter />
      <nav className="tree" aria-label="Files">
        {folders.map(({ folder, supporting, files: inFolder }, position) => (
          <section key={`${supporting}${folder}`} aria-label={folder || "Top folder"}>
            {position === firstSupporting && <h2 className="rv-tree-part">Supporting files</h2>}
            <div className="dir" title={folder}>
              <span className="trunc rv-from-end">
                <bdi dir="ltr">{toVisibleText(folder) || "Top folder"}</bdi>
              </span>
            </div>
            <ul>
              {inFolder.map((file) => (
                <li key={file.change.path}>
                  <FileRow file={file} />
                </li>
              ))}
            </ul>
          </section>
        ))}
        {visible.length === 0 && <p className="q small rv-pad">No file passes the filter.</p>}
      </nav>
    </>
  );
}
