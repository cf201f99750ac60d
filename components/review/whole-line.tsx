"use client";

import { useEffect, useRef, useState } from "react";
import { LineText } from "@/components/diff/line-text";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Skeleton } from "@/components/ui/skeleton";
import { useLineText } from "@/lib/browser/queries/snapshot";
import type { LineText as Text, RowLine } from "@/lib/contract/review-api";
import { findRanges } from "@/lib/core/review/find-pattern";
import { fileOf } from "@/lib/core/review/review-index";
import { useShownBucket, type WholeLinePlace } from "./bucket-context";
import { useFind } from "./find-context";
import { useReview } from "./review-context";

/** Characters a part has; the server sends as many. */
const PART = 10_000;

/** Where the part with a character begins. */
function startOf(character: number): number {
  return Math.floor(character / PART) * PART;
}

/** Those that took the focus when they were opened; one that comes back into view takes it no more. */
const focused = new WeakSet<WholeLinePlace>();

/** A line that is too long for its row, wrapped, a part at a time; it begins where it differs from the line beside it. */
export function WholeLine({ place }: { place: WholeLinePlace }) {
  const { hunk, line } = place;
  const { upgrade } = useReview();
  const { index, snapshot, foldWhole } = useShownBucket();
  const [from, setFrom] = useState(place.at === null ? null : startOf(place.at));
  const ref = useRef<HTMLElement>(null);
  const { data, isError, isPending, refetch } = useLineText(upgrade.id, snapshot.number, { file: fileOf(index, hunk), from, ...line });
  const name = `${line.side === "old" ? "Removed line" : "Line"} ${line.line.toLocaleString("en-GB")}`;
  useEffect(() => {
    if (place.at !== null || focused.has(place)) return;
    focused.add(place);
    ref.current?.focus({ preventScroll: true });
  }, [place]);

  const close = () => {
    const row = ref.current?.closest<HTMLElement>(".hunk");
    foldWhole(place);
    row?.focus({ preventScroll: true });
  };
  return (
    <section
      ref={ref}
      className="whole-line"
      data-side={line.side}
      tabIndex={-1}
      aria-label={`${name}, whole`}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        close();
      }}
    >
      <div className="row wrap">
        <b>{name}</b>
        {data && <WindowWords text={data} />}
        <span className="grow" />
        {data && <WindowButtons text={data} from={from ?? data.from} go={setFrom} />}
        <IconButton icon="close" label={`Fold ${name.toLowerCase()} again`} onClick={close} />
      </div>
      {isPending && <Skeleton label="Reading the line" lines={3} />}
      {isError && (
        <p className="row wrap" role="alert">
          This line could not be read.
          <Button size="sm" onClick={() => void refetch()}>
            Try again
          </Button>
        </p>
      )}
      {data && <WindowText text={data} label={name} />}
    </section>
  );
}

function WindowWords({ text: { text, from, total } }: { text: Text }) {
  const count = (characters: number) => characters.toLocaleString("en-GB");
  if (text.length === total) return <span className="q small">{count(total)} characters</span>;
  return (
    <span className="q small" role="status">
      Characters {count(from + 1)} to {count(from + text.length)} of {count(total)}
    </span>
  );
}

/** @param from what was asked for last, which may still be on its way */
function WindowButtons({ text: { text, total, differs }, from, go }: { text: Text; from: number; go: (from: number) => void }) {
  if (text.length === total) return null;
  const isAway = differs !== null && (differs.from < from || differs.from >= from + PART);
  const here = startOf(from + 1);
  return (
    <>
      {isAway && (
        <Button size="sm" variant="quiet" onClick={() => go(startOf(differs.from))}>
          Where it differs
        </Button>
      )}
      <Button size="sm" aria-disabled={from === 0 || undefined} onClick={() => go(Math.max(0, here - PART))}>
        Earlier
      </Button>
      <Button size="sm" aria-disabled={from + PART >= total || undefined} onClick={() => go(here + PART)}>
        Later
      </Button>
    </>
  );
}

function WindowText({ text: { text, from, differs }, label }: { text: Text; label: string }) {
  const { pattern } = useFind();
  const ref = useRef<HTMLDivElement>(null);
  const start = differs ? Math.max(0, differs.from - from) : 0;
  const end = differs ? Math.min(text.length, differs.to - from) : 0;
  const ranges = pattern ? findRanges(text, pattern) : [];
  const line: RowLine = [0, 0, 0, text, start < end ? [start, end] : [], 0, false];
  // biome-ignore lint/correctness/useExhaustiveDependencies: another part is read from its beginning, or from what differs
  useEffect(() => {
    const box = ref.current;
    if (!box) return;
    const mark = box.querySelector("mark");
    box.scrollTop = mark ? Math.max(0, mark.offsetTop - box.offsetTop - 40) : 0;
  }, [text]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a text that scrolls is no fieldset
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
    <div ref={ref} className="whole-text" role="group" tabIndex={0} aria-label={`${label}, text`}>
      <LineText line={line} found={ranges.length > 0 ? { ranges, current: null } : undefined} />
    </div>
  );
}
