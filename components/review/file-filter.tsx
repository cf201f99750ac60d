"use client";

import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { useShownBucket } from "./bucket-context";

/** Where the key `/` goes. */
export const FILE_FILTER_ID = "file-filter";

/** Finds files by their path, or only those with flags. */
export function FileFilter() {
  const { files, filter, setFilter } = useShownBucket();
  const isFlagged = files.some(({ hunks }) => hunks.some(({ flags }) => flags.length > 0));
  return (
    <div className="tree-h">
      <Input
        id={FILE_FILTER_ID}
        icon="search"
        label="Filter files"
        keys="/"
        placeholder={files.length === 1 ? "1 file" : `${files.length} files`}
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
    </div>
  );
}
