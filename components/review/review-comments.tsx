"use client";

import { useEffect, useEffectEvent, useMemo } from "react";
import { CommentSpot } from "@/components/comment/comment-spot";
import { useComments, useDraftOutline } from "@/lib/browser/comments/comments-view";
import { UNDER_HEAD } from "@/lib/browser/review/flow-extras";
import type { AnchoredLine } from "@/lib/browser/review/hunk-anchor";
import { useKeys } from "@/lib/browser/keys/use-keys";
import { isOpen, isShown } from "@/lib/core/comment/thread";
import { contextOf, type ReviewIndex } from "@/lib/core/review/review-index";
import { describeHunk, findHunk } from "@/lib/core/review/view-list";
import { type Place, useShownBucket } from "./bucket-context";
import { type LinesAround, lineAt, moveLine, toOffset } from "./commented-line";
import { useReview } from "./review-context";
import { toRow } from "./row-of-line";
import { usePartnersOf } from "./use-partners";

type Spot = { readonly hunk: number; readonly line: AnchoredLine | null; readonly threadIds: string[]; draftId: string | null };

const GROUP = "Comments";
/** About what it takes until it is measured. */
const OPEN_GUESS = 150;
const FOLDED_GUESS = 46;

/** Puts threads and drafts under their lines, and opens the field for a new one: by key, or by a press on a line's number. */
export function ReviewComments() {
  const { layout } = useReview();
  const { snapshot, index, visible, extras, expanded, pieces, place, goTo } = useShownBucket();
  const { upgrade, anchors, whyNot, write } = useComments();
  const drafts = useDraftOutline();
  const spots = useMemo(() => {
    const found = new Map<string, Spot>();
    const at = (hunk: number, line: AnchoredLine | null): Spot => {
      const key = `${hunk} ${line?.side} ${line?.line}`;
      const spot = found.get(key) ?? { hunk, line, threadIds: [], draftId: null };
      found.set(key, spot);
      return spot;
    };
    for (const thread of upgrade.threads) {
      const anchor = anchors.get(thread.id);
      const hunk = anchor?.hunkId ? findHunk(index, anchor.hunkId) : undefined;
      if (hunk !== undefined && isShown(thread)) at(hunk, anchor?.line ? { side: anchor.line.side, line: anchor.line.number } : null).threadIds.push(thread.id);
    }
    for (const { id, target: about } of drafts) {
      if (about.type !== "place") continue;
      const hunk = findHunk(index, about.place.hunkId);
      if (hunk !== undefined) at(hunk, lineAt(index, hunk, about.place.line)).draftId = id;
    }
    return found;
  }, [upgrade.threads, anchors, drafts, index]);

  const partnersOf = usePartnersOf(useMemo(() => [...spots.values()].map(({ hunk }) => hunk), [spots]));
  useEffect(() => {
    for (const [key, spot] of spots) {
      const { hunk, line, threadIds, draftId } = spot;
      const hasOpen = draftId !== null || upgrade.threads.some((thread) => threadIds.includes(thread.id) && isOpen(thread));
      const node = <CommentSpot place={describeSpot(index, spot)} threadIds={threadIds} draftId={draftId} />;
      const at = visible.hunks.indexOf(hunk);
      const { before } = contextOf(index, hunk, visible.hunks[at - 1] === hunk - 1);
      const under = line === null ? UNDER_HEAD : toRow(index, hunk, before, line, layout, partnersOf(hunk));
      extras.put(hunk, `comments ${key}`, { under, node, guess: hasOpen ? OPEN_GUESS : FOLDED_GUESS });
    }
    return () => {
      for (const [key, { hunk }] of spots) extras.put(hunk, `comments ${key}`, null);
    };
  }, [spots, extras, index, visible, layout, partnersOf, upgrade.threads]);

  const linesAround = (hunk: number): LinesAround => {
    const { before, after } = contextOf(index, hunk, visible.hunks[visible.hunks.indexOf(hunk) - 1] === hunk - 1);
    const { above = [], below = [] } = expanded.byHunk.get(hunk) ?? {};
    return { before: before + above.length, after: after + below.length };
  };
  const comment = (hunk: number, line: AnchoredLine | null) => {
    const id = pieces.detail(hunk)?.id;
    if (id === undefined || whyNot !== undefined) return;
    const offset = line && toOffset(index, hunk, line);
    // An address may name any line; one that is not on the page is none to comment on.
    const { before, after } = linesAround(hunk);
    const isAway = offset?.side === "unchanged" && (offset.offset < -before || offset.offset >= after);
    write({ type: "place", place: { snapshot: snapshot.number, hunkId: id, line: isAway ? null : offset } });
  };
  const press = useEffectEvent((event: MouseEvent) => {
    const pressed = event.target instanceof Element ? readPressed(event.target) : null;
    if (pressed) comment(pressed.hunk, pressed.line);
  });
  useEffect(() => {
    const listen = (event: MouseEvent) => press(event);
    document.addEventListener("click", listen);
    return () => document.removeEventListener("click", listen);
  }, []);

  const lineOf = ({ current, target }: Place) => (target !== null && target.hunk === current ? target.line : null);
  const commentHere = () => {
    const here = place();
    if (here.current !== null) comment(here.current, lineOf(here));
  };
  const moveBy = (step: 1 | -1) => {
    const here = place();
    if (here.current !== null) goTo(here.current, moveLine(index, here.current, lineOf(here), step, linesAround(here.current)));
  };
  useKeys([
    { keys: "c", label: "Comment on this line, or this hunk", group: GROUP, run: commentHere },
    { keys: ".", label: "Next line of this hunk", group: GROUP, run: () => moveBy(1) },
    { keys: ",", label: "Previous line of this hunk", group: GROUP, run: () => moveBy(-1) },
  ]);
  return null;
}

function describeSpot(index: ReviewIndex, { hunk, line }: Spot): string {
  const place = describeHunk(index, hunk);
  return line === null ? place : `${place.replace(/, line \d+$/, "")}, ${line.side === "old" ? "removed line" : "line"} ${line.line}`;
}

/** The line whose number was pressed; null for anything else. */
function readPressed(element: Element): { readonly hunk: number; readonly line: AnchoredLine } | null {
  const row = element.closest(".flow-list td.n")?.parentElement;
  const hunk = row?.closest("[data-hunk]")?.getAttribute("data-hunk");
  const line = [...(row?.querySelectorAll("td.n") ?? [])].map(({ textContent }) => Number(textContent)).findLast((number) => number > 0);
  if (!row || !hunk || line === undefined) return null;
  const isOld = row.classList.contains("del") || row.closest(".rows-old") !== null;
  return { hunk: Number(hunk), line: { side: isOld ? "old" : "new", line } };
}
