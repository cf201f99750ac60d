"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { goToBucket } from "@/lib/browser/review/go-to-bucket";
import { useKeys } from "@/lib/browser/keys/use-keys";
import { hunkAt } from "@/lib/browser/review/use-hunk-cursor";
import type { Bucket } from "./bucket-context";
import { FILE_FILTER_ID } from "./file-filter";
import { bucketHref, PLACEMENTS, placementText } from "./placement-text";
import { useReview } from "./review-context";

const GROUP = "Review";

/** The keys of the review page. None of them approves, withdraws or moves anything. */
export function useReviewKeys(bucket: Bucket): void {
  const { upgrade } = useReview();
  const router = useRouter();
  const { cursor, goTo, goToOwed, marks, visible } = bucket;

  const toHunk = (step: 1 | -1) => {
    const next = hunkAt(
      visible.flatMap(({ hunks }) => hunks.map(({ id }) => id)),
      cursor.currentId,
      step,
    );
    if (next) goTo(next);
  };
  const toFile = (step: 1 | -1) => {
    const at = visible.findIndex(({ hunks }) => hunks.some(({ id }) => id === cursor.currentId));
    const next = at === -1 ? visible.at(step === 1 ? 0 : -1) : visible[at + step];
    if (next?.hunks[0]) goTo(next.hunks[0].id);
  };
  const toggleOpened = () => {
    const { currentId } = cursor;
    if (currentId !== null) marks.mark(currentId, marks.opened[currentId] === undefined);
  };

  useKeys([
    { keys: "j", label: "Next hunk", group: GROUP, run: () => toHunk(1) },
    { keys: "k", label: "Previous hunk", group: GROUP, run: () => toHunk(-1) },
    { keys: "n", label: "Next of what you still owe", group: GROUP, run: () => goToOwed(1) },
    { keys: "p", label: "Previous of what you still owe", group: GROUP, run: () => goToOwed(-1) },
    { keys: "]", label: "Next file", group: GROUP, run: () => toFile(1) },
    { keys: "[", label: "Previous file", group: GROUP, run: () => toFile(-1) },
    { keys: "v", label: "Opened, or not after all", group: GROUP, run: toggleOpened },
    { keys: "/", label: "Filter files", group: GROUP, run: () => document.getElementById(FILE_FILTER_ID)?.focus() },
    ...PLACEMENTS.map((placement, position) => ({
      keys: placement === "unclassified" ? "0" : `${position + 1}`,
      label: placementText(placement).title,
      group: "Buckets",
      run: () => goToBucket(bucketHref(upgrade.id, placement), placementText(placement).title),
    })),
    { keys: "g u", label: "The steps of this upgrade", group: "Go to", run: () => router.push(`/upgrades/${upgrade.id}` as Route) },
  ]);
}
