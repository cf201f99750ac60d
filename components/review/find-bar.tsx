"use client";

import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { placementText } from "./placement-text";
import { type Find, useFind } from "./find-context";
import { useReview } from "./review-context";

export const FIND_ID = "find-in-bucket";

/** Finds a text in the changed lines and the paths of the whole bucket, and goes from one place to the next. */
export function FindBar() {
  const { placement } = useReview();
  const find = useFind();
  if (!find.isOpen) return null;
  const { title } = placementText(placement);
  const isNone = find.hits.length === 0;
  return (
    <search className="rv-find" aria-label={`Find in ${title}`}>
      <Input
        id={FIND_ID}
        icon="search"
        label="Find in the changed lines and paths of this bucket"
        placeholder="Find in this bucket"
        value={find.text}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => find.setText(target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") find.close();
          else if (event.key === "Enter") find.step(event.shiftKey ? -1 : 1);
          else return;
          event.preventDefault();
        }}
      />
      <span className="rv-find-words small" role="status">
        {describeFound(find)}
      </span>
      <IconButton icon="chevron-down" className="rv-find-up" label="Previous place" disabled={isNone} onClick={() => find.step(-1)} />
      <IconButton icon="chevron-down" label="Next place" disabled={isNone} onClick={() => find.step(1)} />
      <IconButton icon="close" label="Close find" onClick={find.close} />
    </search>
  );
}

function describeFound({ status, total, files, hits, at }: Find): string {
  if (status === "idle") return "Searches the whole bucket";
  if (status === "searching") return "Searching";
  if (status === "failed") return "The search failed";
  if (total === 0) return "Nothing found";
  const count = total.toLocaleString("en-GB");
  const where = files === 1 ? "1 file" : `${files.toLocaleString("en-GB")} files`;
  const shown = total > hits.length ? `, the first ${hits.length.toLocaleString("en-GB")} to go through` : "";
  return at === null ? `${count} in ${where}${shown}` : `${(at + 1).toLocaleString("en-GB")} of ${count} in ${where}${shown}`;
}
