"use client";

import { useDeferredValue } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import { useShownBucket } from "./bucket-context";
import { FileFilter } from "./file-filter";
import { FileTree } from "./file-tree";
import { LabelFilter } from "./label-filter";

/** The files of the bucket: by folder, supporting files last. */
export function FilePane() {
  const { list, visible, isLoading } = useShownBucket();
  // The diff comes first: a bucket may have thousands of files.
  const isReady = useDeferredValue(!isLoading, false);
  if (!isReady) return <Skeleton className="rv-pad" label="Loading the files" lines={6} />;
  if (list.files.length === 0) return null;
  return (
    <>
      <FileFilter />
      <LabelFilter />
      <nav className="tree" aria-label="Files">
        <FileTree />
        {visible.files.length === 0 && <p className="q small rv-pad">No file passes the filter.</p>}
      </nav>
    </>
  );
}
