"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useState } from "react";
import type { LogLine } from "./log-lines";
import { LogRow } from "./log-row";
import type { Follow } from "./use-follow";

export type LogRowsProps = {
  lines: readonly LogLine[];
  label: string;
  scroller: RefObject<HTMLDivElement | null>;
  follow: Follow;
  /** The line to bring into sight, and the lines that were searched for (from 0). */
  marks: { readonly hit: number | undefined; readonly asked: number; readonly found: ReadonlySet<number> };
};

const LINE_PX = 20;

/** The lines in sight, and no others: a log of 50,000 lines costs as much as one of 50. */
export function LogRows({ lines, label, scroller, follow, marks }: LogRowsProps) {
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_PX,
    overscan: 20,
    useFlushSync: false,
  });
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const open = (number: number) => {
    setIsFollowing(false);
    setOpened((before) => new Set(before).add(number));
  };
  const { isFollowing, setIsFollowing, handleScroll } = follow;
  const { hit, asked, found } = marks;
  const size = virtualizer.getTotalSize();

  useEffect(() => {
    const element = scroller.current;
    if (isFollowing && element && size > 0) element.scrollTop = element.scrollHeight;
  }, [scroller, isFollowing, size]);

  const isHitThere = hit !== undefined && hit < lines.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asking for the same line again brings it back into sight
  useEffect(() => {
    if (!isHitThere) return;
    setIsFollowing(false);
    virtualizer.scrollToIndex(hit, { align: "center" });
  }, [isHitThere, hit, asked, setIsFollowing, virtualizer]);

  return (
    <div
      ref={scroller}
      className="mono max-h-[min(60vh,520px)] overflow-auto overscroll-contain leading-5 [overflow-anchor:none]"
      role="log"
      aria-live="off"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      onScroll={handleScroll}
    >
      <div className="relative my-2.5" style={{ height: size }}>
        {virtualizer.getVirtualItems().map(({ index, key, start }) => {
          const line = lines[index];
          return (
            line && (
              <div
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${start}px)` }}
              >
                <LogRow line={line} number={index + 1} isHit={index === hit} isFound={found.has(index)} isOpened={opened.has(index + 1)} onOpen={open} />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}
