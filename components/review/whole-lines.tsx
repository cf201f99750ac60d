"use client";

import { useEffect, useMemo } from "react";
import { contextOf } from "@/lib/core/review/review-index";
import { useShownBucket } from "./bucket-context";
import { useReview } from "./review-context";
import { toRow } from "./row-of-line";
import { usePartnersOf } from "./use-partners";
import { WholeLine } from "./whole-line";

/** About what it takes until it is measured. */
const GUESS = 320;

/** Puts lines that are shown whole under their rows. */
export function WholeLines() {
  const { layout } = useReview();
  const { index, visible, extras, wholeLines } = useShownBucket();
  const partnersOf = usePartnersOf(useMemo(() => wholeLines.map(({ hunk }) => hunk), [wholeLines]));
  useEffect(() => {
    const put = wholeLines.map((place) => {
      const { hunk, line } = place;
      const at = visible.hunks.indexOf(hunk);
      const { before } = contextOf(index, hunk, visible.hunks[at - 1] === hunk - 1);
      const under = toRow(index, hunk, before, line, layout, partnersOf(hunk));
      const key = `whole ${line.side} ${line.line}`;
      extras.put(hunk, key, { under, node: <WholeLine key={`${key} ${place.at}`} place={place} />, guess: GUESS });
      return { hunk, key };
    });
    return () => {
      for (const { hunk, key } of put) extras.put(hunk, key, null);
    };
  }, [wholeLines, index, visible, extras, layout, partnersOf]);
  return null;
}
