"use client";

import { useEffect, useRef } from "react";
import type { FlowExtras } from "@/lib/browser/review/flow-extras";
import { useShownBucket } from "./bucket-context";

export type ExtraBoxProps = { hunk: number; extra: ReturnType<FlowExtras["of"]>[number]; top: number };

/** Something among the rows of a hunk; its height is told, so that everything below makes room. */
export function ExtraBox({ hunk, extra, top }: ExtraBoxProps) {
  const { extras } = useShownBucket();
  const ref = useRef<HTMLDivElement>(null);
  const { key } = extra;

  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(() => extras.measure(hunk, key, element.offsetHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, [extras, hunk, key]);

  return (
    <div ref={ref} className="flow-extra" style={{ top }}>
      {extra.node}
    </div>
  );
}
