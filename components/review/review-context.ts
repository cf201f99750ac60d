"use client";

import { createContext, useContext } from "react";
import type { ReadingChoices } from "@/lib/browser/review/use-reading-choices";
import type { Compared } from "@/lib/browser/review/use-compared";
import type { OrderChoice } from "@/lib/browser/review/use-reading-order";
import type { ShownReview } from "@/lib/browser/review/use-shown-review";
import type { RecordBody } from "@/lib/core/audit/record";
import type { Placement } from "@/lib/core/classify/category";
import type { Person } from "@/lib/core/people/person";
import type { DiffLayout } from "@/lib/core/review/view-flow";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";

/** What every part of the review page knows. */
export type Review = {
  readonly upgrade: Upgrade;
  readonly records: readonly RecordBody[];
  readonly me: Person;
  /** The bucket on the page. */
  readonly placement: Placement;
  readonly shown: ShownReview;
  readonly compared: Compared;
  readonly ordered: OrderChoice;
  readonly layout: DiffLayout;
  /** Hunks in which only white space differs show their head alone. */
  readonly isQuiet: boolean;
  readonly isNarrow: boolean;
  readonly choose: ReadingChoices["choose"];
};

export const ReviewContext = createContext<Review | null>(null);

/** @throws outside the review page. */
export function useReview(): Review {
  const review = useContext(ReviewContext);
  if (!review) throw new Error("useReview outside the review page");
  return review;
}
