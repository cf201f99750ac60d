"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useCommands } from "@/components/shell/use-commands";
import { useKeys } from "@/lib/browser/keys/use-keys";
import { goToBucket } from "@/lib/browser/review/go-to-bucket";
import { EXPAND_LINES } from "@/lib/browser/review/use-expanded";
import { toVisibleText } from "@/lib/core/diff/visible-text";
import { contextOf, fileOf, labelsOf } from "@/lib/core/review/review-index";
import { describeHunk, filePositionOf, hunksAt } from "@/lib/core/review/view-list";
import { fileNameOf } from "@/lib/core/review/view-path";
import { LABEL_TEXT } from "@/lib/core/classify/category";
import { useShownBucket } from "./bucket-context";
import { FILE_FILTER_ID } from "./file-filter";
import { bucketHref, PLACEMENTS, placementText } from "./placement-text";
import { useReview } from "./review-context";
import { useCopyLink } from "./use-copy-link";
import { useMarkHunks } from "./use-mark-hunks";

type Action = { readonly keys: string; readonly label: string; readonly group: string; readonly run: () => void };

const GROUP = "Review";

/** What the keys and the palette do on the review page; nothing of it approves, withdraws or moves anything. Draws nothing. */
export function ReviewActions() {
  const { upgrade, layout, isQuiet, choose } = useReview();
  const { index, visible, place, goTo, goToOwed, lookAt, openedAt, expanded, pieces, folds, order, setOrder } = useShownBucket();
  const router = useRouter();
  const mark = useMarkHunks();
  const copyLink = useCopyLink();
  /** Where the reader is when a key is pressed. */
  const here = () => {
    const { current, target } = place();
    const at = current === null ? -1 : visible.hunks.indexOf(current);
    return { current, target, at, fileAt: at === -1 ? -1 : filePositionOf(visible, at) };
  };
  const toHunk = (step: 1 | -1) => {
    const { at } = here();
    const next = visible.hunks[at === -1 ? (step === 1 ? 0 : visible.hunks.length - 1) : at + step];
    if (next !== undefined) goTo(next);
  };
  const toFile = (step: 1 | -1) => {
    const { fileAt } = here();
    const next = visible.firstOf[fileAt === -1 ? (step === 1 ? 0 : visible.files.length - 1) : fileAt + step];
    const hunk = next === undefined ? undefined : visible.hunks[next];
    if (hunk !== undefined) goTo(hunk);
  };
  const toggleOpened = () => {
    const { current } = here();
    if (current !== null && pieces.detail(current)) mark([current], openedAt(current) === undefined, `A hunk of ${nameOf(current)}`);
  };
  const toggleFile = () => {
    const { current, fileAt } = here();
    if (current === null || fileAt === -1) return;
    const hunks = hunksAt(visible, fileAt);
    mark(hunks, !hunks.every((hunk) => openedAt(hunk) !== undefined), nameOf(current));
  };
  const toggleFold = () => {
    const { current } = here();
    if (current === null) return;
    const file = fileOf(index, current);
    folds.foldFile(file, !folds.files.has(file));
    lookAt(current);
  };
  const markLabel = () => {
    const { current } = here();
    const [label] = current === null ? [] : labelsOf(index, current);
    if (label === undefined) return;
    mark(
      visible.hunks.filter((hunk) => labelsOf(index, hunk).includes(label)),
      true,
      LABEL_TEXT[label],
    );
  };
  const expand = () => {
    const { current, at } = here();
    if (current === null || at === -1) return;
    const { before, after, hiddenBefore } = contextOf(index, current, visible.hunks[at - 1] === current - 1);
    folds.showHunk(current, true);
    if (hiddenBefore > 0) expanded.expand({ hunk: current, before, after, way: "above", count: Math.min(EXPAND_LINES, hiddenBefore) });
    else if (after === 3) expanded.expand({ hunk: current, before, after, way: "below", count: EXPAND_LINES });
  };
  const copy = () => {
    const { current, target } = here();
    if (current !== null) copyLink(current, target?.hunk === current ? target.line : null);
  };
  const nameOf = (hunk: number) => toVisibleText(fileNameOf(index.files.paths[fileOf(index, hunk)] ?? describeHunk(index, hunk)));

  const actions: readonly Action[] = [
    { keys: "j", label: "Next hunk", group: GROUP, run: () => toHunk(1) },
    { keys: "k", label: "Previous hunk", group: GROUP, run: () => toHunk(-1) },
    { keys: "n", label: "Next hunk you have not opened", group: GROUP, run: () => goToOwed(1) },
    { keys: "p", label: "Previous hunk you have not opened", group: GROUP, run: () => goToOwed(-1) },
    { keys: "]", label: "Next file", group: GROUP, run: () => toFile(1) },
    { keys: "[", label: "Previous file", group: GROUP, run: () => toFile(-1) },
    { keys: "v", label: "Opened, or not after all", group: GROUP, run: toggleOpened },
    { keys: "Shift+v", label: "Mark the whole file as opened, or not after all", group: GROUP, run: toggleFile },
    { keys: "Shift+l", label: "Mark every hunk with this label as opened", group: GROUP, run: markLabel },
    { keys: "x", label: "Show more unchanged lines", group: GROUP, run: expand },
    { keys: "i", label: "Fold this file, or unfold it", group: GROUP, run: toggleFold },
    { keys: "y", label: "Copy the link to this hunk or line", group: GROUP, run: copy },
    {
      keys: "s",
      label: layout === "split" ? "Unified" : "Side by side",
      group: GROUP,
      run: () => choose({ layout: layout === "split" ? "unified" : "split" }),
    },
    { keys: "w", label: isQuiet ? "Show hunks of white space" : "Fold hunks of white space", group: GROUP, run: () => choose({ isQuiet: !isQuiet }) },
    {
      keys: "o",
      label: order === "yours" ? "Files in their order" : "Yours first: files with hunks you have not opened",
      group: GROUP,
      run: () => setOrder(order === "yours" ? "files" : "yours"),
    },
    { keys: "f", label: "Filter files", group: GROUP, run: () => document.getElementById(FILE_FILTER_ID)?.focus() },
    ...PLACEMENTS.map((placement, position) => ({
      keys: placement === "unclassified" ? "0" : `${position + 1}`,
      label: placementText(placement).title,
      group: "Buckets",
      run: () => goToBucket(bucketHref(upgrade.id, placement), placementText(placement).title),
    })),
    { keys: "g u", label: "The steps of this upgrade", group: "Go to", run: () => router.push(`/upgrades/${upgrade.id}` as Route) },
  ];
  useKeys(actions);
  useCommands([{ title: "This review", commands: actions.map(({ keys, label, run }) => ({ label, keys, onSelect: run, keywords: ["review", "bucket"] })) }]);
  return null;
}
