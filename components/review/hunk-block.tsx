"use client";

import { memo, useCallback, useSyncExternalStore } from "react";
import type { LineTarget } from "@/components/diff/row-look";
import { UNDER_HEAD } from "@/lib/browser/review/flow-extras";
import { anchorOf } from "@/lib/browser/review/hunk-anchor";
import { describeHunk } from "@/lib/core/review/view-list";
import { type Flow, type FlowState, hasLines } from "@/lib/core/review/view-flow";
import { BareHunk } from "./bare-hunk";
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
  const isPassing = useIsBare(isFast);
  const { index, pieces, extras, expanded } = useShownBucket();
  const detail = useSyncExternalStore(
    pieces.subscribe,
    useCallback(() => pieces.detail(hunk), [pieces, hunk]),
    () => undefined,
  );
  const anchor = { id: anchorOf(index, hunk), "data-hunk": hunk, className: "hunk", style: { top, height: flow.hunkHeights[at] } };
  if (isPassing && extras.of(hunk).length === 0 && !expanded.byHunk.has(hunk)) {
    return (
      <section {...anchor} className="hunk hunk-passing">
        <BareHunk at={at} hunk={hunk} flow={flow} state={state} from={from} to={to} />
      </section>
    );
  }
  const place = describeHunk(index, hunk);
  const label = `${place}, hunk ${at + 1} of ${flow.list.hunks.length}`;
  const isClosed = state.isClosed(hunk);
  const underHead = extras.of(hunk).filter(({ under }) => under === UNDER_HEAD);
  let extraTop = flow.metrics.hunkHead;
  return (
    <section {...anchor} tabIndex={-1} aria-label={label} aria-current={isCurrent ? "true" : undefined}>
      <HunkHead hunk={hunk} detail={detail} label={place} isClosed={isClosed} height={flow.metrics.hunkHead} />
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
          target={target}
        />
      ) : (
        <BlobWords hunk={hunk} detail={detail} isPicture={state.isPicture(hunk)} top={extraTop} />
      )}
    </section>
  );
});
