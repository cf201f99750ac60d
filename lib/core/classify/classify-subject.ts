import type { HunkContent } from "@/lib/core/diff/hunk-content";
import type { RawChange } from "@/lib/core/diff/parse-raw-diff";
import type { AppFacts } from "./classification";

/** A hunk as the classifier sees it: where it is, its changed lines, what encloses them. No context line. */
export type ClassifySubject = {
  readonly change: Pick<RawChange, "path" | "oldPath" | "kind">;
  readonly facts: AppFacts;
  readonly content: HunkContent;
};
