"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Icon, type IconName } from "@/components/ui/icon";
import { hunkAnchor } from "@/lib/browser/review/hunk-anchor";
import { toVisibleText } from "@/lib/core/diff/visible-text";
import { fileNameOf } from "@/lib/core/review/view-bucket-files";
import type { Difference, HunkInFile } from "@/lib/core/review/view-difference";
import { useShownBucket } from "./bucket-context";
import { ChangedWords } from "./changed-words";
import { FormerHunk } from "./former-hunk";
import { placementText } from "./placement-text";

const KINDS: Record<Difference["kind"], { readonly word: string; readonly icon: IconName }> = {
  new: { word: "New", icon: "plus" },
  changed: { word: "Changed", icon: "expand" },
  vanished: { word: "Vanished", icon: "close" },
};

/** One hunk that differs: where it is now, what it was. */
export function DifferenceRow({ difference }: { difference: Difference }) {
  const [isOpen, setIsOpen] = useState(false);
  const { word, icon } = KINDS[difference.kind];
  const { change, hunk } = difference.kind === "vanished" ? difference.was : difference.now;
  const was = difference.kind === "new" ? null : difference.was;
  const line = hunk.newStart || hunk.oldStart;
  const name = toVisibleText(fileNameOf(change.path)).replace(/^\d{14}_/, "");
  return (
    <li>
      <span className="kind">
        <Icon name={icon} size={12} />
        {word}
      </span>
      <span className="what">
        <span className="trunc" title={change.path}>
          {name}
          {line > 0 && <span className="q"> line {line}</span>}
          <MovedWords difference={difference} />
        </span>
        {difference.kind === "changed" && <ChangedWords was={difference.was} now={difference.now} />}
      </span>
      <span className="row">
        {was && (
          <Button size="sm" variant="quiet" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            {isOpen ? "Hide what it was" : "Show what it was"}
            <span className="vh"> in {name}</span>
          </Button>
        )}
        {difference.kind !== "vanished" && <GoToHunk place={difference.now} />}
      </span>
      {was && isOpen && <FormerHunk was={was} />}
    </li>
  );
}

function MovedWords({ difference }: { difference: Difference }) {
  if (difference.kind === "new" && difference.from) return <span className="q">, moved here from {placementText(difference.from).title}</span>;
  if (difference.kind === "vanished" && difference.to) return <span className="q">, moved to {placementText(difference.to).title}</span>;
  return null;
}

function GoToHunk({ place: { change, hunk } }: { place: HunkInFile }) {
  const { goTo } = useShownBucket();
  return (
    <a
      className="rv-link"
      href={`#${hunkAnchor(hunk.id)}`}
      onClick={(event) => {
        event.preventDefault();
        goTo(hunk.id);
      }}
    >
      Go to hunk<span className="vh"> in {fileNameOf(change.path)}</span>
    </a>
  );
}
