"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Icon, type IconName } from "@/components/ui/icon";
import { anchorOf } from "@/lib/browser/review/hunk-anchor";
import type { Difference } from "@/lib/browser/review/use-differences";
import { placementSchema } from "@/lib/core/classify/category";
import { toVisibleText } from "@/lib/core/diff/visible-text";
import { fileNameOf } from "@/lib/core/review/view-path";
import { useShownBucket } from "./bucket-context";
import { ChangedHunk } from "./changed-hunk";
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
  const { index, snapshot } = useShownBucket();
  const [isOpen, setIsOpen] = useState(false);
  const { word, icon } = KINDS[difference.kind];
  const { now, was } = difference;
  const path = (now ?? was)?.path ?? "";
  const here = now?.snapshot === snapshot.number ? now.hunk : null;
  const line = here === null ? 0 : index.hunks.newStart[here] || index.hunks.oldStart[here] || 0;
  const name = toVisibleText(fileNameOf(path)).replace(/^\d{14}_/, "");
  return (
    <li>
      <span className="kind">
        <Icon name={icon} size={12} />
        {word}
      </span>
      <span className="what">
        <span className="trunc" title={path}>
          {name}
          {line > 0 && <span className="q"> line {line}</span>}
          <MovedWords difference={difference} />
        </span>
        {now && was && <ChangedWords was={was} now={now} />}
      </span>
      <span className="row">
        {was && (
          <Button size="sm" variant="quiet" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            {isOpen ? "Hide" : "Show"} {now ? "what changed" : "what it was"}
            <span className="vh"> in {name}</span>
          </Button>
        )}
        {here !== null && <GoToHunk hunk={here} name={name} />}
      </span>
      {was && isOpen && (now ? <ChangedHunk was={was} now={now} /> : <FormerHunk was={was} />)}
    </li>
  );
}

function MovedWords({ difference: { kind, elsewhere } }: { difference: Difference }) {
  const { data } = placementSchema.safeParse(elsewhere);
  if (!data) return null;
  return (
    <span className="q">
      , moved {kind === "new" ? "here from" : "to"} {placementText(data).title}
    </span>
  );
}

function GoToHunk({ hunk, name }: { hunk: number; name: string }) {
  const { index, goTo } = useShownBucket();
  return (
    <a
      className="rv-link"
      href={`#${anchorOf(index, hunk)}`}
      onClick={(event) => {
        event.preventDefault();
        goTo(hunk);
      }}
    >
      Go to hunk<span className="vh"> in {name}</span>
    </a>
  );
}
