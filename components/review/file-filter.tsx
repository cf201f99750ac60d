"use client";

import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { useMemo } from "react";
import { OnlyMenu } from "./only-menu";
import { useShownBucket } from "./bucket-context";

/** Where the key `f` goes. */
export const FILE_FILTER_ID = "file-filter";

/** Finds files by their path, or only those with flags, not opened or updated. */
export function FileFilter() {
  const { index, list, filter, setFilter } = useShownBucket();
  const isFlagged = useMemo(() => list.hunks.some((hunk) => index.hunks.flags[hunk] !== 0), [list, index]);
  const files = list.files.length;
  return (
    <div className="tree-h">
      <Input
        id={FILE_FILTER_ID}
        icon="search"
        label="Filter files"
        keys="f"
        placeholder={files === 1 ? "1 file" : `${files.toLocaleString("en-GB")} files`}
        value={filter.text}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => setFilter({ text: target.value })}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          setFilter({ text: "" });
          event.currentTarget.blur();
        }}
      />
      {isFlagged && (
        <IconButton
          icon="triangle"
          label="Show only hunks with flags"
          className="rv-flagged"
          aria-pressed={filter.flaggedOnly}
          onClick={() => setFilter({ flaggedOnly: !filter.flaggedOnly })}
        />
      )}
      <OnlyMenu />
    </div>
  );
}
