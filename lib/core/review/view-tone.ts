import { FLAG_TEXT } from "@/lib/core/classify/category";
import { flagsOf, type ReviewIndex } from "./review-index";

/** The gravest tone of a hunk's flags; null without flags. */
export function toneOf(index: ReviewIndex, hunk: number): "loss" | "care" | null {
  if (!index.hunks.flags[hunk]) return null;
  return flagsOf(index, hunk).some((flag) => FLAG_TEXT[flag].tone === "loss") ? "loss" : "care";
}
