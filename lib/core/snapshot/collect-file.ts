import type { AppFacts } from "@/lib/core/classify/classification";
import { createClassifier } from "@/lib/core/classify/classify";
import { toScannedBlocks } from "@/lib/core/diff/blocks";
import { createHunkDigester } from "@/lib/core/diff/identify-hunk";
import { measureHunk, measureWidth } from "@/lib/core/diff/measure-hunks";
import type { RawChange } from "@/lib/core/diff/parse-raw-diff";
import type { ScannedPatch } from "@/lib/core/diff/scan-file-patch";
import type { Sha256 } from "@/lib/core/diff/sha256";
import { NO_LINES, visitHunks } from "@/lib/core/diff/to-hunks";
import type { CollectedFile, CollectedHunk } from "./collected-file";

const UNMEASURED = { whitespaceOnly: false, linesAfter: 0 } as const;

/** Makes a function that reads a file's patch: its hunks, each classified and digested. Nothing of the patch is kept. */
export function createFileCollector(facts: AppFacts, sha256: Sha256 | undefined): (change: RawChange, patch: ScannedPatch) => CollectedFile {
  const digester = createHunkDigester(facts, sha256);
  const classify = createClassifier();
  return (change, patch) => {
    const blocks = toScannedBlocks(patch);
    const hunks: CollectedHunk[] = [];
    visitHunks(change, patch, blocks, digester, ({ exact, masked }, block, content) => {
      const { category, labels, supporting, flags, rule, reason, matched } = classify({ change, facts, content });
      const { whitespaceOnly, linesAfter } = block === null ? UNMEASURED : measureHunk(patch, block, blocks[hunks.length + 1]);
      const { oldStart, oldLines, newStart, newLines } = block ?? NO_LINES;
      // Spelled out: spreading costs as much as the rest.
      hunks.push({
        exact,
        masked,
        oldStart,
        oldLines,
        newStart,
        newLines,
        category,
        labels,
        supporting,
        flags,
        rule,
        reason,
        matched,
        whitespaceOnly,
        linesAfter,
      });
    });
    const { binary, additions, deletions } = patch;
    return { change, binary, additions, deletions, width: measureWidth(patch), hunks };
  };
}
