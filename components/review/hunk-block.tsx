"use client";

import { memo, useCallback, useSyncExternalStore } from "react";
import type { LineTarget } from "@/components/diff/row-look";
import { UNDER_HEAD } from "@/lib/browser/review/flow-extras";
import { anchorOf } from "@/lib/browser/review/hunk-anchor";
import { describeHunk } from "@/lib/core/review/view-list";
import { type Flow, type FlowState, hasLines } from "@/lib/core/review/view-flow";
import { BlobWords } from "./blob-words";
import { useShownBucket } from "./bucket-context";
import { ExtraBox } from "./extra-box";
import { HunkHead } from "./hunk-head";
import { HunkRows } from "./hunk-rows";
import { useIsBare } from "./use-is-bare";

export type HunkBlockProps = {
  at: number;
  hunk: number;
  flow: Flow;
  state: FlowState;
  /** In its file. */
  top: number;
  /** What is drawn, in pixels of the list. */
  from: number;
  to: number;
  isCurrent: boolean;
  isWide: boolean;
  isFast: boolean;
  target: LineTarget | undefined;
};

/** One hunk: why it is here, whether I opened it, and what is in view of its lines. */
export const HunkBlock = memo(function HunkBlock({ at, hunk, flow, state, top, from, to, isCurrent, isWide, isFast, target }: HunkBlockProps) {
  const isBare = useIsBare(isFast);
  const { index, pieces, extras } = useShownBucket();
  const detail = useSyncExternalStore(
    pieces.subscribe,
    useCallback(() => pieces.detail(hunk), [pieces, hunk]),
    () => undefined,
  );
  const place = describeHunk(index, hunk);
  const label = `${place}, hunk ${at + 1} of ${flow.list.hunks.length}`;
  const isClosed = state.isClosed(hunk);
  const underHead = extras.of(hunk).filter(({ under }) => under === UNDER_HEAD);
  let extraTop = flow.metrics.hunkHead;
  return (
    <section
      id={anchorOf(index, hunk)}
      data-hunk={hunk}
      className="hunk"
      tabIndex={-1}
      aria-label={label}
      aria-current={isCurrent ? "true" : undefined}
      style={{ top, height: flow.hunkHeights[at] }}
    >
      <HunkHead hunk={hunk} detail={detail} label={place} isClosed={isClosed} isBare={isBare} height={flow.metrics.hunkHead} />
      {underHead.map((extra) => {
        const box = <ExtraBox key={extra.key} hunk={hunk} extra={extra} top={extraTop} />;
        extraTop += extra.height;
        return box;
      })}
      {isClosed ? null : hasLines(index, hunk) ? (
        <HunkRows
          at={at}
          hunk={hunk}
          flow={flow}
          state={state}
          from={from}
          to={to}
          label={place}
          underHead={extraTop - flow.metrics.hunkHead}
          isWide={isWide}
          isFast={isFast}
          isBare={isBare}
          target={target}
        />
      ) : (
        <BlobWords hunk={hunk} detail={detail} isPicture={state.isPicture(hunk)} top={extraTop} />
      )}
    </section>
  );
});
